package io.rollcall.cli.component;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.rollcall.cli.console.UserException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What probes, Prometheus and people ask a component, over HTTP: {@code /livez}, {@code /readyz}, {@code /topology}, {@code /metrics}. */
final class ManagementServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ManagementServer.class);
    private static final int BACKLOG = 16;
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;
    private static final int FAULT = 500;
    private static final int UNAVAILABLE = 503;
    private static final String TEXT = "text/plain; charset=utf-8";

    private final HttpServer http;
    private final ExecutorService threads;
    private final Health health;
    private final ComponentMetrics metrics;

    private ManagementServer(HttpServer http, Health health, ComponentMetrics metrics) {
        this.http = http;
        this.health = health;
        this.metrics = metrics;
        this.threads = Executors.newVirtualThreadPerTaskExecutor();
        http.setExecutor(threads);
        http.createContext("/", this::answer);
    }

    /**
     * Starts it.
     *
     * @throws UserException when it cannot listen there
     */
    static ManagementServer start(String host, int port, Health health, ComponentMetrics metrics) {
        HttpServer http;
        try {
            http = HttpServer.create(new InetSocketAddress(host, port), BACKLOG);
        } catch (IOException | IllegalArgumentException e) {
            throw new UserException(
                    "health and metrics cannot be served on " + host + ":" + port + " (" + e.getMessage()
                            + "); free the port, or choose another with management.port",
                    e);
        }
        ManagementServer server = new ManagementServer(http, health, metrics);
        http.start();
        return server;
    }

    /** Where it listens. */
    String url() {
        InetSocketAddress address = http.getAddress();
        String host = address.getAddress().isAnyLocalAddress() ? "127.0.0.1" : address.getHostString();
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!Set.of("GET", "HEAD").contains(exchange.getRequestMethod())) {
                send(exchange, NOT_ALLOWED, TEXT, "only GET is allowed here\n");
                return;
            }
            switch (exchange.getRequestURI().getPath()) {
                case "/livez" -> send(exchange, health.live());
                case "/readyz" -> send(exchange, health.ready());
                case "/topology" -> topology(exchange);
                case "/metrics" -> send(exchange, OK, metrics.contentType(), metrics.text());
                default ->
                    send(
                            exchange,
                            NOT_FOUND,
                            TEXT,
                            "there is nothing here, but /livez, /readyz, /topology and /metrics\n");
            }
        } catch (RuntimeException e) {
            LOG.error("{} cannot be answered", exchange.getRequestURI(), e);
            send(exchange, FAULT, TEXT, "answering failed; the log says why\n");
        }
    }

    private void topology(HttpExchange exchange) throws IOException {
        var topology = health.running().flatMap(Running::topology);
        send(
                exchange,
                topology.isPresent() ? OK : NOT_FOUND,
                TEXT,
                topology.orElse("this component has no topology, or has not started yet\n"));
    }

    private static void send(HttpExchange exchange, Health.Answer answer) throws IOException {
        send(exchange, answer.good() ? OK : UNAVAILABLE, TEXT, answer.text() + "\n");
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }
}
