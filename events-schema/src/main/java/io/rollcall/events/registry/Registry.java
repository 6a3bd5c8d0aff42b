package io.rollcall.events.registry;

import io.confluent.kafka.schemaregistry.CompatibilityChecker;
import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.rollcall.events.registry.LogEntry.LevelChanged;
import io.rollcall.events.registry.LogEntry.SchemaRemoved;
import io.rollcall.events.registry.LogEntry.SchemaVersion;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What registering, deleting and checking mean. Decides on the {@link Catalogue}, appends to the {@link SchemaLog}.
 * Writes are done one after the other; questions are answered meanwhile.
 */
final class Registry {
    private final Catalogue catalogue;
    private final SchemaLog log;

    Registry(Catalogue catalogue, SchemaLog log) {
        this.catalogue = catalogue;
        this.log = log;
    }

    /** What is registered, for questions. */
    Catalogue catalogue() {
        return catalogue;
    }

    /**
     * Adds a schema to a subject. A schema that the subject has already keeps its id and version; one that another
     * subject has keeps its id.
     */
    synchronized SchemaVersion register(String subject, AvroSchema schema) {
        log.settle();
        String text = schema.canonicalString();
        List<SchemaVersion> ever = catalogue.versions(subject, true);
        Optional<SchemaVersion> known = find(ever, text).filter(version -> !version.deleted());
        if (known.isPresent()) {
            return known.get();
        }
        List<String> faults = incompatibilities(subject, schema, catalogue.versions(subject, false));
        if (!faults.isEmpty()) {
            throw RegistryException.incompatible(subject, level(subject).name, faults.toString());
        }
        int version = ever.isEmpty() ? 1 : ever.get(ever.size() - 1).version() + 1;
        int id = catalogue.id(text).orElseGet(catalogue::nextId);
        SchemaVersion added = new SchemaVersion(subject, version, id, text, false);
        log.append(List.of(added));
        return added;
    }

    /** The version of a subject that has this schema. */
    SchemaVersion lookUp(String subject, AvroSchema schema, boolean deleted) {
        List<SchemaVersion> versions = existing(subject, deleted);
        return find(versions, schema.canonicalString()).orElseThrow(RegistryException::schemaNotFound);
    }

    /** A version of a subject. */
    SchemaVersion version(String subject, VersionName name, boolean deleted) {
        List<SchemaVersion> versions = existing(subject, deleted);
        return name.among(versions).orElseThrow(() -> RegistryException.versionNotFound(name.text()));
    }

    /** Versions of a subject that has some. */
    List<SchemaVersion> existing(String subject, boolean deleted) {
        List<SchemaVersion> versions = catalogue.versions(subject, deleted);
        if (versions.isEmpty()) {
            throw RegistryException.subjectNotFound(subject);
        }
        return versions;
    }

    /** Deletes all versions of a subject: softly, or for good those that were deleted softly before. */
    synchronized List<SchemaVersion> deleteSubject(String subject, boolean permanent) {
        log.settle();
        List<SchemaVersion> ever = existing(subject, true);
        List<SchemaVersion> alive = catalogue.versions(subject, false);
        if (permanent && !alive.isEmpty()) {
            throw RegistryException.subjectNotSoftDeleted(subject);
        }
        if (!permanent && alive.isEmpty()) {
            throw RegistryException.subjectSoftDeleted(subject);
        }
        List<SchemaVersion> gone = permanent ? ever : alive;
        Stream<LogEntry> entries = gone.stream().map(version -> delete(version, permanent));
        log.append((catalogue.level(subject).isPresent()
                        ? Stream.concat(entries, Stream.of(new LevelChanged(subject, null)))
                        : entries)
                .toList());
        return gone;
    }

    /** Deletes one version of a subject: softly, or for good when it was deleted softly before. */
    synchronized SchemaVersion deleteVersion(String subject, VersionName name, boolean permanent) {
        log.settle();
        SchemaVersion version = version(subject, name, true);
        if (permanent && !version.deleted()) {
            throw RegistryException.versionNotSoftDeleted(subject, version.version());
        }
        if (!permanent && version.deleted()) {
            throw RegistryException.versionSoftDeleted(subject, version.version());
        }
        log.append(List.of(delete(version, permanent)));
        return version;
    }

    private static LogEntry delete(SchemaVersion version, boolean permanent) {
        return permanent ? new SchemaRemoved(version.subject(), version.version()) : version.softlyDeleted();
    }

    /** Why a schema does not go with these versions under the subject's level; empty when it does. */
    List<String> incompatibilities(String subject, AvroSchema schema, List<SchemaVersion> versions) {
        List<AvroSchema> earlier = versions.stream()
                .map(version -> new AvroSchema(version.schema()))
                .toList();
        return CompatibilityChecker.checker(level(subject)).isCompatible(schema, earlier);
    }

    /** The level in force for a subject. */
    CompatibilityLevel level(String subject) {
        return catalogue.level(subject).orElseGet(catalogue::globalLevel);
    }

    /** Sets the level of a subject, or of all that have none of their own. */
    synchronized CompatibilityLevel setLevel(Optional<String> subject, String name) {
        CompatibilityLevel level = CompatibilityLevel.forName(name.toUpperCase(Locale.ROOT));
        if (level == null) {
            throw RegistryException.invalidLevel(name);
        }
        log.settle();
        log.append(List.of(new LevelChanged(subject.orElse(null), level.name)));
        return level;
    }

    /** Takes a level back and gives the one that was set. */
    synchronized CompatibilityLevel resetLevel(Optional<String> subject) {
        log.settle();
        CompatibilityLevel before = subject.isPresent()
                ? catalogue.level(subject.get()).orElseThrow(() -> RegistryException.noSubjectLevel(subject.get()))
                : catalogue.globalLevel();
        log.append(List.of(new LevelChanged(subject.orElse(null), null)));
        return before;
    }

    private static Optional<SchemaVersion> find(List<SchemaVersion> versions, String schema) {
        return versions.stream()
                .filter(version -> version.schema().equals(schema))
                .reduce((older, newer) -> newer);
    }
}
