package io.rollcall.projector.web.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.rollcall.projector.query.QueryException;
import io.rollcall.projector.view.Freshness;
import io.rollcall.projector.web.http.Endpoint.Representation;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts endpoints before the web server: reads requests, writes answers and problems, says how fresh the view is. */
public final class Router {

    private static final Logger LOG = LoggerFactory.getLogger(Router.class);

    private final Supplier<Freshness> freshness;

    /** @param freshness how far the view is */
    public Router(Supplier<Freshness> freshness) {
        this.freshness = freshness;
    }

    /** Adds everything. */
    public void addTo(RoutesConfig routes, List<Resource> resources) {
        routes.before("/api/*", this::addFreshness);
        for (Resource resource : resources) {
            for (Endpoint endpoint : resource.endpoints()) {
                routes.get(endpoint.path(), context -> serve(endpoint, context));
            }
        }
        routes.exception(ProblemException.class, (e, context) -> e.problem().answer(context));
        routes.exception(QueryException.class, (e, context) -> Problem.of(e).answer(context));
        routes.exception(Exception.class, (e, context) -> {
            LOG.error("{} {} failed", context.method(), context.path(), e);
            new Problem(500, "Internal Server Error", "answering failed; the log of the projector says why")
                    .answer(context);
        });
        routes.error(404, context -> {
            if (!Problem.CONTENT_TYPE.equals(context.res().getContentType())) {
                new Problem(404, "Not Found", "there is nothing at " + context.path()).answer(context);
            }
        });
    }

    private static void serve(Endpoint endpoint, Context context) throws Exception {
        Representation way = Accept.choose(context.header("Accept"), endpoint.representations());
        Object answer = endpoint.handler().answer(new Request(context, endpoint));
        boolean text = way.mediaType().startsWith("text/");
        context.contentType(text ? way.mediaType() + "; charset=utf-8" : way.mediaType())
                .result(way.writer().apply(answer));
    }

    private void addFreshness(Context context) {
        Freshness now = freshness.get();
        now.lag().ifPresent(lag -> context.header("Rollcall-Lag", Long.toString(lag)));
        context.header("Rollcall-Position", now.position());
    }
}
