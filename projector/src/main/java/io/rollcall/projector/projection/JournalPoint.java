package io.rollcall.projector.projection;

import io.rollcall.events.Cause;
import org.jspecify.annotations.Nullable;

/**
 * A moment on the axis of history: a record of the journal.
 *
 * @param partition partition of the journal
 * @param offset offset in it
 * @param time journal time there, microseconds since 1970
 * @param cause the event it was made from; null for ticks and rules
 */
record JournalPoint(
        int partition, long offset, long time, @Nullable Cause cause) {

    @Nullable
    String causeTopic() {
        return cause == null ? null : cause.getTopic();
    }

    @Nullable
    Integer causePartition() {
        return cause == null ? null : Integer.valueOf(cause.getPartition());
    }

    @Nullable
    Long causeOffset() {
        return cause == null ? null : Long.valueOf(cause.getOffset());
    }
}
