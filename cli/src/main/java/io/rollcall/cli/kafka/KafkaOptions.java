package io.rollcall.cli.kafka;

import io.rollcall.cli.console.UserException;
import io.rollcall.events.rights.Denial;
import io.rollcall.events.rights.NeededRight;
import io.rollcall.events.rights.RightsCheck;
import io.rollcall.events.settings.ClientSettings;
import io.rollcall.events.settings.InvalidSettingsException;
import io.rollcall.events.topics.TopicNames;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which Kafka cluster, and which prefix in it. */
public final class KafkaOptions {

    private static final long PATIENCE_SECONDS = 5;

    @Option(
            names = {"--bootstrap-server", "--bootstrap-servers"},
            paramLabel = "HOST:PORT",
            defaultValue = "${env:ROLLCALL_BOOTSTRAP_SERVER:-${env:ROLLCALL_BOOTSTRAP_SERVERS:-127.0.0.1:9092}}",
            description = {
                "Kafka brokers, commas between (environment ROLLCALL_BOOTSTRAP_SERVER, or ROLLCALL_BOOTSTRAP_SERVERS as",
                "components read it; default 127.0.0.1:9092)."
            })
    private String bootstrapServers = "";

    @Option(
            names = "--prefix",
            paramLabel = "PREFIX",
            defaultValue = TopicNames.DEFAULT_PREFIX,
            description =
                    "What stands before the names of the topics, one for each controlled cluster (default ${DEFAULT-VALUE}).")
    private String prefix = TopicNames.DEFAULT_PREFIX;

    @Option(
            names = "--command-config",
            paramLabel = "FILE",
            description = {
                "properties file with more settings of Kafka's clients, such as those of security, in Kafka's own names;",
                "values may stand elsewhere: ${file:PATH:KEY}, ${dir:FOLDER:FILE}, ${env:VARIABLE}"
            })
    private @Nullable Path commandConfig;

    /** Settings of any client of that cluster. */
    public ClientSettings clients() {
        Map<String, String> settings = new TreeMap<>();
        if (commandConfig != null) {
            try {
                settings.putAll(ClientSettings.read(commandConfig).values());
            } catch (InvalidSettingsException e) {
                throw new UserException("--command-config " + String.join("\n--command-config ", e.problems()), e);
            }
        }
        settings.put("bootstrap.servers", bootstrapServers);
        return new ClientSettings(settings);
    }

    /** The topics' names. */
    public TopicNames names() {
        try {
            return new TopicNames(prefix);
        } catch (IllegalArgumentException e) {
            throw new UserException("--prefix: " + e.getMessage(), e);
        }
    }

    /**
     * Looks whether the rights are there that a command needs.
     *
     * @param role for whom {@code rollcall acls} has a list of them
     * @throws UserException when some are missing, a line each
     */
    public void require(Admin admin, List<NeededRight> rights, String role) {
        List<NeededRight> missing = new RightsCheck(admin).missing(rights);
        if (!missing.isEmpty()) {
            ClientSettings client = clients();
            throw new UserException(missing.stream()
                    .map(right -> Denial.line(right, client, role))
                    .collect(Collectors.joining("\n")));
        }
    }

    /** A client for the cluster, which has answered. */
    public Admin connect() {
        Admin admin;
        try {
            admin = Admin.create(clients()
                    .with(Map.of(
                            "request.timeout.ms",
                            "3000",
                            "default.api.timeout.ms",
                            String.valueOf(PATIENCE_SECONDS * 1_000))));
        } catch (KafkaException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new UserException("--bootstrap-server " + bootstrapServers + ": " + cause.getMessage(), e);
        }
        try {
            admin.describeCluster().clusterId().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return admin;
        } catch (ExecutionException | TimeoutException e) {
            admin.close(java.time.Duration.ZERO);
            if (e.getCause() instanceof AuthenticationException refused) {
                throw new UserException(
                        "the Kafka brokers at " + bootstrapServers + " do not let this command in: "
                                + refused.getMessage() + "; mend the file of --command-config",
                        e);
            }
            throw new UserException(
                    "no Kafka broker answers at " + bootstrapServers
                            + "; start one, name another with --bootstrap-server, or say with --command-config how to get in",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            admin.close(java.time.Duration.ZERO);
            throw new UserException("stopped while connecting to " + bootstrapServers, e);
        }
    }
}
