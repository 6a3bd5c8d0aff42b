package io.rollcall.projector.query.answer;

import io.rollcall.rules.status.Counters;
import java.time.Instant;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The status of a DaemonSet as last decided.
 *
 * @param at journal time
 * @param observedGeneration generation that is completely evaluated
 * @param revision number of the current revision
 * @param revisionHash its hash
 * @param reasons nodes by the reason for which they have no pod or wait
 * @param fault why deciding fails; null when it works
 */
public record StatusEntry(
        Instant at,
        long observedGeneration,
        int desired,
        int current,
        int misscheduled,
        int ready,
        int updated,
        int available,
        int unavailable,
        long revision,
        String revisionHash,
        SortedMap<String, Integer> reasons,
        @Nullable String fault) {

    /** The counters alone. */
    public Counters counters() {
        return new Counters(desired, current, misscheduled, ready, updated, available);
    }
}
