package io.rollcall.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.cli.Run;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClosedLoopReplayTest {

    private static Run replay(String history, String... more) {
        String[] args = new String[4 + more.length];
        List<String> fixed = List.of(
                "replay", "--in-process", "--output=json", Run.example(history).toString());
        for (int i = 0; i < args.length; i++) {
            args[i] = i < fixed.size() ? fixed.get(i) : more[i - fixed.size()];
        }
        return Run.of(args);
    }

    private static String text(JsonNode line, String field) {
        return line.path(field).asText();
    }

    @Test
    void everyNodeGetsItsPodByRollcallsOwnDecision() {
        Run run = replay("01-basic.jsonl");

        assertThat(run.status()).isZero();
        assertThat(run.json("decision"))
                .allSatisfy(d -> assertThat(text(d, "action")).isEqualTo("create"))
                .extracting(d -> text(d, "node"))
                .containsExactly("node-1", "node-2", "node-3");
        assertThat(run.json("pod"))
                .hasSize(3)
                .allSatisfy(pod -> assertThat(pod.path("ready").asBoolean()).isTrue());
        assertThat(run.json("summary").getFirst().path("matched").asInt()).isZero();
    }

    @Test
    void theTaintedNodeGetsAPodOnceItIsTolerated() {
        List<JsonNode> decisions = replay("08-control-plane-taint.jsonl").json("decision");

        JsonNode onControlPlane = decisions.stream()
                .filter(d -> text(d, "node").equals("cp-1"))
                .findFirst()
                .orElseThrow();
        assertThat(onControlPlane.path("revision").asInt()).isEqualTo(2);
        assertThat(onControlPlane.path("historyLine").asInt()).isEqualTo(24);
    }

    @Test
    void aRollingUpdateTakesOneNodeAtATime() {
        Run run = replay("13-rolling-mu1.jsonl");

        Set<String> without = new HashSet<>();
        int deleted = 0;
        for (JsonNode decision : run.json("decision")) {
            if (text(decision, "action").equals("delete")) {
                assertThat(text(decision, "reason")).isEqualTo("ROLLING_UPDATE");
                assertThat(without).isEmpty();
                without.add(text(decision, "node"));
                deleted++;
            } else {
                without.remove(text(decision, "node"));
            }
        }
        assertThat(deleted).isEqualTo(6);
        assertThat(run.json("pod"))
                .hasSize(6)
                .allSatisfy(pod -> assertThat(pod.path("revision").asInt()).isEqualTo(2));
    }

    @Test
    void theSameHistoryTwiceGivesTheSameLines() {
        assertThat(replay("13-rolling-mu1.jsonl").comparable())
                .isEqualTo(replay("13-rolling-mu1.jsonl").comparable());
    }

    @Test
    void anotherSeedChangesWhenThingsHappenAndNotWhat() {
        Run one = replay("13-rolling-mu1.jsonl", "--seed", "1");
        Run two = replay("13-rolling-mu1.jsonl", "--seed", "2");

        assertThat(two.comparable()).isNotEqualTo(one.comparable());
        assertThat(two.json("status")).isEqualTo(one.json("status"));
    }

    @Test
    void peopleGetDecisionsAndATable() {
        Run run = Run.of("replay", "--in-process", Run.example("01-basic.jsonl").toString());

        assertThat(run.status()).isZero();
        assertThat(run.out())
                .anyMatch(line -> line.matches(".* create nginx-\\w+ \\(revision 1\\) on node-1 .*; line 4"));
        assertThat(run.out()).anyMatch(line -> line.matches("default/nginx +3 +3 +3 +3 +3 +3"));
    }
}
