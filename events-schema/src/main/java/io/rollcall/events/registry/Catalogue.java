package io.rollcall.events.registry;

import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import io.rollcall.events.registry.LogEntry.LevelChanged;
import io.rollcall.events.registry.LogEntry.SchemaRemoved;
import io.rollcall.events.registry.LogEntry.SchemaVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the registry's topic says, folded record by record. Only {@link #apply} changes it. Safe for several threads:
 * one applies, many ask.
 */
final class Catalogue {
    /** Level of subjects that have none of their own, until somebody sets another. */
    static final CompatibilityLevel DEFAULT_LEVEL = CompatibilityLevel.FULL_TRANSITIVE;

    private final NavigableMap<String, NavigableMap<Integer, SchemaVersion>> subjects = new TreeMap<>();
    private final Map<String, Integer> ids = new HashMap<>();
    private final Map<Integer, String> schemas = new HashMap<>();
    private final Map<String, CompatibilityLevel> levels = new HashMap<>();
    private CompatibilityLevel globalLevel = DEFAULT_LEVEL;
    private int highestId;

    synchronized void apply(LogEntry entry) {
        if (entry instanceof SchemaVersion schema) {
            subjects.computeIfAbsent(schema.subject(), subject -> new TreeMap<>())
                    .put(schema.version(), schema);
            ids.putIfAbsent(schema.schema(), schema.id());
            schemas.put(schema.id(), schema.schema());
            highestId = Math.max(highestId, schema.id());
        } else if (entry instanceof SchemaRemoved removed) {
            remove(removed);
        } else if (entry instanceof LevelChanged change) {
            apply(change.subject(), change.level());
        }
    }

    private void remove(SchemaRemoved removed) {
        NavigableMap<Integer, SchemaVersion> versions = subjects.get(removed.subject());
        SchemaVersion gone = versions == null ? null : versions.remove(removed.version());
        if (versions == null || gone == null) {
            return;
        }
        if (versions.isEmpty()) {
            subjects.remove(removed.subject());
        }
        if (versionsOf(gone.id(), true).isEmpty()) {
            ids.remove(gone.schema());
            schemas.remove(gone.id());
        }
    }

    private void apply(@Nullable String subject, @Nullable String level) {
        CompatibilityLevel known = level == null ? null : CompatibilityLevel.forName(level);
        if (subject == null) {
            globalLevel = known == null ? DEFAULT_LEVEL : known;
        } else if (known == null) {
            levels.remove(subject);
        } else {
            levels.put(subject, known);
        }
    }

    /** Names of subjects in order; those whose versions are all deleted softly only when asked for. */
    synchronized List<String> subjects(boolean deleted) {
        return subjects.entrySet().stream()
                .filter(subject ->
                        deleted || subject.getValue().values().stream().anyMatch(version -> !version.deleted()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Versions of a subject, oldest first; softly deleted ones only when asked for. Empty for an unknown subject. */
    synchronized List<SchemaVersion> versions(String subject, boolean deleted) {
        return subjects.getOrDefault(subject, new TreeMap<>()).values().stream()
                .filter(version -> deleted || !version.deleted())
                .toList();
    }

    /** Every place where the schema with this id stands, by subject and version. */
    synchronized List<SchemaVersion> versionsOf(int id, boolean deleted) {
        List<SchemaVersion> places = new ArrayList<>();
        subjects.values()
                .forEach(versions -> versions.values().stream()
                        .filter(version -> version.id() == id && (deleted || !version.deleted()))
                        .forEach(places::add));
        return places;
    }

    /** The schema with this id, softly deleted or not. */
    synchronized Optional<String> schema(int id) {
        return Optional.ofNullable(schemas.get(id));
    }

    /** The id that this schema has under whatever subject. */
    synchronized Optional<Integer> id(String schema) {
        return Optional.ofNullable(ids.get(schema));
    }

    /** An id that was never given. */
    synchronized int nextId() {
        return highestId + 1;
    }

    /** The level that a subject has of its own. */
    synchronized Optional<CompatibilityLevel> level(String subject) {
        return Optional.ofNullable(levels.get(subject));
    }

    /** The level of subjects that have none of their own. */
    synchronized CompatibilityLevel globalLevel() {
        return globalLevel;
    }
}
