package io.rollcall.cli.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cli.console.ExitStatus;
import io.rollcall.cli.console.JsonLines;
import io.rollcall.cli.console.Output;
import io.rollcall.cli.console.Streams;
import io.rollcall.cli.console.UserException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rollcall bench}. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = {
            "Measures what an event costs: in the in-process engine at each number of nodes, and through a real broker.",
            "Compare figures of one run only: machines differ, and so do their days."
        })
public final class BenchCommand implements Callable<Integer> {

    private static final int ROUNDS = 5;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            split = ",",
            defaultValue = "1000,10000",
            description = "numbers of nodes to compare (default: ${DEFAULT-VALUE})")
    private List<Integer> nodes = List.of();

    @Option(
            names = "--events",
            paramLabel = "N",
            defaultValue = "100000",
            description = "events a round in the engine (default: ${DEFAULT-VALUE})")
    private int events;

    @Option(
            names = "--kafka-events",
            paramLabel = "N",
            defaultValue = "100000",
            description = "events through the broker, 0 for none (default: ${DEFAULT-VALUE})")
    private int kafkaEvents;

    @Option(names = "--quick", description = "a tenth of the events: for a first look")
    private boolean quick;

    @Option(names = "--output", paramLabel = "FORMAT", defaultValue = "text", description = "text or json")
    private Output output = Output.text;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() {
        int scale = quick ? 10 : 1;
        if (nodes.stream().anyMatch(count -> count < 1) || events / scale < 1) {
            throw new UserException("--nodes and --events take numbers from 1 on");
        }
        PrintWriter out = Streams.of(spec).out();
        Cost smallest = null;
        for (int count : nodes) {
            EngineBench engine = new EngineBench(count);
            Cost pods = engine.podEvents(events / scale, ROUNDS);
            Cost heartbeats = engine.heartbeats(events / scale, ROUNDS);
            smallest = smallest == null ? pods : smallest;
            report(out, "engine, pod event", count, pods, pods.cpuPerEvent() / smallest.cpuPerEvent());
            report(out, "engine, heartbeat", count, heartbeats, heartbeats.cpuPerEvent() / pods.cpuPerEvent());
        }
        if (kafkaEvents > 0) {
            Cost through = KafkaBench.run(nodes.get(0), kafkaEvents / scale);
            report(
                    out,
                    "through Kafka, pod event",
                    nodes.get(0),
                    through,
                    through.cpuPerEvent() / (smallest == null ? 1 : smallest.cpuPerEvent()));
        }
        return ExitStatus.SUCCESS;
    }

    private void report(PrintWriter out, String what, int count, Cost cost, double ratio) {
        switch (output) {
            case text ->
                out.println(String.format(
                        Locale.ROOT,
                        "%-25s %,7d nodes  %,9.0f events/s  %,8.2f µs CPU an event  ratio %.2f",
                        what,
                        count,
                        cost.eventsPerSecond(),
                        cost.cpuPerEvent() / 1000,
                        ratio));
            case json -> {
                ObjectNode line = JsonLines.of("bench")
                        .put("what", what)
                        .put("nodes", count)
                        .put("events", cost.events())
                        .put("eventsPerSecond", Math.round(cost.eventsPerSecond()))
                        .put("cpuNanosPerEvent", Math.round(cost.cpuPerEvent()))
                        .put("ratio", Math.round(ratio * 100) / 100.0);
                new JsonLines(out).write(line);
            }
        }
        out.flush();
    }
}
