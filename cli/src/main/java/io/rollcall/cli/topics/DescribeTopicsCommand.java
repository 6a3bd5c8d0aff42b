package io.rollcall.cli.topics;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cli.console.ExitStatus;
import io.rollcall.cli.console.JsonLines;
import io.rollcall.cli.console.OutputOption;
import io.rollcall.cli.console.TextTable;
import io.rollcall.cli.kafka.KafkaOptions;
import io.rollcall.events.rights.TopicRights;
import io.rollcall.events.topics.TopicAdmin;
import io.rollcall.events.topics.TopicNames;
import io.rollcall.events.topics.TopicState;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rollcall topics describe}. */
@Command(
        name = "describe",
        mixinStandardHelpOptions = true,
        description =
                "Shows each topic: what it holds, its keys, and how it stands. Exit status 1 when one is missing.")
final class DescribeTopicsCommand implements Callable<Integer> {

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        PrintWriter out = output.streams().out();
        TopicNames names = kafka.names();
        List<TopicState> states;
        try (Admin admin = kafka.connect()) {
            kafka.require(admin, TopicRights.toDescribe(names), "topics-describe");
            states = new TopicAdmin(admin, names).describe();
        }
        switch (output.format()) {
            case text -> text(states, out);
            case json -> states.forEach(state -> new JsonLines(out).write(json(state)));
        }
        return states.stream().allMatch(TopicState::exists) ? ExitStatus.SUCCESS : ExitStatus.FINDING;
    }

    private static void text(List<TopicState> states, PrintWriter out) {
        TextTable table = new TextTable("TOPIC", "#PARTITIONS", "#COPIES", "CLEANUP", "VALUE", "KEY");
        for (TopicState state : states) {
            table.row(
                    state.name(),
                    state.exists() ? state.partitions() : "missing",
                    state.exists() ? state.replicationFactor() : "-",
                    state.config().getOrDefault("cleanup.policy", "-"),
                    state.topic().value().getSimpleName(),
                    state.topic().keyDoc());
        }
        table.lines().forEach(out::println);
    }

    private static ObjectNode json(TopicState state) {
        ObjectNode json = JsonLines.of("topic")
                .put("name", state.name())
                .put("exists", state.exists())
                .put("partitions", state.partitions())
                .put("replicationFactor", state.replicationFactor())
                .put("value", state.topic().value().getSimpleName())
                .put("key", state.topic().keyDoc())
                .put("doc", state.topic().doc());
        ObjectNode config = json.putObject("config");
        state.config().forEach(config::put);
        return json;
    }
}
