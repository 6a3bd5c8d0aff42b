package io.rollcall.cli.replay;

import io.rollcall.cli.console.ExitStatus;
import io.rollcall.cli.console.JsonLines;
import io.rollcall.cli.console.OutputOption;
import io.rollcall.cli.console.Progress;
import io.rollcall.cli.console.Streams;
import io.rollcall.cli.console.Terminal;
import io.rollcall.cli.console.UserException;
import io.rollcall.cli.patch.HistoryPatch;
import io.rollcall.cli.pipeline.Pipeline;
import io.rollcall.cli.pipeline.Pipelines;
import io.rollcall.controller.aggregate.Decider;
import io.rollcall.controller.aggregate.DeciderOptions;
import io.rollcall.controller.aggregate.JournalDecider;
import io.rollcall.controller.shadow.ShadowAuditor;
import io.rollcall.rules.profile.RuleProfile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rollcall replay}. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Replays recorded histories through an embedded Kafka broker.",
            "By default Rollcall decides for the nodes and DaemonSets of a history, and simulated kubelets answer it."
                    + " With --shadow it judges what another controller did. Exit status 1 when that diverges and nothing"
                    + " explains it, 2 when a line could not be used."
        })
public final class ReplayCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "HISTORY",
            arity = "1..*",
            description = "Watch events as JSON lines, as kubectl prints them, or an audit log; plain or gzip.")
    private List<Path> histories = new ArrayList<>();

    @Option(names = "--shadow", description = "Compare what another controller did with what Rollcall allows.")
    private boolean shadow;

    @Option(
            names = "--rules",
            paramLabel = "VERSION",
            defaultValue = "newest",
            description = "Rules of newest, 1.28 or 1.23: known defects of that version are repeated or, with --shadow,"
                    + " allowed (default ${DEFAULT-VALUE}).")
    private String rules = "newest";

    @Option(names = "--in-process", description = "Without Kafka, in one thread: the same result, faster.")
    private boolean inProcess;

    @Option(
            names = "--speed",
            paramLabel = "X|max",
            defaultValue = "max",
            description = "How many times as fast as the clock the history's time passes (default ${DEFAULT-VALUE}).")
    private String speed = "max";

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of the simulated kubelets (default ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--patch",
            paramLabel = "FILE",
            description =
                    "What is different: DaemonSets and nodes of the history, whole or in part, in YAML or JSON; other"
                            + " DaemonSets are added.")
    private @Nullable Path patch;

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        RuleProfile profile = Rules.named(rules);
        if (shadow && !inProcess && !Pace.of(speed).isUnlimited()) {
            throw new UserException(
                    "--shadow through Kafka reads the whole history before it judges: give --in-process with --speed");
        }
        if (shadow && patch != null) {
            throw new UserException("--patch is for a closed loop: with --shadow the pods are what they were");
        }
        histories.forEach(history -> History.open(history, line -> {}).close());
        Map<Path, HistoryPatch> patches = new HashMap<>();
        histories.forEach(
                history -> patches.put(history, patch == null ? HistoryPatch.NONE : HistoryPatch.of(patch, history)));
        Supplier<JournalDecider> deciders =
                shadow ? () -> new ShadowAuditor(profile) : () -> new Decider(profile, DeciderOptions.DEFAULTS);
        Streams streams = output.streams();
        Report report = switch (output.format()) {
            case text -> shadow ? new ShadowReport(streams.out()) : new TextReport(streams.out());
            case json -> new JsonReport(new JsonLines(streams.out())::write);
        };
        boolean unusable = false;
        boolean diverges = false;
        try (Pipelines pipelines = inProcess ? Pipelines.inProcess() : Pipelines.embedded()) {
            for (Path file : histories) {
                Summary summary = replay(file, patches, pipelines.open(deciders), report, streams);
                unusable |= summary.badLines() > 0;
                diverges |= summary.tally().unexplained() > 0;
            }
        }
        report.end();
        return unusable ? ExitStatus.UNUSABLE : diverges ? ExitStatus.FINDING : ExitStatus.SUCCESS;
    }

    private Summary replay(
            Path file, Map<Path, HistoryPatch> patches, Pipeline opened, Report report, Streams streams) {
        HistoryPatch changes = patches.getOrDefault(file, HistoryPatch.NONE);
        Consumer<String> badLines = streams.err()::println;
        boolean terminal = Terminal.onStandardError();
        try (Pipeline pipeline = opened;
                History history = History.open(file, badLines);
                Progress progress =
                        new Progress(streams.err(), terminal, file.toString(), terminal ? LineCount.of(file) : 0)) {
            Pace pace = Pace.of(speed);
            return shadow
                    ? new ShadowReplay(pipeline, report, pace, progress, badLines).run(history)
                    : new ClosedLoopReplay(pipeline, report, pace, progress, seed, changes, badLines).run(history);
        }
    }
}
