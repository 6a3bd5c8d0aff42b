package io.rollcall.controller.aggregate;

import static io.rollcall.controller.aggregate.Fixtures.daemonSet;
import static io.rollcall.controller.aggregate.Fixtures.image;
import static io.rollcall.controller.aggregate.Fixtures.labels;
import static io.rollcall.controller.aggregate.Fixtures.nodes;
import static io.rollcall.controller.aggregate.Fixtures.oldPodOnEach;
import static io.rollcall.controller.aggregate.Fixtures.ownPod;
import static io.rollcall.controller.aggregate.Fixtures.pod;
import static io.rollcall.controller.aggregate.Scenario.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.controller.aggregate.Scenario.Counted;
import io.rollcall.events.ChangeType;
import io.rollcall.events.DaemonSetObserved;
import io.rollcall.events.PodObserved;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Mistakes that drawn histories once found, each in its shortest form. */
class FoundByDrawingTest {

    @Test
    @DisplayName("a rollout waits out a refused deletion and takes another node meanwhile")
    void refusedDeletion() {
        Scenario scenario = given(nodes(2), daemonSet(), oldPodOnEach(2))
                .refusing(command -> command.getSlot().getNode().equals("node-0"))
                .synced();
        scenario.settle();
        assertThat(scenario.decisions.stream().map(decision -> decision.getNode()))
                .startsWith("node-0", "node-1")
                .filteredOn("node-0"::equals)
                .hasSize(1);
        scenario.refusing(command -> false).podsStartReady().allPodsBecomeReady();
        scenario.after(Duration.ofSeconds(1));
        scenario.settle();
        assertThat(scenario.pods).hasSize(2);
        assertThat(scenario.status().getUpdatedNumberScheduled()).isEqualTo(2);
    }

    @Test
    @DisplayName("semantics 4.6: a new generation ends the back-off of a failed pod in the very record that brings it")
    void backOffEndsWithGeneration() {
        Scenario scenario = given(nodes(1), daemonSet()).synced();
        scenario.settle();
        for (int failure = 0; failure < 2; failure++) {
            fail(scenario);
        }
        scenario.settle();
        assertThat(scenario.status().getReasons()).containsEntry("BACK_OFF", 1);
        scenario.counted();
        scenario.when(image("image:2", 2, "1"));
        assertThat(scenario.counted()).isEqualTo(new Counted(0, 1));
    }

    @Test
    @DisplayName("an adoption is over when its orphan is gone")
    void adoptionOfWhatIsGone() {
        Scenario scenario = given(
                        nodes(1), daemonSet(), pod(ownPod("orphan", "node-0").setController(null)))
                .synced();
        assertThat(scenario.decisions).hasSize(1);
        scenario.observe(PodObserved.newBuilder(scenario.podsOn("node-0").get(0))
                .setChange(ChangeType.DELETED)
                .build());
        assertThat(scenario.counted()).isEqualTo(new Counted(1, 0));
    }

    @Test
    @DisplayName("an orphan that is relabelled counts no longer")
    void relabelledOrphan() {
        Scenario scenario = given(
                        nodes(1), daemonSet(), pod(ownPod("orphan", "node-0").setController(null)))
                .wishesStayUnanswered()
                .synced();
        assertThat(scenario.status().getCurrentNumberScheduled()).isEqualTo(1);
        scenario.observe(scenario.next(scenario.podsOn("node-0").get(0))
                .setLabels(labels("app", "debug"))
                .build());
        assertThat(scenario.status().getCurrentNumberScheduled()).isZero();
    }

    @Test
    @DisplayName("another version of a DaemonSet that says nothing new is no work for its slots")
    void touchedDaemonSet() {
        Scenario scenario = given(nodes(3), daemonSet()).podsStartReady().synced();
        scenario.settle();
        int before = scenario.outcomes.size();
        DaemonSetObserved same = scenario.daemonSet(Fixtures.DS);
        scenario.append(
                DaemonSetObserved.newBuilder(same).setResourceVersion("99").build());
        Outcome outcome = scenario.outcomes.get(before);
        assertThat(outcome.outputs()).isEmpty();
        assertThat(outcome.rows()).noneMatch(StateRow.SlotRow.class::isInstance);
    }

    @Test
    @DisplayName("a surge that waits out a back-off beside a terminating pod goes on by itself when it is over")
    void surgeWaitsOutBackOff() {
        Scenario scenario = given(
                        nodes(1), daemonSet(ds -> ds.setMaxUnavailable("0").setMaxSurge("1")))
                .podsStartReady()
                .synced();
        fail(scenario);
        scenario.settle();
        PodObserved next = scenario.podsOn("node-0").get(0);
        scenario.observe(scenario.next(next)
                .setDeletedAt(Instant.parse("2026-11-20T11:00:00Z"))
                .build());
        assertThat(scenario.status().getReasons()).containsEntry("BACK_OFF", 1);
        scenario.counted();
        scenario.after(Duration.ofSeconds(1));
        assertThat(scenario.counted()).isEqualTo(new Counted(1, 0));
    }

    private static void fail(Scenario scenario) {
        scenario.settle();
        PodObserved pod = scenario.podsOn("node-0").get(0);
        scenario.observe(scenario.next(pod).setPhase("Failed").setReady(false).build());
    }
}
