package io.rollcall.projector.web;

import io.javalin.Javalin;
import io.javalin.util.JavalinException;
import io.rollcall.kubeapi.access.Gate;
import io.rollcall.projector.metrics.Traffic;
import io.rollcall.projector.view.Freshness;
import io.rollcall.projector.view.ViewControl;
import io.rollcall.projector.view.ViewDatabase;
import io.rollcall.projector.web.guard.Access;
import io.rollcall.projector.web.http.Resource;
import io.rollcall.projector.web.openapi.OpenApi;
import io.rollcall.projector.web.resource.Resources;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The view over HTTP: the page, and below {@code /api/v1/} the {@link Resources}, which {@code /openapi.json} describes.
 *
 * <p>Errors are {@code application/problem+json}. Answers say in Rollcall-Lag how many records the view is behind (absent while
 * that is not known), in Rollcall-Position which journal records it has read, in Rollcall-Newest of when its newest record is.
 */
public final class WebServer implements AutoCloseable {

    private static final long HEARTBEAT_MILLIS = 15_000;

    private final WebSettings settings;
    private final EventStreams streams;
    private final Javalin server;

    private WebServer(
            WebSettings settings,
            Access access,
            ViewDatabase view,
            Supplier<Freshness> freshness,
            ViewControl control,
            Traffic traffic) {
        this.settings = settings;
        this.streams = new EventStreams(settings.streams(), HEARTBEAT_MILLIS);
        List<Resource> resources = OpenApi.describing(Resources.of(view, freshness, control));
        Router router = new Router(settings, access, freshness, streams, traffic);
        this.server = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.startupWatcherEnabled = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.http.prefer405over404 = true;
            JettyLimits.addTo(config);
            StaticPage.addTo(config.staticFiles);
            router.addTo(config.routes, resources);
        });
    }

    /**
     * Starts it.
     *
     * @param freshness how far the view is
     * @param control what can be done to it
     * @param traffic where it counts what it answers
     * @throws WebStartException when it cannot listen there, or everybody could ask it
     */
    public static WebServer start(
            WebSettings settings,
            ViewDatabase view,
            Supplier<Freshness> freshness,
            ViewControl control,
            Traffic traffic) {
        requireTokensWhereExposed(settings);
        WebServer web = new WebServer(settings, access(settings), view, freshness, control, traffic);
        String host = settings.host();
        try {
            web.server.start(host, settings.port());
        } catch (JavalinException e) {
            throw WebStartException.cannotListen("the web API", host, settings.port(), e);
        }
        return web;
    }

    private static Access access(WebSettings settings) {
        try {
            return new Access(settings.access().listeningOn(settings.host()));
        } catch (IllegalArgumentException e) {
            throw new WebStartException(String.valueOf(e.getMessage()), e);
        }
    }

    private static void requireTokensWhereExposed(WebSettings settings) {
        try {
            InetAddress.getByName(settings.host());
        } catch (UnknownHostException e) {
            throw new WebStartException("web.host " + settings.host() + " is no address of this machine", e);
        }
        if (!settings.access().tokens() && !Gate.isLoopback(settings.host())) {
            throw new WebStartException("web.host " + settings.host()
                    + " is reached from other machines, and anybody there could read the view: name files of tokens in"
                    + " web.read.tokens.file and web.write.tokens.file, or listen on 127.0.0.1");
        }
    }

    /** Where it listens. */
    public String url() {
        return "http://" + settings.host() + ":" + server.port();
    }

    /** What is served, as {@code GET /path}; files of the page left out. */
    SortedSet<String> routes() {
        return server.unsafe.internalRouter.allHttpHandlers().stream()
                .map(parsed -> parsed.endpoint)
                .filter(endpoint -> endpoint.method.isHttpMethod())
                .map(endpoint -> endpoint.method + " " + endpoint.path)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public void close() {
        streams.close();
        server.stop();
    }
}
