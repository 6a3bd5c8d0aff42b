package io.rollcall.events.broker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Properties;
import kafka.server.KafkaConfig;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A Kafka broker and its controller (KRaft) in this JVM, reachable on 127.0.0.1 only. What it keeps in its folder is
 * there again after a restart, also after a crash, on whichever port.
 *
 * <p>Topics are not created on demand. Start and close may be called from any thread, close more than once.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private static final String IDENTITY_FILE = "meta.properties";

    private final CombinedServer server;
    private final int port;
    private final FolderLock lock;
    private boolean closed;

    private EmbeddedBroker(CombinedServer server, int port, FolderLock lock) {
        this.server = server;
        this.port = port;
        this.lock = lock;
    }

    /**
     * Starts a broker and returns when clients can use it.
     *
     * @param dataDir folder of its data, made when it is not there; one broker at a time
     * @param port port to listen on, or empty for a free one
     * @throws BrokerStartException when the folder is in use or not a broker's, the port is taken, or its controller does not
     *     get ready within a minute
     */
    public static EmbeddedBroker start(Path dataDir, OptionalInt port) {
        Path data = dataDir.toAbsolutePath().normalize();
        int listen = port.isPresent() ? checkFree(port.getAsInt()) : freePort();
        FolderLock lock = prepare(data);
        CombinedServer server = null;
        try {
            KafkaConfig config = new KafkaConfig(BrokerSettings.of(data, listen, freePort()), false);
            server = new CombinedServer(config);
            server.startup();
            return new EmbeddedBroker(server, listen, lock);
        } catch (Throwable broken) {
            // Kafka's servers are Scala and throw whatever stopped them, declared or not.
            try (lock) {
                if (server != null) {
                    server.stop();
                }
            } catch (Throwable second) {
                broken.addSuppressed(second);
            }
            throw new BrokerStartException(
                    "the broker with data folder " + data + " on port " + listen + " did not start: "
                            + Objects.requireNonNullElse(broken.getMessage(), broken.toString()),
                    broken);
        }
    }

    private static FolderLock prepare(Path data) {
        FolderLock lock = null;
        try {
            Files.createDirectories(data);
            lock = FolderLock.take(data);
            format(data);
            return lock;
        } catch (Exception broken) {
            if (lock != null) {
                lock.close();
            }
            throw new BrokerStartException(
                    "the broker's data folder " + data + " cannot be used: " + broken.getMessage()
                            + (broken instanceof FolderLock.TakenException
                                    ? "; stop that one, or give another folder"
                                    : "; make it a folder that can be written to, or give another"),
                    broken);
        }
    }

    /** Address for clients, {@code 127.0.0.1:port}. */
    public String bootstrapServers() {
        return BrokerSettings.HOST + ":" + port;
    }

    /** Shuts the broker down in order, so that the next start is quick; returns when it is down. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            try (lock) {
                server.stop();
            }
        }
    }

    private static void format(Path data) throws Exception {
        String folder = data.toString();
        Formatter formatter = new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setClusterId(clusterId(data))
                .setNodeId(BrokerSettings.NODE_ID)
                .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
                .setMetadataLogDirectory(folder)
                .setDirectories(List.of(folder))
                .setReleaseVersion(MetadataVersion.latestProduction())
                .setIgnoreFormatted(true);
        formatter.run();
    }

    private static String clusterId(Path data) throws IOException {
        Path identity = data.resolve(IDENTITY_FILE);
        if (Files.exists(identity)) {
            Properties properties = new Properties();
            try (InputStream in = Files.newInputStream(identity)) {
                properties.load(in);
            }
            String known = properties.getProperty("cluster.id");
            if (known != null) {
                return known;
            }
        }
        return Uuid.randomUuid().toString();
    }

    private static int checkFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(BrokerSettings.HOST, port));
            return port;
        } catch (IOException taken) {
            throw new BrokerStartException(
                    "port " + port + " on " + BrokerSettings.HOST + " cannot be used for the broker ("
                            + taken.getMessage() + "); choose another",
                    taken);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(BrokerSettings.HOST))) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new BrokerStartException("no free port on " + BrokerSettings.HOST + ": " + none.getMessage(), none);
        }
    }
}
