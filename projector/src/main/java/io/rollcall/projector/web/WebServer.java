package io.rollcall.projector.web;

import io.javalin.Javalin;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.util.JavalinException;
import io.rollcall.projector.query.AsOf;
import io.rollcall.projector.query.DecisionFilter;
import io.rollcall.projector.query.ExplainQuery;
import io.rollcall.projector.query.Explanation;
import io.rollcall.projector.query.ExplanationText;
import io.rollcall.projector.query.ListQuery;
import io.rollcall.projector.query.QueryException;
import io.rollcall.projector.query.QueryJson;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The view over HTTP, read-only:
 *
 * <ul>
 *   <li>{@code GET /api/v1/daemonsets}, {@code /api/v1/nodes}: {@code {"items": […]}}
 *   <li>{@code GET /api/v1/decisions?daemonSet=&node=&limit=}: the newest first; daemonSet is namespace/name, or a name in default
 *   <li>{@code GET /api/v1/daemonsets/{namespace}/{name}/explain[?node=]}: as JSON, or as text where Accept asks for text/plain
 *   <li>{@code GET /healthz}, {@code /readyz}: ready means that the end of the log was reached once and nothing is in the way
 * </ul>
 *
 * <p>Errors are {@code application/problem+json}. Answers say in Rollcall-Lag how many records the view is behind (absent while
 * that is not known) and in Rollcall-Position which journal records it has read.
 */
public final class WebServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);
    private static final String DEFAULT_NAMESPACE = "default";
    private static final int DEFAULT_LIMIT = 100;
    private static final int HIGHEST_LIMIT = 10_000;

    private final String host;
    private final Javalin server;
    private final ExplainQuery explain;
    private final ListQuery lists;
    private final Supplier<Freshness> freshness;

    private WebServer(String host, ExplainQuery explain, ListQuery lists, Supplier<Freshness> freshness) {
        this.host = host;
        this.explain = explain;
        this.lists = lists;
        this.freshness = freshness;
        this.server = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.startupWatcherEnabled = false;
            config.startup.showOldJavalinVersionWarning = false;
            routes(config.routes);
        });
    }

    /**
     * Starts it.
     *
     * @param port port to listen on, 0 for a free one
     * @throws WebStartException when it cannot listen there
     */
    public static WebServer start(
            String host, int port, ExplainQuery explain, ListQuery lists, Supplier<Freshness> freshness) {
        WebServer web = new WebServer(host, explain, lists, freshness);
        try {
            web.server.start(host, port);
        } catch (JavalinException e) {
            throw new WebStartException(
                    "the web API cannot listen on " + host + ":" + port + ": " + reason(e)
                            + "; free the port or choose another",
                    e);
        }
        return web;
    }

    /** What the operating system says; the server's own message is advice. */
    private static String reason(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = String.valueOf(cause.getMessage());
        return message.lines().findFirst().orElse("");
    }

    private void routes(RoutesConfig routes) {
        routes.before("/api/*", this::addFreshness);
        routes.get("/api/v1/daemonsets", ctx -> json(ctx, new Items<>(lists.daemonSets(asOf(ctx)))));
        routes.get("/api/v1/nodes", ctx -> json(ctx, new Items<>(lists.nodes(asOf(ctx)))));
        routes.get("/api/v1/decisions", ctx -> json(ctx, new Items<>(lists.decisions(decisionFilter(ctx), asOf(ctx)))));
        routes.get("/api/v1/daemonsets/{namespace}/{name}/explain", this::explain);
        routes.get("/healthz", ctx -> ctx.contentType("text/plain").result("ok\n"));
        routes.get("/readyz", this::ready);
        routes.exception(QueryException.class, (e, ctx) -> Problem.of(e).answer(ctx));
        routes.exception(Exception.class, (e, ctx) -> {
            LOG.error("{} {} failed", ctx.method(), ctx.path(), e);
            new Problem(500, "Internal Server Error", "the view cannot be read: " + e.getMessage()).answer(ctx);
        });
        routes.error(404, ctx -> {
            if (!Problem.CONTENT_TYPE.equals(ctx.res().getContentType())) {
                new Problem(404, "Not Found", "there is nothing at " + ctx.path()).answer(ctx);
            }
        });
    }

    /** A list; an object, so that there is room for more. */
    private record Items<T>(List<T> items) {}

    private void explain(Context ctx) throws Exception {
        String node = emptyToNull(ctx.queryParam("node"));
        Explanation answer = explain.explain(ctx.pathParam("namespace"), ctx.pathParam("name"), node, asOf(ctx));
        String accept = ctx.header("Accept");
        if (accept != null && accept.startsWith("text/plain")) {
            ctx.contentType("text/plain; charset=utf-8").result(ExplanationText.of(answer));
        } else {
            json(ctx, answer);
        }
    }

    private void ready(Context ctx) {
        Freshness now = freshness.get();
        if (now.trouble() != null) {
            new Problem(503, "Service Unavailable", now.trouble()).answer(ctx);
        } else if (!now.ready()) {
            String left = now.lag().isPresent() ? now.lag().getAsLong() + " records to go" : "not connected yet";
            new Problem(503, "Service Unavailable", "the view is being built, " + left).answer(ctx);
        } else {
            ctx.contentType("text/plain").result("ready\n");
        }
    }

    /** The moment that is asked about: parameter asOf, a time or a place in the journal. */
    private static AsOf asOf(Context ctx) {
        return AsOf.parse(ctx.queryParam("asOf"));
    }

    private static DecisionFilter decisionFilter(Context ctx) {
        String daemonSet = emptyToNull(ctx.queryParam("daemonSet"));
        String namespace = null;
        if (daemonSet != null) {
            int slash = daemonSet.indexOf('/');
            namespace = slash < 0 ? DEFAULT_NAMESPACE : daemonSet.substring(0, slash);
            daemonSet = daemonSet.substring(slash + 1);
        }
        return new DecisionFilter(namespace, daemonSet, emptyToNull(ctx.queryParam("node")), limit(ctx));
    }

    private static int limit(Context ctx) {
        String text = emptyToNull(ctx.queryParam("limit"));
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= HIGHEST_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException notANumber) {
            // Answered below.
        }
        throw new QueryException(
                QueryException.Kind.BAD_QUESTION,
                "the parameter limit is '" + text + "': give a number from 1 to " + HIGHEST_LIMIT);
    }

    private static @Nullable String emptyToNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    private static void json(Context ctx, Object answer) throws Exception {
        ctx.contentType("application/json").result(QueryJson.mapper().writeValueAsString(answer));
    }

    private void addFreshness(Context ctx) {
        Freshness now = freshness.get();
        now.lag().ifPresent(lag -> ctx.header("Rollcall-Lag", Long.toString(lag)));
        ctx.header("Rollcall-Position", now.position());
    }

    /** Where it listens. */
    public String url() {
        return "http://" + host + ":" + server.port();
    }

    @Override
    public void close() {
        server.stop();
    }
}
