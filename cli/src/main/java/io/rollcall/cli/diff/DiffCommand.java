package io.rollcall.cli.diff;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cli.console.ExitStatus;
import io.rollcall.cli.console.JsonLines;
import io.rollcall.cli.console.OutputOption;
import io.rollcall.cli.console.Streams;
import io.rollcall.cli.console.TextTable;
import io.rollcall.cli.console.UserException;
import io.rollcall.cli.diff.DaemonSetDiff.NodeChange;
import io.rollcall.cli.projector.ServerOption;
import io.rollcall.cli.replay.Rules;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rollcall diff}. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description = {
            "Compares two runs: which nodes gain or lose pods, how many are replaced, how long rollouts take.",
            "A run is a history, which is replayed; the output of \"rollcall replay --output json\"; or a moment of a running"
                    + " projector, written @2026-03-01T10:00:00Z, @journal-0@31 or @now: all that was decided until then. With"
                    + " --patch and without B, a history is compared with itself as patched. Exit status 0 when nothing differs, 1"
                    + " when something does."
        })
public final class DiffCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "A", description = "The one run.")
    private String first = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "B", description = "The other run.")
    private @Nullable String second;

    @Option(names = "--patch", paramLabel = "FILE", description = "What is different in B, as for rollcall replay.")
    private @Nullable Path patch;

    @Option(
            names = "--rules",
            paramLabel = "VERSION",
            defaultValue = "newest",
            description = "Rules of replays: newest, 1.28 or 1.23 (default ${DEFAULT-VALUE}).")
    private String rules = "newest";

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of the simulated kubelets of replays (default ${DEFAULT-VALUE}).")
    private long seed;

    @Mixin
    private ServerOption server = new ServerOption();

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        if (second == null && patch == null) {
            throw new UserException("compare " + first + " with what? Name a second run, or give --patch FILE");
        }
        Streams streams = output.streams();
        RunSource source = new RunSource(streams, server.url(), Rules.named(rules), seed);
        Run a = source.run(first, null);
        Run b = source.run(second == null ? first : second, patch);
        List<DaemonSetDiff> diffs = DaemonSetDiff.of(a, b);
        boolean same = diffs.stream().allMatch(DaemonSetDiff::same);
        switch (output.format()) {
            case text -> text(a, b, diffs, streams.out());
            case json -> json(a, b, diffs, same, new JsonLines(streams.out()));
        }
        streams.out().flush();
        return source.badLines() ? ExitStatus.UNUSABLE : same ? ExitStatus.SUCCESS : ExitStatus.FINDING;
    }

    private static void text(Run a, Run b, List<DaemonSetDiff> diffs, PrintWriter out) {
        out.println("A  " + a.name());
        out.println("B  " + b.name());
        for (DaemonSetDiff diff : diffs) {
            TextTable table = new TextTable(diff.daemonSet(), "#A", "#B", "");
            for (Figure figure : Figure.values()) {
                table.row(
                        figure.label(),
                        diff.a().figure(figure).toPlainString(),
                        diff.b().figure(figure).toPlainString(),
                        diff.same(figure) ? "" : "differs");
            }
            out.println();
            table.lines().forEach(out::println);
            out.println(
                    diff.samePods() ? "the same pods at the end: node, revision and state" : "other pods at the end:");
            diff.gains().forEach(change -> out.println("  + " + change.node() + ": " + change.after()));
            diff.loses().forEach(change -> out.println("  - " + change.node() + ": " + change.before()));
            diff.changes()
                    .forEach(change ->
                            out.println("  ~ " + change.node() + ": " + change.before() + " -> " + change.after()));
        }
        if (diffs.isEmpty()) {
            out.println("neither has a DaemonSet");
        }
    }

    private static void json(Run a, Run b, List<DaemonSetDiff> diffs, boolean same, JsonLines lines) {
        for (DaemonSetDiff diff : diffs) {
            ObjectNode line = JsonLines.of("daemonSet").put("daemonSet", diff.daemonSet());
            figures(line.putObject("a"), diff.a());
            figures(line.putObject("b"), diff.b());
            changes(line.putArray("gains"), diff.gains());
            changes(line.putArray("loses"), diff.loses());
            changes(line.putArray("changes"), diff.changes());
            lines.write(line.put("samePods", diff.samePods()).put("same", diff.same()));
        }
        lines.write(
                JsonLines.of("summary").put("a", a.name()).put("b", b.name()).put("same", same));
    }

    private static void figures(ObjectNode side, DaemonSetRun run) {
        for (Figure figure : Figure.values()) {
            side.put(figure.field(), run.figure(figure));
        }
    }

    private static void changes(ArrayNode array, List<NodeChange> changes) {
        changes.forEach(change -> array.addObject()
                .put("node", change.node())
                .put("before", change.before().isEmpty() ? null : change.before())
                .put("after", change.after().isEmpty() ? null : change.after()));
    }
}
