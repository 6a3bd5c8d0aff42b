package io.rollcall.events.registry;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A schema registry that speaks Confluent's REST API, for Avro schemas without references. Everything it knows is in one
 * compacted topic, so ids survive restarts and lost disks of its own do not exist.
 *
 * <p>Compatibility is FULL_TRANSITIVE until somebody sets another level: any version can be read with any other. Mode is
 * READWRITE always. One registry writes to a topic at a time; a second one takes over, and the first only reads.
 * Requests carry no credentials: listen on the loopback, or on a network that you trust.
 *
 * <p>Start and close are for one thread each; requests are answered concurrently.
 */
public final class SchemaRegistryServer implements AutoCloseable {
    private static final int THREADS = 8;
    private static final int BACKLOG = 64;

    private final HttpServer http;
    private final ExecutorService threads;
    private final SchemaLog log;

    private SchemaRegistryServer(HttpServer http, ExecutorService threads, SchemaLog log) {
        this.http = http;
        this.threads = threads;
        this.log = log;
    }

    /**
     * Reads the topic, created when it is missing, and serves when all of it is read.
     *
     * @throws RegistryStartException when the port is taken, or the topic cannot be read, written or trusted; one line
     */
    public static SchemaRegistryServer start(RegistryConfig config) {
        HttpServer http;
        try {
            http = HttpServer.create(new InetSocketAddress(config.host(), config.port()), BACKLOG);
        } catch (IOException | IllegalArgumentException taken) {
            throw new RegistryStartException(
                    "the schema registry cannot listen on " + config.host() + ":" + config.port() + " ("
                            + taken.getMessage() + "); choose another port",
                    taken);
        }
        Catalogue catalogue = new Catalogue();
        SchemaLog log;
        try {
            log = SchemaLog.open(config, catalogue);
        } catch (RuntimeException broken) {
            http.stop(0);
            throw new RegistryStartException("the schema registry did not start: " + broken.getMessage(), broken);
        }
        ExecutorService threads = Executors.newFixedThreadPool(THREADS, work -> {
            Thread thread = new Thread(work, "schema-registry-http");
            thread.setDaemon(true);
            return thread;
        });
        http.setExecutor(threads);
        http.createContext("/", new RegistryHttp(new Routes(new Registry(catalogue, log))));
        http.start();
        return new SchemaRegistryServer(http, threads, log);
    }

    /** Base URL for clients. */
    public String url() {
        InetSocketAddress address = http.getAddress();
        String host = address.getAddress().isAnyLocalAddress() ? "127.0.0.1" : address.getHostString();
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    /** Why it cannot read its topic any more, one line; empty while all is well. */
    public Optional<String> failure() {
        return log.failure();
    }

    /** Stops serving; returns when port, threads and Kafka clients are released. */
    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
        log.close();
    }
}
