package io.rollcall.cli.audit;

import io.rollcall.cli.console.ExitStatus;
import io.rollcall.cli.console.JsonLines;
import io.rollcall.cli.console.OutputOption;
import io.rollcall.cli.console.Streams;
import io.rollcall.cli.console.UserException;
import io.rollcall.cli.kafka.KafkaOptions;
import io.rollcall.cli.patch.HistoryPatch;
import io.rollcall.cli.pipeline.KafkaPipelines;
import io.rollcall.cli.replay.ClosedLoop;
import io.rollcall.cli.replay.Rules;
import io.rollcall.controller.aggregate.Decider;
import io.rollcall.controller.aggregate.DeciderOptions;
import io.rollcall.controller.aggregate.JournalDecider;
import io.rollcall.events.broker.EmbeddedBroker;
import io.rollcall.events.registry.RegistryConfig;
import io.rollcall.events.registry.SchemaRegistryServer;
import io.rollcall.events.settings.ClientSettings;
import io.rollcall.events.topics.TopicNames;
import io.rollcall.rules.pod.Placement;
import io.rollcall.rules.profile.RuleProfile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rollcall audit verify}. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Decides everything again from the journal and compares it with what was recorded: decisions, commands, status,"
                    + " revisions. Names the first difference.",
            "Reads a Kafka cluster (--bootstrap-server, --registry, --prefix), the data folder of a \"rollcall up\" that is"
                    + " stopped (--data), or replays histories and verifies the logs that this makes. Exit status 1 when something"
                    + " differs."
        })
final class VerifyCommand implements Callable<Integer> {

    private static final String BROKER = "broker";

    @Parameters(paramLabel = "HISTORY", arity = "0..*", description = "Histories to replay and to verify.")
    private List<Path> histories = new ArrayList<>();

    @Option(names = "--data", paramLabel = "DIR", description = "The data folder of a rollcall up that is stopped.")
    private @Nullable Path data;

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Option(
            names = "--registry",
            paramLabel = "URL",
            defaultValue = "${env:ROLLCALL_REGISTRY:-http://127.0.0.1:8081}",
            description = "The schema registry (environment ROLLCALL_REGISTRY; default http://127.0.0.1:8081).")
    private String registry = "";

    @Option(
            names = "--group",
            paramLabel = "GROUP",
            description = "Consumer group of the decider, which says how far it is (default: PREFIX-decider).")
    private @Nullable String group;

    @Option(
            names = "--rules",
            paramLabel = "VERSION",
            defaultValue = "newest",
            description =
                    "Rules the journal started with: newest, 1.28 or 1.23 (default ${DEFAULT-VALUE}); a change of rules"
                            + " stands in the journal.")
    private String rules = "newest";

    @Option(
            names = "--placement",
            paramLabel = "bind|pin",
            defaultValue = "bind",
            description = "The controller's setting placement (default ${DEFAULT-VALUE}).")
    private Placement placement = Placement.BIND;

    @Option(names = "--inline-pods", description = "The controller's setting inline.pods is true.")
    private boolean inlinePods;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of the simulated kubelets of a replay (default ${DEFAULT-VALUE}).")
    private long seed;

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        RuleProfile profile = Rules.named(rules);
        Supplier<JournalDecider> deciders = () -> new Decider(profile, new DeciderOptions(placement, inlinePods));
        Streams streams = output.streams();
        VerificationReport report = switch (output.format()) {
            case text -> new VerificationReport.Text(streams.out());
            case json -> new VerificationReport.Json(new JsonLines(streams.out()));
        };
        if (!histories.isEmpty()) {
            if (data != null) {
                throw new UserException("give either --data or histories, not both");
            }
            return replayed(deciders, report, streams);
        }
        return data == null ? cluster(deciders, report, streams) : folder(data, deciders, report, streams);
    }

    private int replayed(Supplier<JournalDecider> deciders, VerificationReport report, Streams streams) {
        histories.forEach(ClosedLoop::requireReadable);
        boolean unusable = false;
        boolean differs = false;
        try (KafkaPipelines pipelines = KafkaPipelines.start();
                Admin admin = Admin.create(java.util.Map.of("bootstrap.servers", pipelines.bootstrapServers()))) {
            for (Path history : histories) {
                report.begin(history.toString());
                TopicNames names = pipelines.nextNames();
                unusable |= new ClosedLoop(streams, seed)
                                .run(history, HistoryPatch.NONE, pipelines.open(deciders), line -> {})
                        > 0;
                KafkaLog log = new KafkaLog(
                        admin, ClientSettings.kafka(pipelines.bootstrapServers()), names, names.prefix() + "-decider");
                differs |= !new Verification(names, pipelines.registryUrl(), deciders, streams).of(log, report);
            }
        }
        report.end();
        return unusable ? ExitStatus.UNUSABLE : differs ? ExitStatus.FINDING : ExitStatus.SUCCESS;
    }

    private int folder(Path folder, Supplier<JournalDecider> deciders, VerificationReport report, Streams streams) {
        Path log = folder.resolve(BROKER);
        if (!Files.isDirectory(log)) {
            throw new UserException(
                    "--data " + folder + ": there is no log in it; name the folder that rollcall up was given");
        }
        try (EmbeddedBroker broker = EmbeddedBroker.start(log, OptionalInt.empty());
                SchemaRegistryServer schemas =
                        SchemaRegistryServer.start(RegistryConfig.local(broker.bootstrapServers(), 0));
                Admin admin = Admin.create(java.util.Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            return verify(
                    admin, ClientSettings.kafka(broker.bootstrapServers()), schemas.url(), deciders, report, streams);
        }
    }

    private int cluster(Supplier<JournalDecider> deciders, VerificationReport report, Streams streams) {
        try (Admin admin = kafka.connect()) {
            kafka.require(admin, VerifyRights.of(kafka.names(), decider()), "audit-verify");
            return verify(admin, kafka.clients(), registry, deciders, report, streams);
        }
    }

    private int verify(
            Admin admin,
            ClientSettings clients,
            String registryUrl,
            Supplier<JournalDecider> deciders,
            VerificationReport report,
            Streams streams) {
        TopicNames names = kafka.names();
        KafkaLog log = new KafkaLog(admin, clients, names, decider());
        boolean same = new Verification(names, registryUrl, deciders, streams).of(log, report);
        report.end();
        return same ? ExitStatus.SUCCESS : ExitStatus.FINDING;
    }

    private String decider() {
        return group == null ? kafka.names().prefix() + "-decider" : group;
    }
}
