package io.rollcall.cli.acls;

import io.rollcall.cli.console.Streams;
import io.rollcall.cli.console.UserException;
import io.rollcall.cli.kafka.KafkaOptions;
import io.rollcall.events.rights.NeededRight;
import io.rollcall.events.settings.CommonSettings;
import io.rollcall.events.settings.InvalidSettingsException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SecurityDisabledException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rollcall acls create}. */
@Command(
        name = "create",
        mixinStandardHelpOptions = true,
        description = {
            "Grants a principal of Kafka what a part of Rollcall needs, and no more. Grants that are there stay.",
            "Parts: controller, projector (a view in SQLite), projector-postgresql, cluster, registry, topics-create, topics-describe,",
            "audit-verify."
        })
final class CreateAclsCommand implements Runnable {

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Option(names = "--for", paramLabel = "PART", required = true, description = "the part of Rollcall")
    private String part = "";

    @Option(
            names = "--principal",
            paramLabel = "TYPE:NAME",
            description = "to whom it is granted, as the brokers name it: User:controller")
    private String principal = "";

    @Option(
            names = "--set",
            paramLabel = "SETTING=VALUE",
            description =
                    "a setting of the part from which names follow, where it is not the default: application.id.prefix,"
                            + " cluster.name, view.group, topic; may be given several times")
    private Map<String, String> settings = new TreeMap<>();

    @Option(
            names = "--dry-run",
            description = "Only say what would be granted, as options of Kafka's kafka-acls; no broker is asked.")
    private boolean dryRun;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        List<NeededRight> rights = rights();
        Streams streams = Streams.of(spec);
        if (dryRun) {
            AclList.of(rights).forEach(streams.out()::println);
            return;
        }
        if (!principal.matches("[^:]+:.+")) {
            throw new UserException("--principal: name the principal with its type, such as User:controller");
        }
        try (Admin admin = kafka.connect()) {
            admin.createAcls(rights.stream()
                            .map(right -> right.grantedTo(principal))
                            .toList())
                    .all()
                    .get();
            rights.forEach(right -> streams.out().println("granted " + principal + " " + right));
        } catch (ExecutionException e) {
            throw new UserException(trouble(e.getCause() == null ? e : e.getCause()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserException("stopped", e);
        }
    }

    private String trouble(Throwable cause) {
        String where = "Kafka at " + kafka.clients().brokers();
        if (cause instanceof SecurityDisabledException) {
            return where + " has no authorizer: everybody may do everything; set authorizer.class.name of the brokers";
        }
        if (cause instanceof AuthorizationException) {
            return where + " does not let this principal grant anything, which takes Alter on the cluster;"
                    + " name the credentials of one that may with --command-config";
        }
        return where + " did not grant it: " + cause.getMessage();
    }

    private List<NeededRight> rights() {
        Role role = Role.of(part)
                .orElseThrow(() -> new UserException("--for " + part + ": there is no such part; name one of "
                        + Arrays.stream(Role.values()).map(Role::word).collect(Collectors.joining(", "))));
        Map<String, String> given = new TreeMap<>(settings);
        if (role.knows(CommonSettings.TOPIC_PREFIX)) {
            given.put(CommonSettings.TOPIC_PREFIX, kafka.names().prefix());
        }
        try {
            return role.rights(given);
        } catch (InvalidSettingsException e) {
            throw new UserException("--set " + String.join("\n--set ", e.problems()), e);
        }
    }
}
