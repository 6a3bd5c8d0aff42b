package io.rollcall.controller.aggregate;

import io.rollcall.events.PodObserved;
import io.rollcall.rules.model.PodFacts;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A pod as last observed, with the journal time at which it was first seen Ready in its present spell.
 *
 * @param readySeenAt null while not Ready
 */
record TrackedPod(PodObserved observed, @Nullable Instant readySeenAt, PodFacts facts) {

    static TrackedPod of(PodObserved observed, @Nullable Instant readySeenAt) {
        return new TrackedPod(observed, readySeenAt, Facts.pod(observed, readySeenAt));
    }

    /** The pod after another observation at journal time {@code now}. */
    static TrackedPod observed(PodObserved observed, @Nullable TrackedPod before, Instant now) {
        Instant seen = null;
        if (observed.getReady()) {
            seen = before != null && before.readySeenAt != null ? before.readySeenAt : now;
        }
        return of(observed, seen);
    }
}
