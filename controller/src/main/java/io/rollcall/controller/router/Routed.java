package io.rollcall.controller.router;

import io.rollcall.events.JournalRecord;

/**
 * A record for the journal.
 *
 * @param key key of the object, or of a barrier
 * @param destination to which partitions it goes, the same record to each
 */
public record Routed(String key, Destination destination, JournalRecord record) {}
