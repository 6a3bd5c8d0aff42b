package io.rollcall.cli.topics;

import io.rollcall.cli.console.Streams;
import io.rollcall.cli.console.UserException;
import io.rollcall.cli.kafka.KafkaOptions;
import io.rollcall.events.rights.TopicRights;
import io.rollcall.events.topics.JournalTime;
import io.rollcall.events.topics.TopicAdmin;
import io.rollcall.events.topics.TopicNames;
import io.rollcall.events.topics.TopicPlan;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rollcall topics create}. */
@Command(
        name = "create",
        mixinStandardHelpOptions = true,
        description = "Creates the topics that are missing; those that exist are left as they are.")
final class CreateTopicsCommand implements Runnable {

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Option(
            names = "--input-partitions",
            paramLabel = "N",
            defaultValue = "6",
            description = "Partitions of each input topic (default ${DEFAULT-VALUE}).")
    private int inputPartitions;

    @Option(
            names = "--journal-partitions",
            paramLabel = "N",
            defaultValue = "6",
            description =
                    "Partitions of the journal, which is how many deciders share the work (default ${DEFAULT-VALUE})."
                            + " Fixed for the journal's life.")
    private int journalPartitions;

    @Option(
            names = "--output-partitions",
            paramLabel = "N",
            defaultValue = "6",
            description = "Partitions of each output topic (default ${DEFAULT-VALUE}).")
    private int outputPartitions;

    @Option(
            names = "--replication-factor",
            paramLabel = "N",
            defaultValue = "-1",
            description = "Copies of each partition (default: as the brokers are set).")
    private short replicationFactor;

    @Option(names = "--dry-run", description = "Only say what would be created, with its settings; nothing is changed.")
    private boolean dryRun;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        TopicPlan plan = plan();
        TopicNames names = kafka.names();
        Streams streams = Streams.of(spec);
        try (Admin admin = kafka.connect()) {
            kafka.require(admin, TopicRights.toCreate(names), "topics-create");
            TopicAdmin topics = new TopicAdmin(admin, names);
            List<NewTopic> missing = topics.plan(plan);
            if (!dryRun) {
                topics.create(plan);
            }
            for (NewTopic topic : missing) {
                streams.out().println(dryRun ? planned(topic) : "created " + topic.name() + ", " + partitions(topic));
            }
            if (missing.isEmpty()) {
                streams.out().println("all topics are there");
            }
        }
    }

    private static String planned(NewTopic topic) {
        String copies = topic.replicationFactor() < 0
                ? "copies as the brokers are set"
                : topic.replicationFactor() == 1 ? "1 copy" : topic.replicationFactor() + " copies";
        String settings = topic.configs().entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining(" "));
        return "would create " + topic.name() + ", " + partitions(topic) + ", " + copies + ", " + settings;
    }

    private static String partitions(NewTopic topic) {
        return topic.numPartitions() + (topic.numPartitions() == 1 ? " partition" : " partitions");
    }

    private TopicPlan plan() {
        try {
            return new TopicPlan(
                    inputPartitions, journalPartitions, outputPartitions, replicationFactor, JournalTime.APPENDED);
        } catch (IllegalArgumentException e) {
            throw new UserException(String.valueOf(e.getMessage()), e);
        }
    }
}
