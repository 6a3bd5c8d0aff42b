package io.rollcall.controller.verification;

import io.rollcall.controller.decider.OutputRecord;
import io.rollcall.events.SourcePosition;

/**
 * A record that follows from the journal.
 *
 * @param record topic, key and value
 * @param journal the journal record from which it follows
 * @param timestamp of that record, and so of this one, milliseconds
 */
record Recomputed(OutputRecord record, SourcePosition journal, long timestamp) {

    /** What it is called. */
    String name() {
        return Recorded.name(record.topic());
    }

    /** What tells it from others of its topic. */
    String identity() {
        return record.value() == null ? record.key() : Recorded.identity(record.value(), record.key());
    }
}
