package io.rollcall.cli.kafka;

import io.rollcall.cli.console.UserException;
import io.rollcall.events.topics.TopicNames;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Option;

/** Which Kafka cluster, and which prefix in it. */
public final class KafkaOptions {

    private static final long PATIENCE_SECONDS = 5;

    @Option(
            names = {"--bootstrap-server", "--bootstrap-servers"},
            paramLabel = "HOST:PORT",
            defaultValue = "${env:ROLLCALL_BOOTSTRAP_SERVER:-127.0.0.1:9092}",
            description =
                    "Kafka brokers, commas between (environment ROLLCALL_BOOTSTRAP_SERVER; default 127.0.0.1:9092).")
    private String bootstrapServers = "";

    @Option(
            names = "--prefix",
            paramLabel = "PREFIX",
            defaultValue = TopicNames.DEFAULT_PREFIX,
            description =
                    "What stands before the names of the topics, one for each controlled cluster (default ${DEFAULT-VALUE}).")
    private String prefix = TopicNames.DEFAULT_PREFIX;

    /** The brokers, as they were named. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** The topics' names. */
    public TopicNames names() {
        try {
            return new TopicNames(prefix);
        } catch (IllegalArgumentException e) {
            throw new UserException("--prefix: " + e.getMessage(), e);
        }
    }

    /** A client for the cluster, which has answered. */
    public Admin connect() {
        Admin admin;
        try {
            admin = Admin.create(Map.of(
                    "bootstrap.servers",
                    bootstrapServers,
                    "request.timeout.ms",
                    "3000",
                    "default.api.timeout.ms",
                    String.valueOf(PATIENCE_SECONDS * 1_000)));
        } catch (KafkaException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new UserException("--bootstrap-server " + bootstrapServers + ": " + cause.getMessage(), e);
        }
        try {
            admin.describeCluster().clusterId().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return admin;
        } catch (ExecutionException | TimeoutException e) {
            admin.close(java.time.Duration.ZERO);
            throw new UserException(
                    "no Kafka broker answers at " + bootstrapServers
                            + "; start one, or name another with --bootstrap-server",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            admin.close(java.time.Duration.ZERO);
            throw new UserException("stopped while connecting to " + bootstrapServers, e);
        }
    }
}
