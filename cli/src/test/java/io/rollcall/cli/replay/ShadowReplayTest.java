package io.rollcall.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShadowReplayTest {

    private static Run shadow(Path... histories) {
        String[] args = new String[6 + histories.length];
        List<String> fixed = List.of("replay", "--shadow", "--in-process", "--rules", "1.23", "--output=json");
        for (int i = 0; i < args.length; i++) {
            args[i] = i < fixed.size() ? fixed.get(i) : histories[i - fixed.size()].toString();
        }
        return Run.of(args);
    }

    @Test
    void rollcallAgreesWithTheRealController() {
        Run run = shadow(
                Run.example("01-basic.jsonl"),
                Run.example("08-control-plane-taint.jsonl"),
                Run.example("13-rolling-mu1.jsonl"));

        assertThat(run.status()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.json("divergence")).isEmpty();
        assertThat(run.json("summary"))
                .extracting(
                        s -> s.path("events").asInt(),
                        s -> s.path("decisions").asInt(),
                        s -> s.path("matched").asInt(),
                        s -> s.path("statusAgrees").asBoolean())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(20, 3, 3, true),
                        org.assertj.core.groups.Tuple.tuple(59, 10, 10, true),
                        org.assertj.core.groups.Tuple.tuple(109, 18, 18, true));
    }

    @Test
    void eachActionSaysWhatWasDoneWhereWhyAndByWhichLine() {
        JsonNode first = shadow(Run.example("01-basic.jsonl")).json("decision").getFirst();

        assertThat(first.path("action").asText()).isEqualTo("create");
        assertThat(first.path("daemonSet").asText()).isEqualTo("default/nginx");
        assertThat(first.path("node").asText()).isEqualTo("node-1");
        assertThat(first.path("pod").asText()).isEqualTo("nginx-bgvtc");
        assertThat(first.path("revision").asInt()).isEqualTo(1);
        assertThat(first.path("reason").asText()).isEqualTo("MISSING_POD");
        assertThat(first.path("historyLine").asInt()).isEqualTo(6);
        assertThat(first.path("cause").path("topic").asText()).endsWith(".pod-events");
    }

    @Test
    void theEndIsStatusesThenPodsThenOneSummary() {
        Run run = shadow(Run.example("13-rolling-mu1.jsonl"));

        assertThat(run.out().subList(run.out().size() - 8, run.out().size()))
                .extracting(line -> line.substring(0, line.indexOf(',')))
                .containsExactly(
                        "{\"kind\":\"status\"",
                        "{\"kind\":\"pod\"",
                        "{\"kind\":\"pod\"",
                        "{\"kind\":\"pod\"",
                        "{\"kind\":\"pod\"",
                        "{\"kind\":\"pod\"",
                        "{\"kind\":\"pod\"",
                        "{\"kind\":\"summary\"");
        assertThat(run.json("pod"))
                .allSatisfy(pod -> assertThat(pod.path("revision").asInt()).isEqualTo(2));
        assertThat(run.json("status")
                        .getFirst()
                        .path("status")
                        .path("numberAvailable")
                        .asInt())
                .isEqualTo(6);
    }

    @Test
    void thePodOnANodeThatItDoesNotTolerateIsAFinding(@TempDir Path folder) throws IOException {
        String history = Files.readString(Run.example("01-basic.jsonl"));
        String spec = "\"spec\":{\"podCIDR\":\"10.244.13.0/24\"";
        assertThat(history).contains(spec);
        Path tainted = folder.resolve("tainted.jsonl");
        Files.writeString(
                tainted,
                history.replace(
                        spec,
                        "\"spec\":{\"taints\":[{\"key\":\"mine\",\"effect\":\"NoSchedule\"}]," + spec.substring(8)));

        Run run = shadow(tainted);

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.json("decision")).hasSize(2);
        JsonNode divergence = run.json("divergence").getFirst();
        assertThat(divergence.path("side").asText()).isEqualTo("other");
        assertThat(divergence.path("node").asText()).isEqualTo("node-3");
        assertThat(divergence.path("explanation").asText()).contains("node-3", "mine");
        assertThat(divergence.path("knownDefect").isNull()).isTrue();
        assertThat(run.json("summary").getFirst().path("unexplained").asInt()).isEqualTo(1);

        Run text = Run.of("replay", "--shadow", "--in-process", tainted.toString());
        assertThat(text.status()).isEqualTo(1);
        assertThat(String.join("\n", text.out())).contains("the first of 1 unexplained divergences", "line 9", "mine");
    }

    @Test
    void theSameHistoryTwiceGivesTheSameLines() {
        Path history = Run.example("08-control-plane-taint.jsonl");
        assertThat(shadow(history).comparable()).isEqualTo(shadow(history).comparable());
    }

    @Test
    void anEmptyHistoryHasNoFindings(@TempDir Path folder) throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.jsonl"));
        Run run = shadow(empty);
        assertThat(run.status()).isZero();
        assertThat(run.json("summary").getFirst().path("events").asInt()).isZero();
    }
}
