package io.rollcall.cli.replay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cli.console.Progress;
import io.rollcall.cli.console.Streams;
import io.rollcall.cli.console.Terminal;
import io.rollcall.cli.patch.HistoryPatch;
import io.rollcall.cli.pipeline.Pipeline;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Replays histories in a closed loop for commands that want to know what comes of it. For one thread. */
public final class ClosedLoop {

    private final Streams streams;
    private final long seed;

    /**
     * @param streams lines that cannot be used and progress go to its {@code err}
     * @param seed of the simulated kubelets
     */
    public ClosedLoop(Streams streams, long seed) {
        this.streams = streams;
        this.seed = seed;
    }

    /** Says why a history cannot be read, before anything is started for it. */
    public static void requireReadable(Path history) {
        History.open(history, line -> {}).close();
    }

    /**
     * Replays a history and closes the pipeline.
     *
     * @param patch what is different in it
     * @param lines takes what {@code rollcall replay --output json} prints
     * @return how many lines could not be used
     */
    public int run(Path file, HistoryPatch patch, Pipeline opened, Consumer<ObjectNode> lines) {
        boolean terminal = Terminal.onStandardError();
        Consumer<String> badLines = streams.err()::println;
        try (Pipeline pipeline = opened;
                History history = History.open(file, badLines);
                Progress progress =
                        new Progress(streams.err(), terminal, file.toString(), terminal ? LineCount.of(file) : 0)) {
            return new ClosedLoopReplay(
                            pipeline, new JsonReport(lines), Pace.of("max"), progress, seed, patch, badLines)
                    .run(history)
                    .badLines();
        }
    }
}
