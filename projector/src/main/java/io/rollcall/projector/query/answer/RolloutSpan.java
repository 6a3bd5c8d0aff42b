package io.rollcall.projector.query.answer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A rollout as it went: another revision became the current one. That the first one comes up is none.
 *
 * @param daemonSet namespace/name
 * @param revision number of the revision that was rolled out
 * @param from when it became the current one
 * @param to when it was complete, or ended otherwise; null while it is under way
 * @param outcome finished, superseded, gone or open
 * @param steps how many times pods were replaced or deleted for it: what is decided at one moment is one step
 * @param unavailableAtOnce how many nodes were without an available pod at once, at most
 */
public record RolloutSpan(
        String daemonSet,
        long revision,
        Instant from,
        @Nullable Instant to,
        String outcome,
        int steps,
        int unavailableAtOnce) {}
