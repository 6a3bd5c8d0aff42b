package io.rollcall.events.registry;

import org.jspecify.annotations.Nullable;

/** One record of the registry's topic. */
sealed interface LogEntry {

    /**
     * A version of a subject as it now is.
     *
     * @param deleted whether it is deleted softly: still found by id, no longer listed
     */
    record SchemaVersion(String subject, int version, int id, String schema, boolean deleted) implements LogEntry {
        SchemaVersion softlyDeleted() {
            return new SchemaVersion(subject, version, id, schema, true);
        }
    }

    /** A version is gone for good. */
    record SchemaRemoved(String subject, int version) implements LogEntry {}

    /**
     * A compatibility level is set, or taken back.
     *
     * @param subject its subject; null for the level of all that have none of their own
     * @param level the level's name; null when it is taken back
     */
    record LevelChanged(@Nullable String subject, @Nullable String level) implements LogEntry {}
}
