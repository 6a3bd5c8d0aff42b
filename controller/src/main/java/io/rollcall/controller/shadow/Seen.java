package io.rollcall.controller.shadow;

import io.rollcall.controller.aggregate.JournalPosition;
import io.rollcall.events.Cause;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The journal record from which something is known.
 *
 * @param cause the input record behind it; null when there is none
 */
record Seen(
        JournalPosition position, Instant time, @Nullable Cause cause) {

    long offset() {
        return position.offset();
    }

    /** Its input record as topic-partition@offset, or its place in the journal when it has none. */
    String text() {
        return cause == null
                ? position.topic() + "-" + position.partition() + "@" + position.offset()
                : cause.getTopic() + "-" + cause.getPartition() + "@" + cause.getOffset();
    }

    /** The later of the two. */
    static Seen later(Seen one, Seen other) {
        return one.offset() >= other.offset() ? one : other;
    }
}
