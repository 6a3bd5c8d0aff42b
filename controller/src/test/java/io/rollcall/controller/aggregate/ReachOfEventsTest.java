package io.rollcall.controller.aggregate;

import static io.rollcall.controller.aggregate.Fixtures.APP;
import static io.rollcall.controller.aggregate.Fixtures.DS;
import static io.rollcall.controller.aggregate.Fixtures.daemonSet;
import static io.rollcall.controller.aggregate.Fixtures.labelled;
import static io.rollcall.controller.aggregate.Fixtures.labels;
import static io.rollcall.controller.aggregate.Fixtures.node;
import static io.rollcall.controller.aggregate.Fixtures.nodeGone;
import static io.rollcall.controller.aggregate.Fixtures.nodes;
import static io.rollcall.controller.aggregate.Fixtures.ownPod;
import static io.rollcall.controller.aggregate.Fixtures.owner;
import static io.rollcall.controller.aggregate.Fixtures.pod;
import static io.rollcall.controller.aggregate.Fixtures.tainted;
import static io.rollcall.controller.aggregate.Fixtures.template;
import static io.rollcall.controller.aggregate.Scenario.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.controller.aggregate.Scenario.Counted;
import io.rollcall.controller.aggregate.Scenario.Fixture;
import io.rollcall.events.ChangeType;
import io.rollcall.events.Decision;
import io.rollcall.events.LabelSelector;
import io.rollcall.events.PodObserved;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Section 10.6: which record of the journal concerns which DaemonSet. Where the original queues a key, a slot is decided here. */
class ReachOfEventsTest {

    private static final String OTHER = "ds-other";
    private static final String THIRD = "ds-third";

    private static Fixture another(String uid, String app) {
        return daemonSet(ds -> ds.setUid(uid)
                .setName(uid)
                .setSelector(LabelSelector.newBuilder()
                        .setMatchLabels(labels(APP, app))
                        .build())
                .setTemplate(Fixtures.templateOf(app)));
    }

    private static Fixture selecting(String nodeSelector) {
        return daemonSet(
                ds -> ds.setTemplate(template("image:1", "\"nodeSelector\":{\"color\":\"" + nodeSelector + "\"}")));
    }

    private static PodObserved.Builder orphan(String name, String app) {
        return ownPod(name, "node-0").setController(null).setLabels(labels(APP, app));
    }

    /** DaemonSets for which something was decided since it was last asked. */
    private static List<String> decided(Scenario scenario) {
        int from = scenario.decisionsCounted();
        scenario.counted();
        return scenario.decisions.subList(from, scenario.decisions.size()).stream()
                .map(Decision::getDaemonSet)
                .map(ds -> ds.getUid())
                .distinct()
                .sorted()
                .toList();
    }

    private static Outcome last(Scenario scenario) {
        return scenario.outcomes.get(scenario.outcomes.size() - 1);
    }

    /** DaemonSets whose slots the last record wrote. */
    private static List<String> slotsWritten(Scenario scenario) {
        return last(scenario).rows().stream()
                .filter(StateRow.SlotRow.class::isInstance)
                .map(row -> ((StateRow.SlotRow) row).daemonSetUid())
                .toList();
    }

    @Test
    @DisplayName("C110 a node whose labels come to match is decided for the DaemonSet that selects them")
    void c110() {
        Scenario scenario =
                given(nodes(1), selecting("blue"), another(OTHER, "other")).synced();
        scenario.settle();
        scenario.when(labelled("node-0", "color", "blue"));
        assertThat(decided(scenario)).containsExactly(DS);
    }

    @Test
    @DisplayName("C111 a taint that changes eligibility is decided")
    void c111() {
        Scenario scenario = given(nodes(1), daemonSet()).podsStartReady().synced();
        scenario.settle();
        scenario.when(tainted("node-0", "key", "NoExecute"));
        assertThat(scenario.counted()).isEqualTo(new Counted(0, 1));
    }

    @Test
    @DisplayName("C109 C113 a node of which labels and taints stay as they are touches no slot")
    void c109() {
        Scenario scenario = given(nodes(1), daemonSet()).synced();
        scenario.settle();
        scenario.when(node("node-0", n -> n.setReady(false)));
        assertThat(last(scenario).outputs()).isEmpty();
        assertThat(slotsWritten(scenario)).isEmpty();
    }

    @Test
    @DisplayName("C114 a node without the label brings no wish, one with it does")
    void c114() {
        Scenario scenario = given(selecting("blue")).synced();
        scenario.when(labelled("plain"));
        assertThat(scenario.counted()).isEqualTo(new Counted(0, 0));
        scenario.when(labelled("blue", "color", "blue"));
        assertThat(scenario.counted()).isEqualTo(new Counted(1, 0));
    }

    @Test
    @DisplayName("C115 a node that joins brings a wish for the DaemonSets that have no pod there yet")
    void c115() {
        Scenario scenario = given(daemonSet(), another(OTHER, "other"), pod(ownPod("early", "node-0")))
                .synced();
        scenario.settle();
        scenario.when(nodes(1));
        assertThat(decided(scenario)).containsExactly(OTHER);
    }

    @Test
    @DisplayName("C116 a node that may not keep its pod is decided")
    void c116() {
        Scenario scenario = given(labelled("node-0", "color", "blue"), selecting("blue"))
                .podsStartReady()
                .synced();
        scenario.settle();
        scenario.when(labelled("node-0", "color", "red"));
        assertThat(scenario.counted()).isEqualTo(new Counted(0, 1));
    }

    @Test
    @DisplayName("C117 when the taint goes the misscheduled pod counts as scheduled in the same record")
    void c117() {
        Scenario scenario = given(nodes(1), daemonSet()).podsStartReady().synced();
        scenario.settle();
        scenario.when(tainted("node-0", "key", "NoSchedule"));
        assertThat(scenario.status().getNumberMisscheduled()).isEqualTo(1);
        scenario.when(labelled("node-0"));
        assertThat(scenario.status().getNumberMisscheduled()).isZero();
        assertThat(scenario.status().getDesiredNumberScheduled()).isEqualTo(1);
    }

    @Test
    @DisplayName("C118 a node that is deleted brings no wish; but the counters follow at once")
    void c118() {
        Scenario scenario = given(nodes(2), daemonSet()).podsStartReady().synced();
        scenario.settle();
        scenario.when(nodeGone("node-1"));
        assertThat(scenario.counted()).isEqualTo(new Counted(0, 0));
        assertThat(scenario.status().getDesiredNumberScheduled()).isEqualTo(1);
    }

    @Test
    @DisplayName("C119 C121 a pod that comes or changes touches the slot of its owner and no other")
    void c119() {
        Scenario scenario = given(nodes(1), daemonSet(), another(OTHER, "other"))
                .wishesStayUnanswered()
                .synced();
        scenario.observe(ownPod("a", "node-0").build());
        assertThat(slotsWritten(scenario)).containsExactly(DS);
        scenario.observe(ownPod("b", "node-0")
                .setController(owner(OTHER, OTHER))
                .setLabels(labels(APP, "other"))
                .build());
        assertThat(slotsWritten(scenario)).containsExactly(OTHER);
        scenario.observe(
                scenario.next(scenario.existing("uid-of-a")).setReady(false).build());
        assertThat(slotsWritten(scenario)).containsExactly(DS);
    }

    @Test
    @DisplayName("C120 a pod without a controller concerns the two of three DaemonSets that select it")
    void c120() {
        Scenario scenario = given(nodes(1), daemonSet(), another(OTHER, "agent"), another(THIRD, "third"))
                .synced();
        scenario.settle();
        scenario.observe(orphan("orphan", "agent").build());
        assertThat(decided(scenario)).containsExactly(OTHER, DS);
    }

    @Test
    @DisplayName("C122 another version of an orphan with the same labels is no reason to wish again")
    void c122() {
        Scenario scenario = given(nodes(1), daemonSet(), another(OTHER, "agent"))
                .wishesStayUnanswered()
                .synced();
        scenario.observe(orphan("orphan", "agent").build());
        scenario.counted();
        scenario.observe(scenario.next(scenario.existing("uid-of-orphan"))
                .setPhase("Running")
                .build());
        assertThat(decided(scenario)).isEmpty();
    }

    @Test
    @DisplayName("C123 an orphan that is relabelled concerns the DaemonSets that select it now")
    void c123() {
        Scenario scenario = given(nodes(1), daemonSet(), another(OTHER, "agent"), another(THIRD, "third"))
                .synced();
        scenario.settle();
        scenario.observe(orphan("orphan", "nobody").build());
        assertThat(decided(scenario)).isEmpty();
        scenario.observe(scenario.next(scenario.existing("uid-of-orphan"))
                .setLabels(labels(APP, "agent"))
                .build());
        assertThat(decided(scenario)).containsExactly(OTHER, DS);
    }

    @Test
    @DisplayName("C124 a pod that goes over to another DaemonSet is missing here and one too many there")
    void c124() {
        Scenario scenario = given(nodes(1), daemonSet(), another(OTHER, "agent"))
                .podsStartReady()
                .synced();
        scenario.settle();
        PodObserved pod = scenario.podsOn("node-0").stream()
                .filter(p -> p.getController().getUid().equals(DS))
                .findFirst()
                .orElseThrow();
        scenario.observe(scenario.next(pod).setController(owner(OTHER, OTHER)).build());
        assertThat(decided(scenario)).containsExactly(OTHER, DS);
    }

    @Test
    @DisplayName("C125 a pod that loses its owner concerns all that select it, the old owner among them")
    void c125() {
        Scenario scenario = given(nodes(1), daemonSet(), another(OTHER, "agent"))
                .podsStartReady()
                .synced();
        scenario.settle();
        PodObserved pod = scenario.podsOn("node-0").stream()
                .filter(p -> p.getController().getUid().equals(DS))
                .findFirst()
                .orElseThrow();
        scenario.observe(scenario.next(pod).setController(null).build());
        assertThat(decided(scenario)).containsExactly(OTHER, DS);
    }

    @Test
    @DisplayName("C126 the end of an owned pod is decided for its owner")
    void c126() {
        Scenario scenario = given(nodes(1), daemonSet(), another(OTHER, "other"))
                .podsStartReady()
                .synced();
        scenario.settle();
        PodObserved pod = scenario.podsOn("node-0").stream()
                .filter(p -> p.getController().getUid().equals(DS))
                .findFirst()
                .orElseThrow();
        scenario.disappear(pod.getUid());
        assertThat(decided(scenario)).containsExactly(DS);
    }

    @Test
    @DisplayName("C127 the end of an orphan that nobody selects concerns no DaemonSet")
    void c127() {
        Scenario scenario =
                given(nodes(1), daemonSet(), pod(orphan("orphan", "nobody"))).synced();
        scenario.settle();
        scenario.disappear("uid-of-orphan");
        assertThat(last(scenario).outputs()).isEmpty();
        assertThat(slotsWritten(scenario)).isEmpty();
    }

    @Test
    @DisplayName("C128 the end of a pod of another owner concerns no DaemonSet, bound or not")
    void c128() {
        Scenario scenario = given(
                        nodes(1),
                        daemonSet(),
                        pod(ownPod("bound", "node-0").setController(owner("gone", "ds-gone"))),
                        pod(ownPod("unbound", "node-0")
                                .setController(owner("gone", "ds-gone"))
                                .setNodeName(null)
                                .setTargetNode(null)))
                .synced();
        scenario.settle();
        for (String pod : List.of("uid-of-bound", "uid-of-unbound")) {
            scenario.disappear(pod);
            assertThat(last(scenario).outputs()).isEmpty();
            assertThat(slotsWritten(scenario)).isEmpty();
        }
    }

    @Test
    @DisplayName("C129 the end of a DaemonSet, however it was learned of, ends its status and its memory")
    void c129() {
        Scenario scenario = given(nodes(2), daemonSet()).synced();
        scenario.settle();
        scenario.when(daemonSet(ds -> ds.setChange(ChangeType.DELETED)));
        assertThat(last(scenario).outputs()).contains(new Output.StatusGone(DS));
        assertThat(last(scenario).rows())
                .contains(new StateRow.DaemonSetRow(DS, null), new StateRow.SlotRow(DS, "node-0", null));
        assertThat(scenario.decider.daemonSets()).isEmpty();
    }

    @Test
    @DisplayName("C132 a pod whose owner has the DaemonSet's name but another UID counts for nothing")
    void c132() {
        Scenario scenario = given(
                        nodes(1), daemonSet(), pod(ownPod("old", "node-0").setController(owner("agent", "uid-before"))))
                .synced();
        assertThat(scenario.settle()).isEqualTo(new Counted(1, 0));
        scenario.observe(
                scenario.next(scenario.existing("uid-of-old")).setReady(false).build());
        assertThat(slotsWritten(scenario)).isEmpty();
        assertThat(scenario.status().getCurrentNumberScheduled()).isEqualTo(1);
        assertThat(scenario.status().getNumberReady()).isZero();
    }
}
