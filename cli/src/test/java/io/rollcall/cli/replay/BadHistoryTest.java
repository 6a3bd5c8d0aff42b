package io.rollcall.cli.replay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.cli.Run;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a history must not contain is named with its line, and the rest is replayed as if it were not there. */
class BadHistoryTest {

    private static final int MEGABYTE = 1024 * 1024;

    @TempDir
    private Path folder;

    private Run replay(byte[] badLine) throws IOException {
        List<String> good = Files.readAllLines(Run.example("01-basic.jsonl"));
        ByteArrayOutputStream history = new ByteArrayOutputStream();
        for (int i = 0; i < good.size(); i++) {
            if (i == 4) {
                history.write(badLine);
                history.write('\n');
            }
            history.write(good.get(i).getBytes(UTF_8));
            history.write('\n');
        }
        Path file = folder.resolve("history.jsonl");
        Files.write(file, history.toByteArray());
        return Run.of("replay", "--shadow", "--in-process", "--output=json", file.toString());
    }

    private void assertNamedAndSkipped(String badLine, String... words) throws IOException {
        assertNamedAndSkipped(badLine.getBytes(UTF_8), words);
    }

    private void assertNamedAndSkipped(byte[] badLine, String... words) throws IOException {
        Run run = replay(badLine);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).hasSize(1);
        assertThat(run.err().getFirst())
                .contains("history.jsonl:5: ")
                .contains(words)
                .hasSizeLessThan(400);
        assertThat(run.json("summary").getFirst().path("events").asInt()).isEqualTo(20);
        assertThat(run.json("summary").getFirst().path("matched").asInt()).isEqualTo(3);
        assertThat(run.json("summary").getFirst().path("badLines").asInt()).isEqualTo(1);
    }

    @Test
    void aBrokenLine() throws IOException {
        assertNamedAndSkipped("{\"type\":\"ADDED\",\"object\":{\"kind\":", "last brace");
    }

    @Test
    void aLineThatIsNoJson() throws IOException {
        assertNamedAndSkipped("{\"type\":ADDED}", "is not JSON", "column");
    }

    @Test
    void anUnknownKind() throws IOException {
        assertNamedAndSkipped("""
                {"type":"ADDED","object":{"kind":"Deployment","apiVersion":"apps/v1","metadata":{"name":"web"}}}""", "Deployment");
    }

    @Test
    void anUnknownType() throws IOException {
        assertNamedAndSkipped("""
                {"type":"RENAMED","object":{"kind":"Node","apiVersion":"v1","metadata":{"name":"n","uid":"u"}}}""", "RENAMED", "ADDED, MODIFIED or DELETED");
    }

    @Test
    void aFieldOfAWrongType() throws IOException {
        assertNamedAndSkipped("""
                {"type":"ADDED","object":{"kind":"Node","apiVersion":"v1","metadata":{"name":"n","uid":"u",\
                "resourceVersion":"1"},"spec":{"taints":"none"}}}""", "spec.taints");
    }

    @Test
    void aPodWithoutAName() throws IOException {
        assertNamedAndSkipped("""
                {"type":"ADDED","object":{"kind":"Pod","apiVersion":"v1","metadata":{"namespace":"default","uid":"u"}}}""", "metadata.name");
    }

    @Test
    void bytesThatAreNotUtf8() throws IOException {
        assertNamedAndSkipped("{\"type\":\"ADDED\",\"object\":{\"kind\":\"N\u00f6de\"}}".getBytes(ISO_8859_1), "UTF-8");
    }

    @Test
    void aLineOfTenMegabytes() throws IOException {
        assertNamedAndSkipped(
                "{\"type\":\"ADDED\",\"object\":{\"kind\":\"Node\",\"note\":\"" + "x".repeat(10 * MEGABYTE) + "\"}}",
                "4194304 bytes");
    }
}
