package io.rollcall.controller.engine;

import io.rollcall.controller.aggregate.JournalPosition;
import io.rollcall.events.JournalRecord;
import java.time.Instant;

/**
 * A record of the journal where it stands.
 *
 * @param time its timestamp
 * @param key key of the object, or of a barrier or tick
 */
public record JournalEntry(JournalPosition position, Instant time, String key, JournalRecord record) {}
