package io.rollcall.projector.web;

import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.util.JavalinException;
import io.rollcall.projector.metrics.Metrics;
import io.rollcall.projector.web.guard.Crowd;
import io.rollcall.projector.web.http.Problem;
import io.rollcall.projector.web.http.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /metrics} on a port of its own, so that who scrapes needs no way to the API. One scrape at a time. */
public final class MetricsServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MetricsServer.class);
    private static final long PATIENCE_MILLIS = 5_000;

    private final MetricsSettings settings;
    private final Metrics metrics;
    private final Crowd scrapes = new Crowd(1, PATIENCE_MILLIS, "scrapes");
    private final Javalin server;

    private MetricsServer(MetricsSettings settings, Metrics metrics) {
        this.settings = settings;
        this.metrics = metrics;
        this.server = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.startupWatcherEnabled = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.http.prefer405over404 = true;
            JettyLimits.addTo(config);
            config.routes.get("/metrics", this::scrape);
            config.routes.exception(
                    ProblemException.class, (e, context) -> e.problem().answer(context));
            config.routes.exception(Exception.class, (e, context) -> {
                LOG.error("Metrics cannot be collected", e);
                new Problem(500, "Internal Server Error", "collecting failed; the log of the projector says why")
                        .answer(context);
            });
            config.routes.error(
                    404,
                    context -> new Problem(404, "Not Found", "there is nothing at " + context.path() + ", but /metrics")
                            .answer(context));
        });
    }

    /**
     * Starts it.
     *
     * @throws WebStartException when it cannot listen there
     */
    public static MetricsServer start(MetricsSettings settings, Metrics metrics) {
        MetricsServer server = new MetricsServer(settings, metrics);
        try {
            server.server.start(settings.host(), settings.port());
        } catch (JavalinException e) {
            throw WebStartException.cannotListen("the metrics endpoint", settings.host(), settings.port(), e);
        }
        return server;
    }

    private void scrape(Context context) throws Exception {
        scrapes.admit(() -> {
            context.contentType(Metrics.CONTENT_TYPE);
            metrics.write(context.outputStream());
            return context;
        });
    }

    /** Where it is. */
    public String url() {
        return "http://" + settings.host() + ":" + server.port() + "/metrics";
    }

    @Override
    public void close() {
        server.stop();
    }
}
