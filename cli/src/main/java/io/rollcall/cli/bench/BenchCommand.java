package io.rollcall.cli.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cli.console.ExitStatus;
import io.rollcall.cli.console.JsonLines;
import io.rollcall.cli.console.OutputOption;
import io.rollcall.cli.console.UserException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rollcall bench}. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = {
            "Measures what an event costs: in the in-process engine at each number of nodes, and through a real broker.",
            "A ratio is to the same kind of event at the first number of nodes; their rounds are taken in turns.",
            "Compare figures of one run only: machines differ, and so do their days."
        })
public final class BenchCommand implements Callable<Integer> {

    private static final int WARM_UP = 2;
    private static final int ROUNDS = 9;

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

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        int scale = quick ? 10 : 1;
        if (nodes.stream().anyMatch(count -> count < 1) || events / scale < 1) {
            throw new UserException("--nodes and --events take numbers from 1 on");
        }
        PrintWriter out = output.streams().out();
        Rounds smallest = engines(out, events / scale);
        if (kafkaEvents > 0) {
            Rounds through = new Rounds();
            through.add(KafkaBench.run(nodes.get(0), kafkaEvents / scale));
            report(out, "through Kafka, pod event", nodes.get(0), through, through.median() / smallest.median());
        }
        return ExitStatus.SUCCESS;
    }

    /** All numbers of nodes in turns; the pod events at the first of them. */
    private Rounds engines(PrintWriter out, int eventsOfRound) {
        List<EngineBench> engines = nodes.stream().map(EngineBench::new).toList();
        List<Rounds> pods = engines.stream().map(engine -> new Rounds()).toList();
        List<Rounds> heartbeats = engines.stream().map(engine -> new Rounds()).toList();
        for (int turn = -WARM_UP; turn < ROUNDS; turn++) {
            for (int i = 0; i < engines.size(); i++) {
                Cost podRound = engines.get(i).podEvents(eventsOfRound);
                Cost heartbeatRound = engines.get(i).heartbeats(eventsOfRound);
                if (turn >= 0) {
                    pods.get(i).add(podRound);
                    heartbeats.get(i).add(heartbeatRound);
                }
            }
        }
        for (int i = 0; i < engines.size(); i++) {
            int count = engines.get(i).nodes();
            report(out, "engine, pod event", count, pods.get(i), pods.get(i).ratioTo(pods.get(0)));
            report(
                    out,
                    "engine, heartbeat",
                    count,
                    heartbeats.get(i),
                    heartbeats.get(i).ratioTo(heartbeats.get(0)));
        }
        return pods.get(0);
    }

    private void report(PrintWriter out, String what, int count, Rounds rounds, double ratio) {
        switch (output.format()) {
            case text ->
                out.println(String.format(
                        Locale.ROOT,
                        "%-25s %,7d nodes  %,9.0f events/s  %,8.2f µs CPU an event (%.2f to %.2f)  ratio %.2f",
                        what,
                        count,
                        rounds.eventsPerSecond(),
                        rounds.median() / 1000,
                        rounds.fastest() / 1000,
                        rounds.slowest() / 1000,
                        ratio));
            case json -> {
                ObjectNode line = JsonLines.of("bench")
                        .put("what", what)
                        .put("nodes", count)
                        .put("events", rounds.events())
                        .put("eventsPerSecond", Math.round(rounds.eventsPerSecond()))
                        .put("cpuNanosPerEvent", Math.round(rounds.median()))
                        .put("cpuNanosPerEventFastest", Math.round(rounds.fastest()))
                        .put("cpuNanosPerEventSlowest", Math.round(rounds.slowest()))
                        .put("ratio", Math.round(ratio * 100) / 100.0);
                new JsonLines(out).write(line);
            }
        }
        out.flush();
    }
}
