package io.rollcall.controller.aggregate;

import static io.rollcall.controller.aggregate.Fixtures.DS;
import static io.rollcall.controller.aggregate.Fixtures.daemonSet;
import static io.rollcall.controller.aggregate.Fixtures.image;
import static io.rollcall.controller.aggregate.Fixtures.labelled;
import static io.rollcall.controller.aggregate.Fixtures.labels;
import static io.rollcall.controller.aggregate.Fixtures.node;
import static io.rollcall.controller.aggregate.Fixtures.nodeGone;
import static io.rollcall.controller.aggregate.Fixtures.nodes;
import static io.rollcall.controller.aggregate.Fixtures.oldPod;
import static io.rollcall.controller.aggregate.Fixtures.oldPodOnEach;
import static io.rollcall.controller.aggregate.Fixtures.ownPod;
import static io.rollcall.controller.aggregate.Fixtures.pod;
import static io.rollcall.controller.aggregate.Fixtures.tainted;
import static io.rollcall.controller.aggregate.Fixtures.template;
import static io.rollcall.controller.aggregate.Scenario.given;
import static io.rollcall.rules.profile.RuleProfile.NEWEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.controller.aggregate.Scenario.Counted;
import io.rollcall.controller.aggregate.Scenario.Fixture;
import io.rollcall.events.ActionType;
import io.rollcall.events.Decision;
import io.rollcall.events.PodObserved;
import io.rollcall.events.UpdateStrategyType;
import io.rollcall.rules.profile.RuleProfile;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Better than the original: the same state by the newest rules, and by the profile that repeats the defect (semantics 13). */
class KnownDefectsTest {

    private static final RuleProfile V123 = RuleProfile.of("1.23");
    private static final RuleProfile V128 = RuleProfile.of("1.28");

    private static Fixture surging(String maxSurge) {
        return daemonSet(ds -> ds.setMaxUnavailable("0").setMaxSurge(maxSurge));
    }

    private static List<String> nodesOf(Scenario scenario, ActionType action) {
        return scenario.decisions.stream()
                .filter(decision -> decision.getAction() == action)
                .map(Decision::getNode)
                .toList();
    }

    @Test
    @DisplayName("C62 SUCCEEDED_POD_KEPT: a Succeeded pod goes and comes anew without back-off; 1.23 keeps it")
    void succeededPod() {
        assertThat(withSucceededPod(NEWEST).settle()).isEqualTo(new Counted(1, 1));
        assertThat(withSucceededPod(V128).settle()).isEqualTo(new Counted(1, 1));
        assertThat(withSucceededPod(V123).settle()).isEqualTo(new Counted(0, 0));
        Scenario again = withSucceededPod(NEWEST);
        again.settle();
        PodObserved next = again.podsOn("node-0").get(0);
        again.observe(again.next(next).setPhase("Succeeded").build());
        assertThat(again.settle()).as("no back-off").isEqualTo(new Counted(1, 1));
    }

    private static Scenario withSucceededPod(RuleProfile profile) {
        return given(
                        profile,
                        nodes(1),
                        daemonSet(),
                        pod(ownPod("a", "node-0").setPhase("Succeeded").setReady(false)))
                .synced();
    }

    @Test
    @DisplayName("C60 TERMINAL_TERMINATING_BLOCKS: a finished pod held by a finalizer is replaced; 1.23 waits for it")
    void terminalTerminating() {
        Fixture held =
                pod(ownPod("a", "node-0").setPhase("Failed").setReady(false).setDeletedAt(Scenario.START));
        assertThat(given(NEWEST, nodes(1), daemonSet(), held).synced().settle()).isEqualTo(new Counted(1, 0));
        assertThat(given(V128, nodes(1), daemonSet(), held).synced().settle()).isEqualTo(new Counted(1, 0));
        assertThat(given(V123, nodes(1), daemonSet(), held).synced().settle()).isEqualTo(new Counted(0, 0));
    }

    @Test
    @DisplayName(
            "C170 GENERATION_LABEL_NEVER_EQUAL: a pod with the DaemonSet's template generation is current; in 1.23 it is old")
    void generationLabel() {
        Fixture generation = daemonSet(ds -> ds.setTemplateGeneration(7L));
        Fixture pod =
                pod(oldPod("a", "node-0").setLabels(labels(Fixtures.APP, "agent", "pod-template-generation", "7")));
        assertThat(given(NEWEST, nodes(1), generation, pod).synced().settle()).isEqualTo(new Counted(0, 0));
        assertThat(given(V128, nodes(1), generation, pod).synced().settle()).isEqualTo(new Counted(0, 0));
        assertThat(given(V123, nodes(1), generation, pod).synced().settle()).isEqualTo(new Counted(1, 1));
    }

    @Test
    @DisplayName(
            "C188 OLD_UNAVAILABLE_NOT_COUNTED: unready old pods use up the budget; in 1.28 healthy ones go as well")
    void oldUnavailable() {
        assertThat(deletedAtOnce(NEWEST)).isEqualTo(3);
        assertThat(deletedAtOnce(V128)).isEqualTo(5);
        assertThat(deletedAtOnce(V123)).isEqualTo(5);
    }

    private static int deletedAtOnce(RuleProfile profile) {
        Scenario scenario = given(profile, nodes(10), daemonSet(ds -> ds.setMaxUnavailable("2")), oldPodOnEach(10));
        for (int i = 0; i < 3; i++) {
            scenario.observe(oldPod("old-" + i, "node-" + i).setReady(false).build());
        }
        scenario.wishesStayUnanswered().synced();
        return scenario.settle().deletes();
    }

    @Test
    @DisplayName(
            "C190 INELIGIBLE_NODE_IN_ROLLOUT: the pod on a node that should not run it is left in peace; 1.23 may delete it for good")
    void ineligibleNode() {
        Fixture[] state = {tainted("node-0", "key", "NoSchedule"), daemonSet(), pod(oldPod("a", "node-0"))};
        assertThat(given(NEWEST, state).synced().settle()).isEqualTo(new Counted(0, 0));
        // Budget of no node at all is none; the pod has to be unavailable for the original to take it.
        Fixture[] unready = {
            tainted("node-0", "key", "NoSchedule"),
            daemonSet(),
            pod(oldPod("a", "node-0").setReady(false))
        };
        assertThat(given(NEWEST, unready).synced().settle()).isEqualTo(new Counted(0, 0));
        assertThat(given(V123, unready).synced().settle()).isEqualTo(new Counted(0, 1));
    }

    @Test
    @DisplayName("GONE_NODE_IN_ROLLOUT: a node that is gone eats no budget; in 1.23 its pod stops the rollout")
    void goneNodeEatsNoBudget() {
        assertThat(rolloutBesideGoneNode(NEWEST).settle().deletes()).isEqualTo(1);
        assertThat(rolloutBesideGoneNode(V123).settle().deletes()).isZero();
    }

    /** One of two nodes went while its new pod was not available; the other one still has its old pod. */
    private static Scenario rolloutBesideGoneNode(RuleProfile profile) {
        Scenario scenario = given(
                        profile,
                        nodes(1),
                        daemonSet(),
                        pod(ownPod("new", "node-9").setReady(false).setReadySince(null)),
                        pod(oldPod("old", "node-0")))
                .wishesStayUnanswered();
        return scenario.synced();
    }

    @Test
    @DisplayName("GONE_NODE_IN_ROLLOUT: two pods on a node that is gone use up no maxSurge, and its pods serve nobody")
    void goneNodeEatsNoSurge() {
        Scenario scenario = given(
                        nodes(1),
                        surging("1"),
                        pod(oldPod("old-9", "node-9")),
                        pod(ownPod("new-9", "node-9").setReady(false).setReadySince(null)),
                        pod(oldPod("old", "node-0")))
                .synced();
        assertThat(nodesOf(scenario, ActionType.CREATE)).containsExactly("node-0");

        Scenario spare = given(
                        node("node-0", n -> {}),
                        tainted("node-1", "key", "NoSchedule"),
                        surging("1"),
                        pod(oldPod("a", "node-0").setReady(false)),
                        pod(oldPod("b", "node-1")),
                        pod(oldPod("c", "node-9")))
                .wishesStayUnanswered()
                .synced();
        assertThat(nodesOf(spare, ActionType.DELETE)).as("node-1 alone serves").isEmpty();
    }

    @Test
    @DisplayName("C215 SURGE_ON_GONE_NODE: no pod is created for a node that is gone")
    void surgeOnGoneNode() {
        assertThat(nodesOf(surgeBesideGoneNode(NEWEST), ActionType.CREATE)).doesNotContain("node-9");
    }

    private static Scenario surgeBesideGoneNode(RuleProfile profile) {
        return given(profile, nodes(1), surging("2"), pod(ownPod("new", "node-0")), pod(oldPod("old", "node-9")))
                .wishesStayUnanswered()
                .synced();
    }

    @Test
    @DisplayName("C212 SURGE_KEEPS_INELIGIBLE: a node that should not run the pod loses it; in 1.28 it keeps it")
    void surgeKeepsIneligible() {
        Scenario newest = surgeWithTaintedNode(NEWEST);
        assertThat(nodesOf(newest, ActionType.DELETE)).containsExactly("node-1");
        assertThat(nodesOf(newest, ActionType.CREATE)).doesNotContain("node-1");
        for (RuleProfile profile : List.of(V128, V123)) {
            Scenario scenario = surgeWithTaintedNode(profile);
            assertThat(nodesOf(scenario, ActionType.DELETE)).isEmpty();
        }
    }

    private static Scenario surgeWithTaintedNode(RuleProfile profile) {
        return given(
                        profile,
                        nodes(1),
                        tainted("node-1", "key", "NoSchedule"),
                        surging("1"),
                        pod(ownPod("new", "node-0")),
                        pod(oldPod("old", "node-1")))
                .wishesStayUnanswered()
                .synced();
    }

    @Test
    @DisplayName(
            "FAILED_POD_DELETED_BY_ROLLOUT: a failed old pod waits out its back-off; in 1.23 the rollout deletes it at once")
    void failedOldPod() {
        assertThat(failingInRollout(NEWEST)).isZero();
        assertThat(failingInRollout(V123)).isEqualTo(1);
    }

    /** Deletions of an old pod that fails while its node's back-off runs. */
    private static int failingInRollout(RuleProfile profile) {
        Scenario scenario = given(profile, nodes(1), daemonSet(ds -> ds.setStrategy(UpdateStrategyType.ON_DELETE)))
                .podsStartReady()
                .synced();
        scenario.settle();
        failOnNode0(scenario);
        scenario.settle();
        scenario.wishesStayUnanswered();
        scenario.observe(scenario.next(scenario.podsOn("node-0").get(0))
                .setLabels(labels(Fixtures.APP, "agent"))
                .setPhase("Failed")
                .build());
        assertThat(scenario.settle().deletes()).as("it waits").isZero();
        scenario.when(daemonSet());
        return scenario.settle().deletes();
    }

    @Test
    @DisplayName(
            "C216 SURGE_IGNORES_BACK_OFF: with surge a new pod waits out the back-off and the pace; in 1.23 it comes at once")
    void surgeRespectsBackOff() {
        assertThat(failingUnderSurge(NEWEST)).isZero();
        assertThat(failingUnderSurge(V123)).isEqualTo(1);
    }

    /** Creations for a node whose pod has failed twice in a row. */
    private static int failingUnderSurge(RuleProfile profile) {
        Scenario scenario =
                given(profile, nodes(1), surging("1")).podsStartReady().synced();
        scenario.settle();
        failOnNode0(scenario);
        assertThat(scenario.settle()).isEqualTo(new Counted(1, 1));
        scenario.wishesStayUnanswered();
        failOnNode0(scenario);
        return scenario.settle().creates();
    }

    private static void failOnNode0(Scenario scenario) {
        PodObserved pod = scenario.podsOn("node-0").get(0);
        scenario.observe(scenario.next(pod).setPhase("Failed").setReady(false).build());
    }

    @Test
    @DisplayName("SURGE_IGNORES_BACK_OFF: creations of a surge go in rounds of 1, 2, 4 as all others do")
    void surgeIsPaced() {
        Scenario scenario = given(nodes(20), surging("100%")).podsStartReady().synced();
        scenario.settle();
        scenario.podsStartPending()
                .when(daemonSet(ds -> ds.setGeneration(2)
                        .setMaxUnavailable("0")
                        .setMaxSurge("100%")
                        .setTemplate(template("image:2", ""))));
        assertThat(scenario.open).hasSize(1);
        scenario.answerOpen();
        assertThat(scenario.open).hasSize(2);
        scenario.answerOpen();
        assertThat(scenario.open).hasSize(4);
    }

    @Test
    @DisplayName(
            "NODE_DELETION_UNNOTICED: a node that is gone leaves the counters and its unbound pod goes, in the same record")
    void nodeDeletion() {
        Scenario scenario = given(
                        nodes(2),
                        daemonSet(),
                        pod(ownPod("a", "node-0")),
                        pod(ownPod("b", "node-1").setNodeName(null).setReady(false)))
                .synced();
        scenario.settle();
        scenario.wishesStayUnanswered().when(nodeGone("node-1"));
        assertThat(scenario.settle()).isEqualTo(new Counted(0, 1));
        assertThat(scenario.status().getDesiredNumberScheduled()).isEqualTo(1);
        assertThat(scenario.status().getCurrentNumberScheduled()).isEqualTo(1);
    }

    @Test
    @DisplayName("RECREATED_NODE_UNNOTICED: a node made again under its name is judged at once, by its own labels")
    void recreatedNode() {
        String selector = "\"nodeSelector\":{\"color\":\"blue\"}";
        Scenario scenario = given(
                        labelled("node-0", "color", "blue"),
                        daemonSet(ds -> ds.setTemplate(template("image:1", selector))))
                .podsStartReady()
                .synced();
        scenario.settle();
        scenario.when(nodeGone("node-0"), node("node-0", n -> n.setUid("uid-again")));
        assertThat(scenario.settle()).isEqualTo(new Counted(0, 1));
        scenario.when(node("node-0", n -> n.setUid("uid-third").setLabels(labels("color", "blue"))));
        assertThat(scenario.settle()).isEqualTo(new Counted(1, 0));
        assertThat(scenario.nodesOfPods(DS)).containsExactly("node-0");
    }

    @Test
    @DisplayName(
            "STALE_OWN_WRITES: the end of another pod opens no gate: the budget holds while a deletion of ours is open")
    void ownWrites() {
        Scenario scenario = given(nodes(4), daemonSet()).podsStartReady().synced();
        scenario.settle();
        scenario.wishesStayUnanswered().when(image("image:2", 2, "2"));
        assertThat(scenario.settle()).isEqualTo(new Counted(0, 2));
        List<String> wished = nodesOf(scenario, ActionType.DELETE);
        PodObserved other = scenario.pods.values().stream()
                .filter(pod -> !wished.contains(pod.getTargetNode()))
                .findFirst()
                .orElseThrow();
        scenario.disappear(other.getUid());
        assertThat(scenario.settle().deletes()).isZero();
    }
}
