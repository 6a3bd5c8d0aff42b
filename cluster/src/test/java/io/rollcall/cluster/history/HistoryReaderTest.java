package io.rollcall.cluster.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.cluster.history.HistoryEntry.Bad;
import io.rollcall.cluster.history.HistoryEntry.Event;
import io.rollcall.events.ChangeType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryReaderTest {

    private static final String AT = "\"observedAt\":\"2026-01-01T00:00:0%d.5Z\",";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"01-basic.jsonl,20", "38-ds-delete-foreground.jsonl,35", "21-crash-backoff.jsonl.gz,87"})
    @DisplayName("recordings of a real cluster are read to the last event")
    void recordings(String name, int events) throws IOException {
        List<HistoryEntry> entries = read(Path.of("src/test/resources/histories", name));

        assertThat(entries)
                .hasSize(events)
                .allSatisfy(entry -> assertThat(entry).isInstanceOf(Event.class));
        assertThat(entries)
                .extracting(HistoryEntry::line)
                .startsWith(1, 2, 3)
                .last()
                .isEqualTo(events);
    }

    @Test
    void anEventHasItsLineTypeTimeAndObject() throws IOException {
        Event event = (Event)
                read(Path.of("src/test/resources/histories/01-basic.jsonl")).get(3);

        assertThat(event.line()).isEqualTo(4);
        assertThat(event.type()).isEqualTo(ChangeType.ADDED);
        assertThat(event.kind()).isEqualTo("DaemonSet");
        assertThat(event.observedAt()).isEqualTo(Instant.parse("2026-11-21T00:22:39.006263Z"));
        assertThat(event.object().at("/metadata/name").asText()).isEqualTo("nginx");
    }

    @Test
    @DisplayName("a broken line is one Bad with file and line, its neighbours go on")
    void brokenLine() throws IOException {
        Path file = file(node(1, "a"), "{\"type\":\"ADDED\",\"obj", node(2, "b"), "garbage", node(3, "c"));

        List<HistoryEntry> entries = read(file);

        assertThat(names(entries)).containsExactly("a", "b", "c");
        assertThat(bad(entries)).hasSize(2);
        assertThat(bad(entries).get(0).message())
                .isEqualTo(file + ":2: a text in it is not closed at the end of line 2;"
                        + " write each event as one complete JSON object, on a line of its own");
        assertThat(bad(entries).get(1).message()).startsWith(file + ":4: expected a JSON object, found \"garbage\"");
    }

    @Test
    void aLineThatLacksItsLastBraceDoesNotSwallowTheNext() throws IOException {
        String whole = node(1, "a");
        List<HistoryEntry> entries = read(file(whole.substring(0, whole.length() - 1), node(2, "b")));

        assertThat(names(entries)).containsExactly("b");
        assertThat(bad(entries)).singleElement().satisfies(entry -> {
            assertThat(entry.line()).isEqualTo(1);
            assertThat(entry.message()).contains("ends before its last brace is closed");
        });
    }

    @Test
    void aLineWithABraceTooManyOrWrongInsideIsOneBad() throws IOException {
        List<HistoryEntry> entries = read(
                file(node(1, "a") + "}", node(2, "b"), "{\"type\":\"ADDED\",\"object\":{\"x\":nul}}", node(3, "c")));

        assertThat(names(entries)).containsExactly("b", "c");
        assertThat(bad(entries)).extracting(Bad::line).containsExactly(1, 3);
        assertThat(bad(entries).get(1).message()).contains(":3: is not JSON at column ");
    }

    @Test
    void anIndentedEventBehindABrokenOneIsNotLost() throws IOException {
        assertThat(names(read(file("nonsense", "  " + node(1, "a"))))).containsExactly("a");
    }

    @Test
    void aFieldGivenTwiceIsRefusedRatherThanGuessed() throws IOException {
        String twice = node(1, "a").replace("\"type\":\"ADDED\"", "\"type\":\"ADDED\",\"type\":\"DELETED\"");

        assertThat(bad(read(file(twice, node(2, "b")))))
                .singleElement()
                .satisfies(entry -> assertThat(entry.message()).contains("Duplicate field 'type'"));
    }

    @Test
    @DisplayName("an unknown kind is Bad and names the known ones")
    void unknownKind() throws IOException {
        List<HistoryEntry> entries = read(file(node(1, "a").replace("\"Node\"", "\"Gizmo\""), node(2, "b")));

        assertThat(names(entries)).containsExactly("b");
        assertThat(bad(entries))
                .singleElement()
                .satisfies(
                        entry -> assertThat(entry.message())
                                .contains(
                                        ":1: Gizmo a: kind: \"Gizmo\" is not known; a history holds Node, Pod, DaemonSet and ControllerRevision"));
    }

    @Test
    void anUnknownEventTypeIsBadAndABookmarkIsPassedOver() throws IOException {
        List<HistoryEntry> entries = read(file(
                node(1, "a").replace("ADDED", "INVENTED"),
                "{\"type\":\"BOOKMARK\",\"object\":{\"kind\":\"Node\",\"metadata\":{\"resourceVersion\":\"7\"}}}"));

        assertThat(entries)
                .singleElement()
                .satisfies(entry -> assertThat(((Bad) entry).message())
                        .contains("type: must be ADDED, MODIFIED or DELETED, found \"INVENTED\""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'\"labels\":{}' | '\"labels\":5' | metadata.labels: must be an object, found 5",
                "'\"labels\":{}' | '\"labels\":{\"a\":1}' | metadata.labels.a: must be text, found 1",
                "'\"spec\":{}' | '\"spec\":{\"taints\":{}}' | spec.taints: must be a list, found a JSON object",
                "'\"spec\":{}' | '\"spec\":{\"unschedulable\":\"yes\"}' | spec.unschedulable: must be true or false",
                "'\"name\":\"a\",' | '' | metadata.name: is missing in this Node; give the object whole",
                "'\"uid\":\"u-a\",' | '' | metadata.uid: is missing in this Node; give the object whole",
                "'\"resourceVersion\":\"1\"' | '\"resourceVersion\":\"x1\"' | metadata.resourceVersion: must be a whole number",
                "'2026-01-01T00:00:01.5Z' | 'yesterday' | observedAt: must be a time such as 2026-01-31T12:00:00Z",
                "'\"apiVersion\":\"v1\"' | '\"apiVersion\":\"v2\"' | apiVersion: of a Node must be v1, found \"v2\""
            })
    @DisplayName("a wrong type or a missing field is Bad and names the field")
    void wrongType(String right, String wrong, String message) throws IOException {
        List<HistoryEntry> entries = read(file(node(1, "a").replace(right, wrong), node(2, "b")));

        assertThat(names(entries)).containsExactly("b");
        assertThat(bad(entries))
                .singleElement()
                .satisfies(entry -> assertThat(entry.message()).contains(message));
    }

    @Test
    @DisplayName("a pod without a name is Bad")
    void podWithoutName() throws IOException {
        String pod = "{\"type\":\"ADDED\",\"object\":{\"kind\":\"Pod\",\"apiVersion\":\"v1\",\"metadata\":"
                + "{\"namespace\":\"default\",\"uid\":\"u\",\"resourceVersion\":\"4\"},\"spec\":{}}}";

        assertThat(bad(read(file(pod))))
                .singleElement()
                .satisfies(
                        entry -> assertThat(entry.message())
                                .endsWith(
                                        ":1: metadata.name: is missing in this Pod; give the object whole, as kubectl get -o json prints it"));
    }

    @Test
    @DisplayName("a 10 MB line is Bad, its bytes are not kept, its neighbours go on")
    void hugeLine() throws IOException {
        Path file = folder.resolve("huge.jsonl");
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write((node(1, "a") + "\n{\"type\":\"ADDED\",\"object\":{\"x\":\"").getBytes(StandardCharsets.UTF_8));
            byte[] filler = new byte[1024 * 1024];
            Arrays.fill(filler, (byte) 'x');
            for (int i = 0; i < 10; i++) {
                out.write(filler);
            }
            out.write(("\"}}\n" + node(2, "b") + "\n").getBytes(StandardCharsets.UTF_8));
        }

        List<HistoryEntry> entries = read(file);

        assertThat(names(entries)).containsExactly("a", "b");
        assertThat(bad(entries))
                .singleElement()
                .satisfies(entry -> assertThat(entry.message())
                        .isEqualTo(file + ":2: is longer than 4194304 bytes; shorten this object or leave it out"));
    }

    @Test
    void theLimitIsConfigurableAndCountsAnObjectOverManyLines() throws IOException {
        Path file = file(
                "{\"type\":\"ADDED\",", "  \"pad\":\"" + "x".repeat(200) + "\",", "  \"more\":1", "}", node(1, "a"));
        List<HistoryEntry> entries = new ArrayList<>();
        try (HistoryReader reader = HistoryReader.open(file, node(1, "a").length())) {
            reader.forEachRemaining(entries::add);
        }

        assertThat(names(entries)).containsExactly("a");
        assertThat(bad(entries)).extracting(Bad::line).containsExactly(1);
    }

    @Test
    @DisplayName("invalid UTF-8 is Bad, its neighbours go on")
    void invalidUtf8() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes((node(1, "a") + "\n{\"type\":\"").getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(new byte[] {(byte) 0xc3, (byte) 0x28, (byte) 0xff});
        bytes.writeBytes(("\"}\n" + node(2, "b")).getBytes(StandardCharsets.UTF_8));
        Path file = Files.write(folder.resolve("latin.jsonl"), bytes.toByteArray());

        List<HistoryEntry> entries = read(file);

        assertThat(names(entries)).containsExactly("a", "b");
        assertThat(bad(entries))
                .singleElement()
                .satisfies(entry -> assertThat(entry.message())
                        .isEqualTo(file + ":2: is not valid UTF-8; write the file as UTF-8"));
    }

    @Test
    @DisplayName("gzip is told by content, not by name")
    void gzip() throws IOException {
        Path file = folder.resolve("packed.jsonl");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write((node(1, "a") + "\n" + node(2, "b")).getBytes(StandardCharsets.UTF_8));
        }

        assertThat(names(read(file))).containsExactly("a", "b");
    }

    @Test
    void aGzipFileCutShortGivesWhatCameBeforeAndOneBad() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed, true)) {
            out.write((node(1, "a") + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
            out.write((node(2, "b") + "\n").getBytes(StandardCharsets.UTF_8));
        }
        byte[] cut = Arrays.copyOf(packed.toByteArray(), packed.size() - 20);

        List<HistoryEntry> entries = read(Files.write(folder.resolve("cut.jsonl.gz"), cut));

        assertThat(names(entries)).contains("a");
        assertThat(bad(entries))
                .singleElement()
                .satisfies(entry -> assertThat(entry.message()).contains("the gzip data is damaged from here on"));
    }

    @Test
    @DisplayName("concatenated JSON, as kubectl get --watch --output-watch-events -o json prints it")
    void prettyPrinted() throws IOException {
        Path file = file(
                "{",
                "    \"type\": \"ADDED\",",
                "    \"object\": {",
                "        \"apiVersion\": \"v1\",",
                "        \"kind\": \"Node\",",
                "        \"metadata\": {",
                "            \"creationTimestamp\": \"2026-01-01T00:00:07Z\",",
                "            \"name\": \"a\", \"uid\": \"u\", \"resourceVersion\": \"1\"",
                "        }",
                "    }",
                "}",
                "{",
                "    \"type\": \"MODIFIED\",",
                "    \"object\": {",
                "        \"broken",
                "    }",
                "}",
                node(8, "b") + node(9, "c"));

        List<HistoryEntry> entries = read(file);

        assertThat(names(entries)).containsExactly("a", "b", "c");
        assertThat(((Event) entries.get(0)).observedAt()).isEqualTo(Instant.parse("2026-01-01T00:00:07Z"));
        assertThat(entries).extracting(HistoryEntry::line).containsExactly(1, 12, 18, 18);
        assertThat(bad(entries)).hasSize(1);
    }

    @Test
    void withoutObservedAtTheTimeIsTheObjectsOwnAndNeverGoesBack() throws IOException {
        String early = node(1, "a").replaceAll("\"observedAt\":\"[^\"]*\",", "");
        List<HistoryEntry> entries = read(file(node(5, "b"), early));

        assertThat(((Event) entries.get(1)).observedAt()).isEqualTo(((Event) entries.get(0)).observedAt());
    }

    @Test
    void aMissingFileIsAnIoError() {
        assertThatThrownBy(() -> HistoryReader.open(folder.resolve("none.jsonl")))
                .isInstanceOf(NoSuchFileException.class);
    }

    private static String node(int second, String name) {
        return ("{\"type\":\"ADDED\"," + AT + "\"object\":{\"kind\":\"Node\",\"apiVersion\":\"v1\",\"metadata\":"
                        + "{\"name\":\"%s\",\"uid\":\"u-%s\",\"resourceVersion\":\"1\",\"labels\":{}},\"spec\":{}}}")
                .formatted(second, name, name);
    }

    private Path file(String... lines) throws IOException {
        return Files.writeString(folder.resolve("history.jsonl"), String.join("\n", lines) + "\n");
    }

    private static List<HistoryEntry> read(Path file) throws IOException {
        try (HistoryReader reader = HistoryReader.open(file)) {
            return reader.stream().toList();
        }
    }

    private static List<String> names(List<HistoryEntry> entries) {
        return entries.stream()
                .filter(Event.class::isInstance)
                .map(entry -> ((Event) entry).object().at("/metadata/name").asText())
                .toList();
    }

    private static List<Bad> bad(List<HistoryEntry> entries) {
        return entries.stream()
                .filter(Bad.class::isInstance)
                .map(Bad.class::cast)
                .toList();
    }
}
