package io.rollcall.kubeapi.http;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinException;
import io.javalin.websocket.WsHandlerType;
import io.rollcall.kubeapi.access.Gate;
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
 * The API over HTTP, with TLS where there is a certificate. Each request runs on a virtual thread of its own, so a watch that waits costs little;
 * the number of watches has a bound, and each ends at its time-out.
 */
public final class KubeApiServer implements AutoCloseable {

    /** How many watches there may be at a time. */
    public static final int MOST_WATCHES = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(KubeApiServer.class);
    private static final int TOO_LARGE = 413;
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

    private final KubeApiSettings settings;
    private final Javalin server;
    private final Guard router;
    private final WatchPlaces places = new WatchPlaces();

    private KubeApiServer(KubeApiSettings settings, Guard router) {
        this.settings = settings;
        this.router = router;
        this.server = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.startupWatcherEnabled = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.concurrency.useVirtualThreads = true;
            config.http.compressionStrategy = CompressionStrategy.NONE;
            config.http.maxRequestSize = LARGEST_BODY;
            config.jetty.modifyServer(jetty -> jetty.setStopTimeout(0));
            settings.certificate()
                    .ifPresent(certificate -> config.jetty.addConnector(
                            (jetty, http) -> TlsConnector.of(jetty, http, settings, certificate)));
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
     * @param trouble what keeps the store from its work; empty when all is well
     * @throws KubeApiStartException when it cannot listen there, or everybody could ask it
     */
    public static KubeApiServer start(
            KubeApiSettings settings, ResourceStore store, ApiVersion version, Supplier<Optional<String>> trouble) {
        return start(settings, store, Optional.empty(), version, trouble);
    }

    /**
     * Starts it.
     *
     * @param past what is served below {@code /asof/MOMENT}; empty for nothing
     * @param trouble what keeps the store from its work; empty when all is well
     * @throws KubeApiStartException when it cannot listen there, or everybody could ask it
     */
    public static KubeApiServer start(
            KubeApiSettings settings,
            ResourceStore store,
            Optional<Past> past,
            ApiVersion version,
            Supplier<Optional<String>> trouble) {
        requireGuardWhereExposed(settings);
        warnOfDates(settings);
        Documents documents = new Documents(version, new Health(trouble));
        InstantSource clock = InstantSource.system();
        ApiRouter present = new ApiRouter(store, documents, clock, new RandomSuffixes());
        MomentRouter router = new MomentRouter(present, past, documents, clock);
        KubeApiServer api = new KubeApiServer(settings, new Guard(gate(settings), router));
        try {
            api.server.start(settings.host(), settings.port());
        } catch (JavalinException e) {
            throw new KubeApiStartException(
                    "the Kubernetes API cannot listen on " + settings.host() + ":" + settings.port() + ": "
                            + e.getMessage() + "; free the port or choose another",
                    e);
        }
        for (Connector connector : api.server.jettyServer().server().getConnectors()) {
            if (connector instanceof ServerConnector open) {
                open.setIdleTimeout(IDLE.toMillis());
            }
        }
        return api;
    }

    private static Gate gate(KubeApiSettings settings) {
        try {
            return new Gate(settings.access().listeningOn(settings.host()));
        } catch (IllegalArgumentException e) {
            throw new KubeApiStartException(String.valueOf(e.getMessage()), e);
        }
    }

    private static void warnOfDates(KubeApiSettings settings) {
        settings.certificate()
                .filter(certificate -> !certificate.valid(InstantSource.system().instant()))
                .ifPresent(certificate -> LOG.warn(
                        "The certificate of the Kubernetes API is valid from {} to {}, not now: clients turn away",
                        certificate.chain().getFirst().getNotBefore().toInstant(),
                        certificate.chain().getFirst().getNotAfter().toInstant()));
    }

    private static void requireGuardWhereExposed(KubeApiSettings settings) {
        boolean guarded = settings.access().tokens() && settings.certificate().isPresent();
        if (!guarded && !Gate.isLoopback(settings.host())) {
            throw new KubeApiStartException(
                    "the Kubernetes API on " + settings.host()
                            + " is reached from other machines, and anybody there could change the cluster: it needs tokens and"
                            + " a certificate, or listen on 127.0.0.1",
                    null);
        }
    }

    /** Where it listens; an address of this machine when it listens on all of them. */
    public String url() {
        String host = settings.host();
        String shown = host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
        return (settings.certificate().isPresent() ? "https://" : "http://")
                + (shown.contains(":") ? "[" + shown + "]" : shown) + ":" + server.port();
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
        } catch (HttpResponseException e) {
            outcome = new Outcome.Answer(Reply.of(
                    e.getStatus() == TOO_LARGE
                            ? Failures.tooLarge("Request entity too large: limit is " + LARGEST_BODY)
                            : Failures.badRequest(String.valueOf(e.getMessage()))));
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
            send(ctx, Reply.of(Failures.tooManyRequests(WatchPlaces.FULL)));
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
