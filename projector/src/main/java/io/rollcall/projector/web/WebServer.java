package io.rollcall.projector.web;

import io.javalin.Javalin;
import io.javalin.util.JavalinException;
import io.rollcall.projector.view.Freshness;
import io.rollcall.projector.view.ViewDatabase;
import io.rollcall.projector.web.http.Router;
import io.rollcall.projector.web.resource.Resources;
import java.util.function.Supplier;

/**
 * The view over HTTP: the page, and below {@code /api/v1/} the {@link Resources}.
 *
 * <p>Errors are {@code application/problem+json}. Answers say in Rollcall-Lag how many records the view is behind (absent while
 * that is not known) and in Rollcall-Position which journal records it has read.
 */
public final class WebServer implements AutoCloseable {

    private final String host;
    private final Javalin server;

    private WebServer(String host, ViewDatabase view, Supplier<Freshness> freshness) {
        this.host = host;
        this.server = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.startupWatcherEnabled = false;
            config.startup.showOldJavalinVersionWarning = false;
            StaticPage.addTo(config.staticFiles);
            new Router(freshness).addTo(config.routes, Resources.of(view, freshness));
        });
    }

    /**
     * Starts it.
     *
     * @param port port to listen on, 0 for a free one
     * @param freshness how far the view is
     * @throws WebStartException when it cannot listen there
     */
    public static WebServer start(String host, int port, ViewDatabase view, Supplier<Freshness> freshness) {
        WebServer web = new WebServer(host, view, freshness);
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

    /** Where it listens. */
    public String url() {
        return "http://" + host + ":" + server.port();
    }

    @Override
    public void close() {
        server.stop();
    }
}
