package io.rollcall.cli.replay;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A rollout as it went.
 *
 * @param daemonSet namespace/name
 * @param revision number of the revision that was rolled out
 * @param from when it became the current one
 * @param to when every node that should run the pod had an available one of it, or when it ended otherwise; null while it is under way
 * @param outcome how it ended
 * @param steps how many times pods were replaced or deleted for it: what is decided at one moment is one step
 * @param unavailable how many nodes were without an available pod at once, at most
 */
record Rollout(
        String daemonSet,
        long revision,
        Instant from,
        @Nullable Instant to,
        Outcome outcome,
        int steps,
        int unavailable) {

    /** How a rollout ends. */
    enum Outcome {
        /** It is complete. */
        FINISHED,
        /** Another revision came. */
        SUPERSEDED,
        /** The DaemonSet went. */
        GONE,
        /** It has not ended. */
        OPEN
    }
}
