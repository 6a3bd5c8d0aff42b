package io.rollcall.controller.aggregate;

import static io.rollcall.controller.aggregate.Fixtures.daemonSet;
import static io.rollcall.controller.aggregate.Fixtures.foreignPods;
import static io.rollcall.controller.aggregate.Fixtures.image;
import static io.rollcall.controller.aggregate.Fixtures.nodes;
import static io.rollcall.controller.aggregate.Fixtures.oldPod;
import static io.rollcall.controller.aggregate.Fixtures.oldPodOnEach;
import static io.rollcall.controller.aggregate.Fixtures.ownPod;
import static io.rollcall.controller.aggregate.Fixtures.pod;
import static io.rollcall.controller.aggregate.Fixtures.pods;
import static io.rollcall.controller.aggregate.Fixtures.tainted;
import static io.rollcall.controller.aggregate.Fixtures.template;
import static io.rollcall.controller.aggregate.Scenario.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.controller.aggregate.Scenario.Counted;
import io.rollcall.controller.aggregate.Scenario.Fixture;
import io.rollcall.events.ActionType;
import io.rollcall.events.Decision;
import io.rollcall.events.PodObserved;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Section 10.10: rolling update with surge, step by step, as the decider takes the steps. */
class SurgeTest {

    private static final Counted NOTHING = new Counted(0, 0);
    private static final Instant BASE = Instant.parse("2026-11-20T09:00:00Z");

    private static Fixture surge(String maxSurge) {
        return surge(maxSurge, 0);
    }

    private static Fixture surge(String maxSurge, int minReadySeconds) {
        return daemonSet(ds -> ds.setMaxUnavailable("0").setMaxSurge(maxSurge).setMinReadySeconds(minReadySeconds));
    }

    private static Fixture unready(PodObserved.Builder pod) {
        return pod(pod.setReady(false).setReadySince(null));
    }

    private static PodObserved.Builder createdAt(PodObserved.Builder pod, int second) {
        return pod.setCreatedAt(BASE.plusSeconds(second));
    }

    private static List<String> deletedPods(Scenario scenario) {
        return scenario.decisions.stream()
                .filter(decision -> decision.getAction() == ActionType.DELETE)
                .map(Decision::getPodUid)
                .toList();
    }

    private static List<String> nodesOf(Scenario scenario, ActionType action) {
        return scenario.decisions.stream()
                .filter(decision -> decision.getAction() == action)
                .map(Decision::getNode)
                .toList();
    }

    @Test
    @DisplayName("C203 of many pods of the current revision one stays; foreign pods do not count")
    void c203() {
        Scenario scenario = given(
                        nodes(5),
                        pods(1, "node-1"),
                        pods(2, "node-2"),
                        pods(5, "node-3"),
                        foreignPods(3, "node-4"),
                        surge("1"))
                .synced();
        assertThat(scenario.settle()).isEqualTo(new Counted(2, 5));
        assertThat(nodesOf(scenario, ActionType.CREATE)).containsExactlyInAnyOrder("node-0", "node-4");
        assertThat(scenario.settle()).isEqualTo(NOTHING);
    }

    @Test
    @DisplayName("C204 beside a new pod that is not available the oldest Ready old pod stays, the other goes")
    void c204() {
        Scenario scenario = given(
                        nodes(5),
                        unready(createdAt(ownPod("new", "node-1"), 100)),
                        pod(createdAt(oldPod("old-50", "node-1"), 50)),
                        pod(createdAt(oldPod("old-60", "node-1"), 60)),
                        pods(1, "node-2"),
                        surge("1"))
                .synced();
        assertThat(scenario.settle()).isEqualTo(new Counted(3, 1));
        assertThat(deletedPods(scenario)).containsExactly("uid-of-old-60");
    }

    @Test
    @DisplayName("C205 with the surge used up a node whose old pod is going still gets its new one")
    void c205() {
        Scenario scenario = given(
                        nodes(5),
                        unready(ownPod("new-0", "node-0")),
                        oldPodOnEach(4),
                        pod(oldPod("going", "node-4").setDeletedAt(Scenario.START)),
                        surge("1"))
                .synced();
        assertThat(scenario.settle()).isEqualTo(new Counted(1, 0));
        assertThat(nodesOf(scenario, ActionType.CREATE)).containsExactly("node-4");
        assertThat(scenario.settle()).isEqualTo(NOTHING);
    }

    @Test
    @DisplayName("C206 beside a new pod that is not available both old ones go when the oldest is not Ready")
    void c206() {
        Scenario scenario = given(
                        nodes(5),
                        unready(createdAt(ownPod("new", "node-1"), 100)),
                        unready(createdAt(oldPod("old-50", "node-1"), 50)),
                        pod(createdAt(oldPod("old-60", "node-1"), 60)),
                        pods(1, "node-2"),
                        surge("1"))
                .synced();
        assertThat(scenario.settle()).isEqualTo(new Counted(3, 2));
        assertThat(deletedPods(scenario)).containsExactlyInAnyOrder("uid-of-old-50", "uid-of-old-60");
    }

    private static Scenario newReadyFor(int seconds) {
        return given(
                        nodes(5),
                        pod(createdAt(ownPod("new", "node-1"), 100)
                                .setReadySince(Scenario.START.minusSeconds(seconds))),
                        pod(createdAt(oldPod("old-50", "node-1"), 50)),
                        pod(createdAt(oldPod("old-60", "node-1"), 60)),
                        pods(1, "node-2"),
                        surge("1", 15))
                .synced();
    }

    @Test
    @DisplayName("C207 a new pod that has been Ready for 10 s of 15 keeps the oldest old pod")
    void c207() {
        Scenario scenario = newReadyFor(10);
        assertThat(scenario.settle()).isEqualTo(new Counted(3, 1));
        assertThat(deletedPods(scenario)).containsExactly("uid-of-old-60");
    }

    @Test
    @DisplayName("C208 a new pod that has been Ready for 20 s of 15 replaces both old ones")
    void c208() {
        Scenario scenario = newReadyFor(20);
        assertThat(scenario.settle()).isEqualTo(new Counted(3, 2));
        assertThat(deletedPods(scenario)).containsExactlyInAnyOrder("uid-of-old-50", "uid-of-old-60");
    }

    @Test
    @DisplayName("S1 C209 two at a time: +2, then +2 -2, then +1 -2, then -1, each when the last new ones are Ready")
    void c209() {
        Scenario scenario = given(nodes(5), oldPodOnEach(5), surge("2")).synced();
        assertThat(scenario.settle()).isEqualTo(new Counted(2, 0));
        assertThat(scenario.settle()).isEqualTo(NOTHING);
        scenario.allPodsBecomeReady();
        assertThat(scenario.settle()).isEqualTo(new Counted(2, 2));
        assertThat(scenario.settle()).isEqualTo(NOTHING);
        scenario.allPodsBecomeReady();
        assertThat(scenario.settle()).isEqualTo(new Counted(1, 2));
        assertThat(scenario.settle()).isEqualTo(NOTHING);
        scenario.allPodsBecomeReady();
        assertThat(scenario.settle()).isEqualTo(new Counted(0, 1));
        assertThat(scenario.settle()).isEqualTo(NOTHING);
        assertThat(scenario.status().getUpdatedNumberScheduled()).isEqualTo(5);
    }

    @Test
    @DisplayName("S2 C210 unready old pods get a new one each, outside the budget, and go once it is there")
    void c210() {
        Scenario scenario = given(nodes(5), surge("3"));
        for (int i = 0; i < 5; i++) {
            scenario.when(unready(oldPod("old-" + i, "node-" + i)));
        }
        scenario.synced();
        assertThat(scenario.settle()).isEqualTo(new Counted(5, 5));
        for (int i = 0; i < 5; i++) {
            String node = "node-" + i;
            assertThat(scenario.decisions.stream()
                            .filter(decision -> decision.getNode().equals(node))
                            .map(Decision::getAction))
                    .containsExactly(ActionType.CREATE, ActionType.DELETE);
        }
        assertThat(scenario.settle()).isEqualTo(NOTHING);
    }

    @Test
    @DisplayName(
            "S3 C211 minReadySeconds 15: three, one more for an old pod that gets unready, old ones at the right second")
    void c211() {
        Scenario scenario = given(nodes(5), oldPodOnEach(5), surge("3", 15)).synced();
        assertThat(scenario.settle()).isEqualTo(new Counted(3, 0));
        List<PodObserved> created =
                scenario.pods.values().stream().filter(pod -> !pod.getReady()).toList();
        scenario.observe(scenario.ready(created.get(0), scenario.now));
        scenario.observe(scenario.ready(created.get(1), scenario.now));
        assertThat(scenario.settle()).isEqualTo(NOTHING);

        scenario.after(Duration.ofSeconds(10));
        PodObserved lonely = scenario.existing("uid-of-old-4");
        scenario.observe(
                scenario.next(lonely).setReady(false).setReadySince(null).build());
        // The original's unit test sees the deletion at its next sync, at +20 s; an event of the new pod brings it at
        // once.
        assertThat(scenario.settle()).isEqualTo(new Counted(1, 1));

        scenario.after(Duration.ofSeconds(10));
        assertThat(scenario.settle()).isEqualTo(new Counted(1, 2));
        scenario.allPodsBecomeReady();
        assertThat(scenario.settle()).isEqualTo(NOTHING);

        scenario.after(Duration.ofSeconds(20));
        assertThat(scenario.settle()).isEqualTo(new Counted(0, 2));
        assertThat(scenario.settle()).isEqualTo(NOTHING);
        assertThat(scenario.status().getUpdatedNumberScheduled()).isEqualTo(5);
    }

    @Test
    @DisplayName("S4 C212 a toleration goes: the tainted node's old pod goes at once, then +1 -1 three times, then -1")
    void c212() {
        Scenario scenario = given(nodes(4), tainted("node-4", "key", "NoSchedule"), oldPodOnEach(5), surge("1"))
                .synced();
        assertThat(scenario.settle()).isEqualTo(new Counted(1, 1));
        assertThat(deletedPods(scenario)).containsExactly("uid-of-old-4");
        for (int i = 0; i < 3; i++) {
            scenario.allPodsBecomeReady();
            assertThat(scenario.settle()).isEqualTo(new Counted(1, 1));
        }
        scenario.allPodsBecomeReady();
        assertThat(scenario.settle()).isEqualTo(new Counted(0, 1));
        assertThat(scenario.settle()).isEqualTo(NOTHING);
    }

    @Test
    @DisplayName("C213 with no node desired 50 % of surge is none, and maxUnavailable 0 lets every old pod stay")
    void c213() {
        Scenario scenario = given(
                        tainted("node-0", "key", "NoSchedule"),
                        tainted("node-1", "key", "NoSchedule"),
                        oldPodOnEach(1),
                        unready(oldPod("old-1", "node-1")),
                        surge("50%"))
                .synced();
        assertThat(scenario.settle()).isEqualTo(NOTHING);
        scenario.when(surge("1"));
        assertThat(scenario.settle()).as("with a surge that is a number").isEqualTo(new Counted(0, 2));
    }

    @Test
    @DisplayName("C214 1 % of three nodes is a surge of one")
    void c214() {
        Scenario scenario = given(nodes(3), oldPodOnEach(3), surge("1%")).synced();
        assertThat(scenario.settle()).isEqualTo(new Counted(1, 0));
    }

    @Test
    @DisplayName("S6 C217 an old pod that is Ready and a new one that never is both stay, and hold the surge")
    void c217() {
        Scenario scenario = given(nodes(3), oldPodOnEach(3), surge("1")).synced();
        assertThat(scenario.settle()).isEqualTo(new Counted(1, 0));
        scenario.after(Duration.ofHours(1));
        assertThat(scenario.settle()).isEqualTo(NOTHING);
        assertThat(scenario.pods).hasSize(4);
        scenario.when(daemonSet(ds -> ds.setMaxUnavailable("0").setMaxSurge("2").setGeneration(2)));
        assertThat(scenario.settle()).as("one more with a surge of two").isEqualTo(new Counted(1, 0));
    }

    @Test
    @DisplayName("5.4 what a surge can spare is not spent twice while a deletion is on its way")
    void spareIsSpentOnce() {
        Scenario scenario = given(
                        nodes(2),
                        tainted("node-2", "key", "NoSchedule"),
                        tainted("node-3", "key", "NoSchedule"),
                        pod(ownPod("new-0", "node-0")),
                        unready(ownPod("new-1", "node-1")),
                        pod(oldPod("old-2", "node-2")),
                        pod(oldPod("old-3", "node-3")),
                        surge("1"))
                .wishesStayUnanswered()
                .synced();
        assertThat(scenario.settle()).isEqualTo(new Counted(0, 1));
        PodObserved unready = scenario.existing("uid-of-new-1");
        scenario.observe(scenario.next(unready).setPhase("Running").build());
        assertThat(scenario.settle()).isEqualTo(NOTHING);
        scenario.observe(scenario.ready(scenario.existing("uid-of-new-1"), scenario.now));
        assertThat(scenario.settle()).as("with one more available").isEqualTo(new Counted(0, 1));
    }

    @Test
    @DisplayName("5.4 a node with both pods is served by its old one: a third is to spare")
    void oldPodServes() {
        Scenario scenario = given(
                        nodes(2),
                        tainted("node-2", "key", "NoSchedule"),
                        oldPodOnEach(3),
                        unready(ownPod("new-0", "node-0")),
                        surge("1"))
                .synced();
        assertThat(scenario.settle()).isEqualTo(new Counted(0, 1));
        assertThat(deletedPods(scenario)).containsExactly("uid-of-old-2");
    }

    @Test
    @DisplayName(
            "5.5 a further template in mid-surge: the new pods of the last one are old now and go when they are not Ready")
    void furtherTemplate() {
        Scenario scenario = given(nodes(5), oldPodOnEach(5), surge("2")).synced();
        scenario.settle();
        scenario.when(
                image("image:2", 2, "0"),
                daemonSet(ds -> ds.setGeneration(2)
                        .setTemplate(template("image:2", ""))
                        .setMaxUnavailable("0")
                        .setMaxSurge("2")));
        scenario.settle();
        IntStream.range(0, 5).forEach(i -> {
            scenario.allPodsBecomeReady();
            scenario.settle();
        });
        assertThat(scenario.pods).hasSize(5);
        assertThat(scenario.status().getUpdatedNumberScheduled()).isEqualTo(5);
        assertThat(scenario.status().getNumberAvailable()).isEqualTo(5);
    }
}
