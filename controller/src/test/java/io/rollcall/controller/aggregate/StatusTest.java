package io.rollcall.controller.aggregate;

import static io.rollcall.controller.aggregate.Fixtures.daemonSet;
import static io.rollcall.controller.aggregate.Fixtures.image;
import static io.rollcall.controller.aggregate.Fixtures.nodeGone;
import static io.rollcall.controller.aggregate.Fixtures.nodes;
import static io.rollcall.controller.aggregate.Fixtures.oldPod;
import static io.rollcall.controller.aggregate.Fixtures.ownPod;
import static io.rollcall.controller.aggregate.Fixtures.pod;
import static io.rollcall.controller.aggregate.Fixtures.pods;
import static io.rollcall.controller.aggregate.Fixtures.tainted;
import static io.rollcall.controller.aggregate.Scenario.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.events.PodObserved;
import io.rollcall.events.Status;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Section 10.13: the counters. */
class StatusTest {

    @Test
    @DisplayName("C248 numberReady counts pods as they become Ready")
    void c248() {
        Scenario scenario = given(nodes(2), daemonSet()).synced();
        scenario.settle();
        assertThat(scenario.status().getNumberReady()).isZero();
        scenario.allPodsBecomeReady();
        assertThat(scenario.status().getNumberReady()).isEqualTo(2);
    }

    @Test
    @DisplayName("C249 the observed generation is that of the DaemonSet once it is evaluated")
    void c249() {
        Scenario scenario = given(nodes(1), daemonSet()).synced();
        assertThat(scenario.status().getObservedGeneration()).isEqualTo(1);
    }

    @Test
    @DisplayName("C251 a failed pod is current, not ready and unavailable")
    void c251() {
        Status status = given(
                        nodes(1),
                        daemonSet(),
                        pod(ownPod("a", "node-0").setPhase("Failed").setReady(false)))
                .wishesStayUnanswered()
                .synced()
                .status();
        assertThat(status.getCurrentNumberScheduled()).isEqualTo(1);
        assertThat(status.getNumberReady()).isZero();
        assertThat(status.getNumberUnavailable()).isEqualTo(1);
    }

    @Test
    @DisplayName("C252 a terminating pod that is Ready still counts as ready")
    void c252() {
        Status status = given(nodes(1), daemonSet(), pod(ownPod("a", "node-0").setDeletedAt(Scenario.START)))
                .synced()
                .status();
        assertThat(status.getNumberReady()).isEqualTo(1);
    }

    @Test
    @DisplayName("C253 while old and new stand side by side the old one speaks for the node")
    void c253() {
        Scenario scenario = given(
                        nodes(1),
                        daemonSet(ds -> ds.setMaxUnavailable("0").setMaxSurge("1")),
                        pod(oldPod("old", "node-0")),
                        pod(ownPod("new", "node-0")
                                .setCreatedAt(Scenario.START)
                                .setReady(false)
                                .setReadySince(null)))
                .synced();
        assertThat(scenario.status().getUpdatedNumberScheduled()).isZero();
        assertThat(scenario.status().getNumberReady()).isEqualTo(1);
    }

    @Test
    @DisplayName("C254 three pods on one node are one current")
    void c254() {
        Status status = given(nodes(1), daemonSet(), pods(3, "node-0"))
                .wishesStayUnanswered()
                .synced()
                .status();
        assertThat(status.getCurrentNumberScheduled()).isEqualTo(1);
    }

    @Test
    @DisplayName("C255 a pod on a node that is gone counts nowhere, at once")
    void c255() {
        Scenario scenario = given(nodes(2), daemonSet()).podsStartReady().synced();
        scenario.settle();
        scenario.when(nodeGone("node-1"));
        Status status = scenario.status();
        assertThat(status.getDesiredNumberScheduled()).isEqualTo(1);
        assertThat(status.getCurrentNumberScheduled()).isEqualTo(1);
        assertThat(status.getNumberMisscheduled()).isZero();
        assertThat(status.getNumberReady()).isEqualTo(1);
    }

    @Test
    @DisplayName("C256 a pod where none should run is misscheduled and not current")
    void c256() {
        Scenario scenario = given(nodes(1), daemonSet()).podsStartReady().synced();
        scenario.settle();
        scenario.when(tainted("node-0", "dedicated", "NoSchedule"));
        assertThat(scenario.status().getNumberMisscheduled()).isEqualTo(1);
        assertThat(scenario.status().getCurrentNumberScheduled()).isZero();
        assertThat(scenario.status().getDesiredNumberScheduled()).isZero();
        assertThat(scenario.status().getReasons()).containsEntry("UNTOLERATED_TAINT", 1);
    }

    @Test
    @DisplayName("C257 what changes no counter writes no status")
    void c257() {
        Scenario scenario = given(nodes(1), daemonSet()).podsStartReady().synced();
        scenario.settle();
        int written = scenario.statuses.size();
        PodObserved pod = scenario.podsOn("node-0").get(0);
        scenario.observe(scenario.next(pod).build());
        scenario.when(nodes(1));
        assertThat(scenario.statuses).hasSize(written);
    }

    @Test
    @DisplayName(
            "C258 while a wish of the generation before is open the counters move and the observed generation does not")
    void c258() {
        Scenario scenario = given(nodes(2), daemonSet()).wishesStayUnanswered().synced();
        scenario.settle();
        scenario.when(image("image:2", 2, "1"), nodes(4));
        assertThat(scenario.status().getDesiredNumberScheduled()).isEqualTo(4);
        assertThat(scenario.status().getObservedGeneration()).isEqualTo(1);
        scenario.wishesAreAnswered();
        scenario.settle();
        assertThat(scenario.status().getObservedGeneration()).isEqualTo(2);
    }

    @Test
    @DisplayName("C259 with a thousand nodes a pod event still touches one slot")
    void c259() {
        Scenario scenario = given(nodes(1000), daemonSet()).podsStartReady().synced();
        scenario.settle();
        PodObserved pod = scenario.podsOn("node-500").get(0);
        int before = scenario.outcomes.size();
        scenario.observe(scenario.next(pod).setReady(false).setReadySince(null).build());
        Outcome outcome = scenario.outcomes.get(before);
        assertThat(outcome.rows())
                .filteredOn(row -> !(row instanceof StateRow.ProgressRow))
                .hasSize(1);
        assertThat(scenario.status().getNumberReady()).isEqualTo(999);
    }
}
