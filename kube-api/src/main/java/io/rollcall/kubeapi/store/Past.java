package io.rollcall.kubeapi.store;

import java.time.Instant;

/** The objects as they were. For any number of threads. */
@FunctionalInterface
public interface Past {

    /**
     * The objects at a moment, to read only.
     *
     * @param moment as it stands in a path: a time such as {@code 2026-11-20T10:00:00Z}, or another place that the implementation knows
     * @throws io.rollcall.kubeapi.status.StatusException 400 when it is no moment, 404 when nothing is known of it
     */
    Snapshot at(String moment);

    /**
     * A moment.
     *
     * @param store the objects as they were then
     * @param time when that was: ages are told as of then
     */
    record Snapshot(ResourceStore store, Instant time) {}
}
