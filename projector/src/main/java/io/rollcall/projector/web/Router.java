package io.rollcall.projector.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.rollcall.projector.metrics.Traffic;
import io.rollcall.projector.query.answer.QueryException;
import io.rollcall.projector.view.Freshness;
import io.rollcall.projector.web.guard.Access;
import io.rollcall.projector.web.guard.Crowd;
import io.rollcall.projector.web.guard.FreshEnough;
import io.rollcall.projector.web.guard.Rate;
import io.rollcall.projector.web.http.Accept;
import io.rollcall.projector.web.http.Endpoint;
import io.rollcall.projector.web.http.Endpoint.Representation;
import io.rollcall.projector.web.http.Problem;
import io.rollcall.projector.web.http.ProblemException;
import io.rollcall.projector.web.http.Request;
import io.rollcall.projector.web.http.Resource;
import io.rollcall.projector.web.http.Role;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts endpoints before the web server: lets requests through, writes answers and problems, says how fresh the view is. */
final class Router {

    private static final Logger LOG = LoggerFactory.getLogger(Router.class);
    private static final long PATIENCE_MILLIS = 2_000;
    private static final String BEGIN = "rollcall.begin";
    private static final String PATH = "rollcall.path";
    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;
    private static final int UNAVAILABLE = 503;

    private final Supplier<Freshness> freshness;
    private final Access access;
    private final Crowd queries;
    private final FreshEnough freshEnough;
    private final Rate rate;
    private final EventStreams streams;
    private final Traffic traffic;

    Router(WebSettings settings, Access access, Supplier<Freshness> freshness, EventStreams streams, Traffic traffic) {
        this.traffic = traffic;
        this.freshness = freshness;
        this.access = access;
        this.queries = new Crowd(settings.queries(), PATIENCE_MILLIS, "questions");
        this.rate = new Rate(settings.rate(), settings.access().tokens(), System::nanoTime);
        this.freshEnough = new FreshEnough(freshness, PATIENCE_MILLIS);
        this.streams = streams;
    }

    void addTo(RoutesConfig routes, List<Resource> resources) {
        routes.before(context -> {
            context.attribute(BEGIN, System.nanoTime());
            SecurityHeaders.addTo(context);
            access.check(context, Role.ANYONE);
        });
        routes.before("/api/*", context -> {
            context.header("Cache-Control", "no-store");
            rate.check(context);
            addFreshness(context);
        });
        for (Resource resource : resources) {
            for (Endpoint endpoint : resource.endpoints()) {
                switch (endpoint.method()) {
                    case GET -> routes.get(endpoint.path(), context -> serve(endpoint, context));
                    case POST -> routes.post(endpoint.path(), context -> serve(endpoint, context));
                }
            }
        }
        routes.after(this::count);
        addProblems(routes);
    }

    /** Of a stream whose connection was cut the request may be gone already: nothing is to be learned from it. */
    private void count(Context context) {
        try {
            countAnswer(context);
        } catch (RuntimeException gone) {
            LOG.debug("An answer is not counted, its request is gone", gone);
        }
    }

    private void countAnswer(Context context) {
        Long begin = context.attribute(BEGIN);
        String path = context.attribute(PATH);
        if (begin != null) {
            traffic.answered(
                    context.method().name(),
                    path == null ? "other" : path,
                    context.statusCode(),
                    System.nanoTime() - begin);
        }
    }

    private void addProblems(RoutesConfig routes) {
        routes.exception(ProblemException.class, (e, context) -> answer(e.problem(), context));
        routes.exception(QueryException.class, (e, context) -> answer(Problem.of(e), context));
        routes.exception(HttpResponseException.class, (e, context) -> answer(refused(e, context), context));
        routes.exception(Exception.class, Router::failed);
    }

    /** Throws nothing: the server would come here again, without an end. */
    private static void failed(Exception e, Context context) {
        try {
            LOG.error("{} {} failed", context.method(), context.path(), e);
            answer(
                    new Problem(500, "Internal Server Error", "answering failed; the log of the projector says why"),
                    context);
        } catch (RuntimeException gone) {
            LOG.debug("A request is gone before its answer", e);
        }
    }

    private static Problem refused(HttpResponseException e, Context context) {
        String title = HttpStatus.getMessage(e.getStatus());
        if (e.getStatus() == NOT_FOUND) {
            return new Problem(NOT_FOUND, title, "there is nothing at " + context.path());
        }
        if (e.getStatus() == NOT_ALLOWED) {
            return new Problem(
                    NOT_ALLOWED,
                    title,
                    context.method() + " is not allowed at " + context.path() + ": use "
                            + String.join(" or ", e.getDetails().values()));
        }
        String details = String.join("; ", e.getDetails().values());
        return new Problem(
                e.getStatus(),
                title,
                context.method() + " " + context.path() + ": " + (details.isEmpty() ? title : details));
    }

    private static void answer(Problem problem, Context context) {
        if (problem.status() == UNAVAILABLE) {
            context.header("Retry-After", "1");
        }
        problem.answer(context);
    }

    private void serve(Endpoint endpoint, Context context) throws Exception {
        context.attribute(PATH, endpoint.path());
        access.check(context, endpoint.role());
        Request request = new Request(context, endpoint);
        if (endpoint.toldByView()) {
            freshEnough.requireBuilt();
        }
        switch (endpoint.reply()) {
            case Endpoint.Answer answer -> {
                Representation way = Accept.choose(context.header("Accept"), answer.ways());
                if (endpoint.readsView()) {
                    freshEnough.await(request);
                    addFreshness(context);
                }
                String text = endpoint.role() == Role.ANYONE
                        ? answered(answer, way, request)
                        : queries.admit(() -> answered(answer, way, request));
                boolean plain = way.mediaType().startsWith("text/");
                context.status(answer.status())
                        .contentType(plain ? way.mediaType() + "; charset=utf-8" : way.mediaType())
                        .result(text);
            }
            case Endpoint.Events events -> streams.open(context, events.opening(), request);
        }
    }

    private static String answered(Endpoint.Answer answer, Representation way, Request request) throws Exception {
        return way.writer().apply(answer.handler().answer(request));
    }

    private void addFreshness(Context context) {
        Freshness now = freshness.get();
        now.lag().ifPresent(lag -> context.header("Rollcall-Lag", Long.toString(lag)));
        context.header("Rollcall-Position", now.position());
        if (now.newest() != null) {
            context.header("Rollcall-Newest", now.newest().toString());
        }
    }
}
