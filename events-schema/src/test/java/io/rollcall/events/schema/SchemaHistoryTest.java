package io.rollcall.events.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.rollcall.events.DaemonSetState;
import io.rollcall.events.DeciderState;
import io.rollcall.events.SlotState;
import io.rollcall.events.schema.SchemaHistory.Finding;
import io.rollcall.events.schema.SchemaHistory.Finding.Broken;
import io.rollcall.events.schema.SchemaHistory.Finding.Unchanged;
import io.rollcall.events.schema.SchemaHistory.Finding.Unrecorded;
import io.rollcall.events.topics.Topic;
import io.rollcall.events.topics.TopicCatalogue;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds every schema whose bytes outlive a process against all its earlier versions. After a compatible change, run it
 * with {@code -Drollcall.schema.record=true} and commit the file that it adds.
 */
class SchemaHistoryTest {
    private static final String RECORD = "rollcall.schema.record";
    private static final Path FOLDER = Path.of(System.getProperty("basedir", "."), "src", "main", "schema-history");

    private final SchemaHistory history = new SchemaHistory(FOLDER);

    /** Values of topics, and rows of the Decider's stores, by subject without the prefix. */
    static SortedMap<String, Schema> present() {
        SortedMap<String, Schema> schemas = new TreeMap<>();
        for (Topic<?> topic : TopicCatalogue.all()) {
            schemas.put(topic.name() + "-value", SpecificData.get().getSchema(topic.value()));
        }
        for (Class<?> state : new Class<?>[] {SlotState.class, DaemonSetState.class, DeciderState.class}) {
            schemas.put(state.getSimpleName(), SpecificData.get().getSchema(state));
        }
        return schemas;
    }

    static Stream<String> subjects() {
        return present().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("subjects")
    @DisplayName("the schema is the newest version of its history and goes with all of them")
    void presentGoesWithHistory(String subject) {
        Schema schema = present().get(subject);
        assertThat(schema).isNotNull();
        Finding finding = history.check(subject, schema);
        if (finding instanceof Broken broken) {
            fail(
                    "the schema of %s can no longer be exchanged with an earlier version (FULL_TRANSITIVE): %s",
                    subject, broken.reasons());
        }
        if (finding instanceof Unrecorded unrecorded) {
            if (!Boolean.getBoolean(RECORD)) {
                fail(
                        "the schema of %s has changed and goes with all earlier versions, but version %d is not recorded:"
                                + " run mvn -pl events-schema test -Dtest=SchemaHistoryTest -D%s=true and commit the new file",
                        subject, unrecorded.nextVersion(), RECORD);
            }
            history.record(subject, unrecorded.nextVersion(), schema);
            assertThat(history.check(subject, schema)).isEqualTo(new Unchanged());
        }
    }

    @Test
    @DisplayName("no history is of a subject that is gone")
    void noOrphans() {
        assertThat(present().keySet()).containsAll(history.subjects());
    }

    @Test
    @DisplayName("versions are numbered from 1 without gaps and go with each other")
    void historyIsSound() {
        for (String subject : history.subjects()) {
            SortedMap<Integer, Schema> versions = history.versions(subject);
            assertThat(versions.keySet())
                    .as(subject)
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, versions.size()).boxed().toList());
            versions.forEach(
                    (number, schema) -> assertThat(SchemaHistory.incompatibilities(schema, versions.headMap(number)))
                            .as("%s version %d", subject, number)
                            .isEmpty());
        }
    }

    @Test
    @DisplayName(
            "additions with a default are recorded, everything that breaks a reader is found, against every version")
    void findsBreaks(@TempDir Path folder) {
        SchemaHistory kept = new SchemaHistory(folder);
        Schema first = row("{\"name\":\"a\",\"type\":\"string\"}");
        assertThat(kept.check("row", first)).isEqualTo(new Unrecorded(1));
        kept.record("row", 1, first);
        assertThat(kept.check("row", first)).isEqualTo(new Unchanged());

        Schema second = row("{\"name\":\"a\",\"type\":\"string\"},{\"name\":\"b\",\"type\":\"int\",\"default\":0}");
        assertThat(kept.check("row", second)).isEqualTo(new Unrecorded(2));
        kept.record("row", 2, second);

        Map<String, Schema> breaks = new TreeMap<>(Map.of(
                "a field without default is taken away", row("{\"name\":\"b\",\"type\":\"int\",\"default\":0}"),
                "a field without default is added",
                        row("{\"name\":\"a\",\"type\":\"string\"},{\"name\":\"c\",\"type\":\"int\"}"),
                "a type changes", row("{\"name\":\"a\",\"type\":\"long\"}"),
                "a type becomes wider",
                        row("{\"name\":\"a\",\"type\":\"string\"},{\"name\":\"b\",\"type\":\"long\",\"default\":0}"),
                "a default goes that only the first version needs",
                        row("{\"name\":\"a\",\"type\":\"string\"},{\"name\":\"b\",\"type\":\"int\"}")));
        breaks.forEach(
                (what, schema) -> assertThat(kept.check("row", schema)).as(what).isInstanceOf(Broken.class));
    }

    private static Schema row(String fields) {
        return new Schema.Parser().parse("{\"type\":\"record\",\"name\":\"Row\",\"fields\":[" + fields + "]}");
    }
}
