package io.rollcall.kubeapi.http;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.util.JavalinException;
import io.javalin.websocket.WsHandlerType;
import io.rollcall.kubeapi.status.Failures;
import io.rollcall.kubeapi.store.Past;
import io.rollcall.kubeapi.store.ResourceStore;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.ServerConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The API over plain HTTP. Each request runs on a virtual thread of its own, so a watch that waits costs little; the number of
 * watches has a bound, and each ends at its time-out.
 */
public final class KubeApiServer implements AutoCloseable {

    /** How many watches there may be at a time. */
    public static final int MOST_WATCHES = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(KubeApiServer.class);
    private static final long LARGEST_BODY = 4L * 1024 * 1024;

    /** Longer than any watch: a watch without changes must not be taken for a dead connection. */
    static final Duration IDLE = Duration.ofHours(1);

    private static final List<HandlerType> METHODS = List.of(
            HandlerType.GET,
            HandlerType.POST,
            HandlerType.PUT,
            HandlerType.PATCH,
            HandlerType.DELETE,
            HandlerType.OPTIONS);

    private final String host;
    private final Javalin server;
    private final MomentRouter router;
    private final WatchPlaces places = new WatchPlaces();

    private KubeApiServer(String host, MomentRouter router) {
        this.host = host;
        this.router = router;
        this.server = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.startupWatcherEnabled = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.concurrency.useVirtualThreads = true;
            config.http.compressionStrategy = CompressionStrategy.NONE;
            config.http.maxRequestSize = LARGEST_BODY;
            config.jetty.modifyServer(jetty -> jetty.setStopTimeout(0));
            for (HandlerType method : METHODS) {
                config.routes.addHttpHandler(method, "/*", this::handle);
                config.routes.addHttpHandler(method, "/", this::handle);
            }
            WatchSockets sockets = new WatchSockets(router, places);
            config.routes.addWsHandler(WsHandlerType.WEBSOCKET, "/*", sockets::serve);
        });
    }

    /**
     * Starts it.
     *
     * @param port port to listen on, 0 for a free one
     * @param trouble what keeps the store from its work; empty when all is well
     * @throws KubeApiStartException when it cannot listen there
     */
    public static KubeApiServer start(
            String host, int port, ResourceStore store, ApiVersion version, Supplier<Optional<String>> trouble) {
        return start(host, port, store, Optional.empty(), version, trouble);
    }

    /**
     * Starts it.
     *
     * @param port port to listen on, 0 for a free one
     * @param past what is served below {@code /asof/MOMENT}; empty for nothing
     * @param trouble what keeps the store from its work; empty when all is well
     * @throws KubeApiStartException when it cannot listen there
     */
    public static KubeApiServer start(
            String host,
            int port,
            ResourceStore store,
            Optional<Past> past,
            ApiVersion version,
            Supplier<Optional<String>> trouble) {
        Documents documents = new Documents(version, new Health(trouble));
        ApiRouter present = new ApiRouter(store, documents, InstantSource.system(), new RandomSuffixes());
        KubeApiServer api = new KubeApiServer(host, new MomentRouter(present, past, documents));
        try {
            api.server.start(host, port);
        } catch (JavalinException e) {
            throw new KubeApiStartException(
                    "the Kubernetes API cannot listen on " + host + ":" + port + ": " + e.getMessage()
                            + "; free the port or choose another",
                    e);
        }
        for (Connector connector : api.server.jettyServer().server().getConnectors()) {
            if (connector instanceof ServerConnector open) {
                open.setIdleTimeout(IDLE.toMillis());
            }
        }
        return api;
    }

    /** Where it listens. */
    public String url() {
        return "http://" + host + ":" + server.port();
    }

    /** Stops listening; watches end. */
    @Override
    public void close() {
        server.stop();
    }

    private void handle(Context ctx) {
        Outcome outcome;
        try {
            outcome = router.route(Requests.of(ctx));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            outcome = new Outcome.Answer(Reply.of(Failures.unavailable("the server is stopping")));
        } catch (RuntimeException e) {
            LOG.error("{} {} failed", ctx.method(), ctx.path(), e);
            outcome = new Outcome.Answer(Reply.of(Failures.internal(String.valueOf(e.getMessage()))));
        }
        switch (outcome) {
            case Outcome.Answer answer -> send(ctx, answer.reply());
            case Outcome.Streaming streaming -> stream(ctx, streaming.stream());
        }
    }

    private static void send(Context ctx, Reply reply) {
        ctx.status(reply.code());
        ctx.contentType(reply.contentType());
        ctx.header("Cache-Control", "no-cache, private");
        reply.headers().forEach(ctx::header);
        ctx.result(reply.body());
    }

    private void stream(Context ctx, WatchStream stream) {
        if (!places.take()) {
            send(ctx, Reply.of(Failures.tooManyRequests(WatchPlaces.FULL)).with("Retry-After", "1"));
            return;
        }
        try {
            ctx.status(200);
            ctx.contentType(Reply.JSON);
            ctx.header("Cache-Control", "no-cache, private");
            // Not the context's own stream, which keeps what is written to it. The client is to know at once that it is
            // heard.
            ctx.res().flushBuffer();
            stream.sendTo(ctx.res().getOutputStream());
        } catch (IOException e) {
            LOG.debug("a watch of {} ends: its client has left", ctx.path());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            places.giveBack();
        }
    }
}
