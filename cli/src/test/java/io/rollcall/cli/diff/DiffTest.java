package io.rollcall.cli.diff;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffTest {

    private static final String ROLLING = Run.example("13-rolling-mu1.jsonl").toString();
    private static final String HALF =
            Path.of("..", "examples", "patches", "half-at-once.yaml").toString();

    @TempDir
    private Path folder;

    private static JsonNode only(Run run) {
        assertThat(run.json("daemonSet")).as(String.join("\n", run.err())).hasSize(1);
        return run.json("daemonSet").getFirst();
    }

    private Path output(String... args) throws IOException {
        Path file = folder.resolve("run-" + args.length + ".jsonl");
        Run run = Run.of(args);
        assertThat(run.status()).as(String.join("\n", run.err())).isZero();
        return Files.write(file, run.out());
    }

    @Test
    @DisplayName("maxUnavailable 50 % instead of 1: fewer steps, less time, more unavailable at once, the same pods")
    void halfAtOnce() {
        Run run = Run.of("diff", ROLLING, "--patch", HALF, "--output=json");

        assertThat(run.status()).isEqualTo(1);
        JsonNode diff = only(run);
        assertThat(diff.at("/a/rolloutSteps").asInt()).isEqualTo(6);
        assertThat(diff.at("/b/rolloutSteps").asInt()).isBetween(2, 4);
        assertThat(diff.at("/b/rolloutSeconds").asDouble())
                .isPositive()
                .isLessThan(diff.at("/a/rolloutSeconds").asDouble());
        assertThat(diff.at("/a/unavailableAtOnce").asInt()).isEqualTo(1);
        assertThat(diff.at("/b/unavailableAtOnce").asInt()).isEqualTo(3);
        for (String side : new String[] {"/a", "/b"}) {
            assertThat(diff.at(side + "/podsCreated").asInt()).isEqualTo(12);
            assertThat(diff.at(side + "/podsDeleted").asInt()).isEqualTo(6);
            assertThat(diff.at(side + "/podsReplaced").asInt()).isEqualTo(6);
        }
        assertThat(diff.path("samePods").asBoolean()).isTrue();
        assertThat(diff.path("gains")).isEmpty();
        assertThat(run.json("summary").getFirst().path("same").asBoolean()).isFalse();
    }

    @Test
    @DisplayName("the outputs of two replays say the same as replaying both")
    void outputs() throws IOException {
        Path a = output("replay", "--in-process", "--output=json", ROLLING);
        Path b = output("replay", "--in-process", "--output=json", "--patch", HALF, ROLLING);

        JsonNode fromFiles = only(Run.of("diff", a.toString(), b.toString(), "--output=json"));
        assertThat(fromFiles).isEqualTo(only(Run.of("diff", ROLLING, "--patch", HALF, "--output=json")));
    }

    @Test
    @DisplayName("a run and itself are the same: exit status 0")
    void same() throws IOException {
        Path output = output("replay", "--in-process", "--output=json", ROLLING);
        Run run = Run.of("diff", ROLLING, output.toString());
        assertThat(run.status()).as(String.join("\n", run.out())).isZero();
        assertThat(run.out()).contains("the same pods at the end: node, revision and state");
        assertThat(run.out()).noneMatch(line -> line.contains("differs"));
    }

    @Test
    @DisplayName("nodes that gain and lose pods are named, with what they have")
    void nodes() throws IOException {
        Path patch = Files.writeString(folder.resolve("taint.yaml"), """
                {"kind": "Node", "metadata": {"name": "node-2"},
                 "spec": {"taints": [{"key": "gpu", "effect": "NoSchedule"}]}}
                """);
        Run run = Run.of("diff", Run.example("01-basic.jsonl").toString(), "--patch", patch.toString());
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).contains("other pods at the end:", "  - node-2: revision 1, Running, ready");

        JsonNode json = only(Run.of(
                "diff",
                Run.example("01-basic.jsonl").toString(),
                Run.example("01-basic.jsonl").toString(),
                "--patch",
                patch.toString(),
                "--output=json"));
        assertThat(json.path("loses").findValuesAsText("node")).containsExactly("node-2");
        assertThat(json.at("/b/podsAtEnd").asInt()).isEqualTo(2);
    }

    @Test
    @DisplayName("what cannot be compared is named")
    void unusable() throws IOException {
        Path output = output("replay", "--in-process", "--output=json", ROLLING);
        Path cut = Files.writeString(
                folder.resolve("cut.jsonl"), Files.readString(output).substring(0, 3000));
        assertRefused(Run.of("diff", ROLLING), "with what?", "--patch FILE");
        assertRefused(Run.of("diff", "none.jsonl", ROLLING), "none.jsonl", "no such file");
        assertRefused(Run.of("diff", folder.toString(), ROLLING), "is a folder");
        assertRefused(Run.of("diff", ROLLING, "@", "--server", "http://127.0.0.1:1"), "'@' names no moment");
        assertRefused(Run.of("diff", ROLLING, "@now", "--server", "http://127.0.0.1:1"), "http://127.0.0.1:1");
        assertRefused(Run.of("diff", ROLLING, output.toString(), "--patch", HALF), "only a history can be patched");
        assertRefused(Run.of("diff", ROLLING, cut.toString()), cut.toString());
    }

    private static void assertRefused(Run run, String... words) {
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().getFirst()).startsWith("rollcall diff: ").contains(words);
    }
}
