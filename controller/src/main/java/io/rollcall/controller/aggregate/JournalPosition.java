package io.rollcall.controller.aggregate;

import io.rollcall.events.SourcePosition;

/** Place of a record in the journal; the identity of every decision made at it. */
public record JournalPosition(String topic, int partition, long offset) {

    /** Id of the {@code ordinal}-th decision made at this position: the same in every replay of the journal. */
    public String decisionId(int ordinal) {
        return partition + "-" + offset + "-" + ordinal;
    }

    /** The same place as an event field. */
    public SourcePosition toEvent() {
        return new SourcePosition(topic, partition, offset);
    }
}
