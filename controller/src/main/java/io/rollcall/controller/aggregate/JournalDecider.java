package io.rollcall.controller.aggregate;

import io.rollcall.events.JournalRecord;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides from one partition of the journal. Its outputs are a function of the records it was given, in order, and of nothing else.
 * Not thread-safe: one task, one thread.
 */
public interface JournalDecider {

    /**
     * Handles one journal record.
     *
     * @param time the record's timestamp; a time before the highest one seen so far counts as that one
     * @return what is to be written; the state has already been moved on
     */
    Outcome handle(JournalPosition position, Instant time, JournalRecord record);

    /** The earliest journal time at which something is due though no record came; empty when nothing waits for time. */
    Optional<Instant> nextDeadline();

    /** Takes back a row written earlier. Rows may come in any order, before the first record. */
    void restore(StateRow row);

    /** All rows have been taken back: derived indexes are built here. */
    void restored();
}
