package io.rollcall.controller.aggregate;

import static io.rollcall.controller.aggregate.Fixtures.daemonSet;
import static io.rollcall.controller.aggregate.Fixtures.nodes;
import static io.rollcall.controller.aggregate.Fixtures.template;
import static io.rollcall.controller.aggregate.Scenario.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.controller.aggregate.Scenario.Fixture;
import io.rollcall.events.ActionType;
import io.rollcall.events.Decision;
import io.rollcall.events.PodObserved;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A surge rollout while pods are deleted at random. */
class SurgeUnderDisturbanceTest {

    private static final int NODES = 10;

    private static Fixture version(int version) {
        return daemonSet(ds -> ds.setGeneration(version)
                .setMaxUnavailable("0")
                .setMaxSurge("20%")
                .setMinReadySeconds(10)
                .setTemplate(template("image:" + version, "")));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    @DisplayName(
            "C202 at most two pods a node, one deletion a node at a time, every node stays served, and the rollout ends")
    void c202(long seed) {
        Random random = new Random(seed);
        Scenario scenario = given(nodes(NODES), version(1)).podsStartReady().synced();
        scenario.settle();
        scenario.after(Duration.ofSeconds(11));
        scenario.settle();
        scenario.when(version(2));
        String newest = scenario.revisions.get(1).getHash();
        for (int second = 0; second < 400; second++) {
            if (second < 100 && random.nextInt(10) == 0) {
                List<String> uids = List.copyOf(scenario.pods.keySet());
                scenario.disappear(uids.get(random.nextInt(uids.size())));
            }
            int from = scenario.decisions.size();
            scenario.settle();
            onePodDeletedPerNode(scenario.decisions.subList(from, scenario.decisions.size()));
            for (int node = 0; node < NODES; node++) {
                List<PodObserved> pods = scenario.podsOn("node-" + node);
                assertThat(pods)
                        .as("pods on node-%d at second %d", node, second)
                        .hasSizeBetween(1, 2);
                assertThat(pods).anyMatch(PodObserved::getReady);
            }
            scenario.after(Duration.ofSeconds(1));
        }
        assertThat(scenario.pods).hasSize(NODES);
        assertThat(scenario.pods.values())
                .allMatch(pod -> newest.equals(pod.getLabels().get("controller-revision-hash")));
        assertThat(scenario.status().getNumberAvailable()).isEqualTo(NODES);
    }

    private static void onePodDeletedPerNode(List<Decision> decisions) {
        assertThat(decisions.stream()
                        .filter(decision -> decision.getAction() == ActionType.DELETE)
                        .collect(Collectors.groupingBy(Decision::getNode, Collectors.counting()))
                        .values())
                .allMatch(count -> count == 1);
    }
}
