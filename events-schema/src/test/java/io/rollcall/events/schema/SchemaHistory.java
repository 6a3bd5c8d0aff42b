package io.rollcall.events.schema;

import io.confluent.kafka.schemaregistry.CompatibilityChecker;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/**
 * Every version that a schema ever had, kept in the repository: {@code <subject>/<version>.avsc}, each with all the types
 * it uses written out. Logs live for ever, so whatever stands here must stay readable, and readable by old readers.
 */
final class SchemaHistory {
    private static final String SUFFIX = ".avsc";

    private final Path folder;

    SchemaHistory(Path folder) {
        this.folder = folder;
    }

    /** What became of holding a schema against its history. */
    sealed interface Finding {
        /** It is the newest version. */
        record Unchanged() implements Finding {}

        /** It goes with every version, and is none of them. */
        record Unrecorded(int nextVersion) implements Finding {}

        /** It does not go with every version. */
        record Broken(List<String> reasons) implements Finding {}
    }

    /** Subjects with a history, in order. */
    List<String> subjects() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Versions of a subject by number. */
    SortedMap<Integer, Schema> versions(String subject) {
        SortedMap<Integer, Schema> versions = new TreeMap<>();
        Path files = folder.resolve(subject);
        if (!Files.isDirectory(files)) {
            return versions;
        }
        try (Stream<Path> listed = Files.list(files)) {
            for (Path file : new TreeSet<>(listed.toList())) {
                String name = file.getFileName().toString();
                int version = Integer.parseInt(name.substring(0, name.length() - SUFFIX.length()));
                versions.put(version, new Schema.Parser().parse(Files.readString(file)));
            }
            return versions;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Holds a schema against all versions of its subject, in both directions. Doc texts do not count. */
    Finding check(String subject, Schema present) {
        SortedMap<Integer, Schema> versions = versions(subject);
        List<String> reasons = incompatibilities(present, versions);
        if (!reasons.isEmpty()) {
            return new Finding.Broken(reasons);
        }
        if (!versions.isEmpty() && versions.get(versions.lastKey()).equals(present)) {
            return new Finding.Unchanged();
        }
        return new Finding.Unrecorded(versions.isEmpty() ? 1 : versions.lastKey() + 1);
    }

    /** Adds a version. */
    void record(String subject, int version, Schema schema) {
        Path file = folder.resolve(subject).resolve(version + SUFFIX);
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, schema.toString(true) + "\n");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Why a schema does not go with these versions under FULL_TRANSITIVE; empty when it does. */
    static List<String> incompatibilities(Schema schema, SortedMap<Integer, Schema> versions) {
        return CompatibilityChecker.FULL_TRANSITIVE_CHECKER.isCompatible(
                new AvroSchema(schema),
                versions.values().stream().map(AvroSchema::new).toList());
    }
}
