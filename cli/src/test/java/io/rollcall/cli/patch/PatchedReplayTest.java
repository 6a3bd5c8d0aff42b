package io.rollcall.cli.patch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a replay comes to when DaemonSets and nodes of the history are others. */
class PatchedReplayTest {

    private static final String WHOLE = """
            apiVersion: apps/v1
            kind: DaemonSet
            metadata: {name: NAME}
            spec:
              selector: {matchLabels: {app: LABEL}}
              template:
                metadata: {labels: {app: LABEL}}
                spec:
                  nodeSelector: {disk: ssd}
                  containers: [{name: c, image: "image:1"}]
            """;

    @TempDir
    private Path folder;

    private Run replay(String history, String patch) throws IOException {
        Path file = Files.writeString(folder.resolve("patch.yaml"), patch);
        return Run.of(
                "replay",
                "--in-process",
                "--output=json",
                "--patch",
                file.toString(),
                Run.example(history).toString());
    }

    private static List<String> nodes(Run run, String daemonSet) {
        assertThat(run.status()).as(String.join("\n", run.err())).isZero();
        List<String> nodes = new ArrayList<>();
        for (JsonNode pod : run.json("pod")) {
            if (pod.path("daemonSet").asText().equals(daemonSet)) {
                nodes.add(pod.path("node").asText());
            }
        }
        return nodes.stream().sorted().toList();
    }

    private void assertRefused(String history, String patch, String... words) throws IOException {
        Run run = replay(history, patch);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().getFirst())
                .startsWith("rollcall replay: " + folder.resolve("patch.yaml") + ":")
                .contains(words)
                .doesNotContain("Exception");
    }

    @Test
    @DisplayName("another strategy: with half of the nodes at once a rollout takes fewer steps")
    void strategy() throws IOException {
        Run run = replay("13-rolling-mu1.jsonl", """
                kind: DaemonSet
                metadata: {name: nginx}
                spec: {updateStrategy: {rollingUpdate: {maxUnavailable: 50%}}}
                """);

        JsonNode rollout = run.json("rollout").getFirst();
        assertThat(rollout.path("outcome").asText()).isEqualTo("finished");
        assertThat(rollout.path("steps").asInt()).isBetween(2, 4);
        assertThat(rollout.path("unavailableAtOnce").asInt()).isEqualTo(3);
        assertThat(run.json("pod"))
                .hasSize(6)
                .allSatisfy(pod -> assertThat(pod.path("revision").asInt()).isEqualTo(2));
    }

    @Test
    @DisplayName("without a patch the same rollout takes a step a node")
    void unpatched() {
        Run run = Run.of(
                "replay",
                "--in-process",
                "--output=json",
                Run.example("13-rolling-mu1.jsonl").toString());
        JsonNode rollout = run.json("rollout").getFirst();
        assertThat(rollout.path("steps").asInt()).isEqualTo(6);
        assertThat(rollout.path("unavailableAtOnce").asInt()).isEqualTo(1);
    }

    @Test
    @DisplayName("a taint on a node from its beginning keeps its pod away")
    void taint() throws IOException {
        Run run = replay("01-basic.jsonl", """
                kind: Node
                metadata: {name: node-2}
                spec: {taints: [{key: gpu, effect: NoSchedule}]}
                """);
        assertThat(nodes(run, "default/nginx")).containsExactly("node-1", "node-3");
    }

    @Test
    @DisplayName("another DaemonSet is there from the beginning, on the nodes whose labels another document sets")
    void added() throws IOException {
        Run run = replay(
                "01-basic.jsonl",
                WHOLE.replace("NAME", "cache").replace("LABEL", "cache")
                        + "---\nkind: Node\nmetadata: {name: node-3, labels: {disk: ssd}}\n");
        assertThat(nodes(run, "default/cache")).containsExactly("node-3");
        assertThat(nodes(run, "default/nginx")).hasSize(3);
    }

    @Test
    @DisplayName("a whole DaemonSet of a name that is there takes its spec's place in every version")
    void replaced() throws IOException {
        Run run = replay(
                "13-rolling-mu1.jsonl",
                WHOLE.replace("NAME", "nginx").replace("LABEL", "nginx").replace("{disk: ssd}", "{}"));
        assertThat(run.json("rollout")).isEmpty();
        assertThat(run.json("pod"))
                .hasSize(6)
                .allSatisfy(pod -> assertThat(pod.path("revision").asInt()).isEqualTo(1));
    }

    @Test
    @DisplayName("what admission refuses is named by file, line, object and field")
    void admission() throws IOException {
        assertRefused(
                "13-rolling-mu1.jsonl",
                "\n\nkind: DaemonSet\nmetadata: {name: nginx}\n"
                        + "spec: {updateStrategy: {rollingUpdate: {maxUnavailable: 0}}}\n",
                "patch.yaml:3: DaemonSet default/nginx: ",
                "spec.updateStrategy.rollingUpdate");
        assertRefused(
                "01-basic.jsonl",
                "kind: Node\nmetadata: {name: node-1}\nspec: {taints: [{key: a, effect: Never}]}\n",
                "patch.yaml:1: Node node-1: ",
                "effect");
    }

    @Test
    @DisplayName("what names nothing in the history is named beside what there is")
    void nothing() throws IOException {
        assertRefused(
                "01-basic.jsonl",
                "kind: Node\nmetadata: {name: node-9}\nspec: {unschedulable: true}\n",
                "there is no Node node-9 in the history; there is node-1, node-2, node-3");
        assertRefused(
                "01-basic.jsonl",
                "kind: DaemonSet\nmetadata: {name: ngnix}\nspec: {minReadySeconds: 5}\n",
                "there is no DaemonSet default/ngnix in the history; there is default/nginx; to add one, give it a selector"
                        + " and a template");
    }

    @Test
    @DisplayName("fields that there are not, that cannot be patched, kinds that cannot be, and text that is no YAML")
    void unusable() throws IOException {
        assertRefused(
                "01-basic.jsonl",
                "kind: DaemonSet\nmetadata: {name: nginx}\nspec: {updateStrategy: {rollingUpdat: {}}}\n",
                "there is no field spec.updateStrategy.rollingUpdat in a DaemonSet");
        assertRefused(
                "01-basic.jsonl", "kind: Node\nmetadata: {name: node-1}\nstatus: {}\n", "status cannot be patched");
        assertRefused("01-basic.jsonl", "kind: Pod\nmetadata: {name: a}\n", "kind is 'Pod'", "DaemonSet or Node");
        assertRefused("01-basic.jsonl", "kind: Node\n", "metadata.name is missing");
        assertRefused("01-basic.jsonl", "kind: [\n", "is not YAML");
        assertRefused("01-basic.jsonl", "---\n", "is empty");
        assertRefused(
                "01-basic.jsonl",
                "kind: DaemonSet\nmetadata: {name: nginx}\nspec:\n  template:\n    spec: {containers: [{$patch: odd}]}\n",
                "DaemonSet default/nginx");
    }

    @Test
    @DisplayName("a recording's pods cannot be patched")
    void shadow() {
        Run run = Run.of(
                "replay",
                "--shadow",
                "--in-process",
                "--patch",
                "x",
                Run.example("01-basic.jsonl").toString());
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err().getFirst()).contains("--patch", "--shadow");
    }
}
