package io.rollcall.projector.query;

import static io.rollcall.events.topics.TopicCatalogue.*;
import static io.rollcall.projector.Given.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.events.ActionType;
import io.rollcall.events.ChangeType;
import io.rollcall.events.ClockTicked;
import io.rollcall.events.CommandOutcome;
import io.rollcall.events.JournalRecord;
import io.rollcall.events.PodEvent;
import io.rollcall.events.ResourceKind;
import io.rollcall.events.SourceSynced;
import io.rollcall.events.UpdateStrategyType;
import io.rollcall.projector.Records;
import io.rollcall.projector.query.answer.Explanation;
import io.rollcall.projector.query.answer.QueryException;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ExplainQueryTest extends ExplainScenario {

    @Test
    @DisplayName("a tainted node: the taint is named first, and what would tolerate it last")
    void tainted() throws SQLException {
        applied("");
        log.add(
                NODE_EVENTS,
                "control-plane",
                event(node("control-plane").setTaints(taints(taint(CONTROL_PLANE, "NoSchedule")))));

        Explanation.OfSlot answer = slot("control-plane");
        assertThat(firstLine(answer))
                .isEqualTo("node control-plane has no pod of default/nginx: taint " + CONTROL_PLANE
                        + ":NoSchedule is not tolerated");
        assertThat(answer.code()).isEqualTo("UNTOLERATED_TAINT");
        assertThat(answer.detail()).containsEntry("key", CONTROL_PLANE).containsEntry("effect", "NoSchedule");
        assertThat(answer.checks())
                .filteredOn(check -> !check.passed())
                .extracting(check -> check.name())
                .containsExactly("taint", "eligible");
        assertThat(answer.wouldChange())
                .singleElement()
                .asString()
                .contains("{key: " + CONTROL_PLANE + ", operator: Exists, effect: NoSchedule}")
                .contains("daemonset/nginx -n default")
                .contains("kubectl taint nodes control-plane " + CONTROL_PLANE + ":NoSchedule-");
        assertThat(ExplanationText.of(answer))
                .contains("  FAIL  taint " + CONTROL_PLANE + ":NoSchedule is not tolerated\n")
                .contains("\nPods\n  none\n")
                .contains("\nWhat would change the answer\n  - tolerate the taint ");
    }

    @Test
    @DisplayName("a node selector that does not match: the label to set; with a taint behind it, both steps")
    void nodeSelector() throws SQLException {
        applied("\"nodeSelector\":{\"disk\":\"ssd\"}");
        log.add(NODE_EVENTS, "n1", event(node("n1").setTaints(taints(taint("gpu", "NoExecute")))));

        Explanation.OfSlot answer = slot("n1");
        assertThat(firstLine(answer))
                .isEqualTo(
                        "node n1 has no pod of default/nginx: node selector disk=ssd does not match, the node lacks the"
                                + " label");
        assertThat(answer.wouldChange()).hasSize(2);
        assertThat(answer.wouldChange().get(0)).isEqualTo("label the node: kubectl label node n1 disk=ssd");
        assertThat(answer.wouldChange().get(1)).startsWith("tolerate the taint gpu:NoExecute");
    }

    @Test
    @DisplayName("a required affinity that does not match: term and requirement are among the checks")
    void affinity() throws SQLException {
        applied("\"affinity\":{\"nodeAffinity\":{\"requiredDuringSchedulingIgnoredDuringExecution\":"
                + "{\"nodeSelectorTerms\":[{\"matchExpressions\":[{\"key\":\"zone\",\"operator\":\"In\",\"values\":"
                + "[\"a\",\"b\"]}]}]}}}");
        log.add(NODE_EVENTS, "n1", event(node("n1").setLabels(new TreeMap<>(Map.of("zone", "c")))));

        Explanation.OfSlot answer = slot("n1");
        assertThat(firstLine(answer))
                .isEqualTo(
                        "node n1 has no pod of default/nginx: required node affinity does not match: zone In [a, b] does"
                                + " not hold, the node has zone=c");
        assertThat(answer.checks()).extracting(check -> check.name()).contains("nodeAffinity.requirement");
        assertThat(answer.wouldChange()).containsExactly("label the node: kubectl label node n1 zone=a --overwrite");
    }

    @Test
    @DisplayName("selector and affinity that contradict each other: no label is proposed")
    void contradiction() throws SQLException {
        applied("\"nodeSelector\":{\"zone\":\"c\"},\"affinity\":{\"nodeAffinity\":{"
                + "\"requiredDuringSchedulingIgnoredDuringExecution\":{\"nodeSelectorTerms\":[{\"matchExpressions\":"
                + "[{\"key\":\"zone\",\"operator\":\"In\",\"values\":[\"a\"]}]}]}}}");
        log.add(NODE_EVENTS, "n1", event(node("n1")));
        assertThat(slot("n1").wouldChange())
                .singleElement()
                .asString()
                .contains("contradict each other in the label zone");
    }

    @Test
    @DisplayName("a healthy pod: Ready, its revision, the decision that made it with cause and time")
    void healthy() throws SQLException {
        applied("");
        log.add(NODE_EVENTS, "n1", event(node("n1")))
                .add(POD_EVENTS, "default/nginx-a", event(running("nginx-a", "n1")))
                .add(COMMANDS, "k", create("0-7-0", "n1", 1, "nginx-a"))
                .add(COMMAND_RESULTS, "k", answer("0-7-0", "n1", 1, CommandOutcome.DONE, ""))
                .add(
                        DECISIONS,
                        "default/nginx",
                        decision("0-7-0", ActionType.CREATE, "n1", "nginx-a", "MISSING_POD")
                                .build());

        Explanation.OfSlot answer = slot("n1");
        assertThat(firstLine(answer))
                .isEqualTo("node n1 runs pod nginx-a of default/nginx: Ready, of the current revision 1");
        assertThat(answer.checks()).allMatch(check -> check.passed());
        assertThat(answer.wouldChange()).isEmpty();
        assertThat(ExplanationText.of(answer))
                .contains("  nginx-a  Running, Ready since 2026-03-01T10:00:05Z, revision 1 (current)\n")
                .contains("  create nginx-a (number 1) decided 2026-03-01T10:00:00Z, answered DONE ")
                .contains(
                        "  2026-03-01T10:00:00Z  create nginx-a on n1: MISSING_POD, the node should run a pod and has none;"
                                + " cause rollcall.node-events-0@12\n");
    }

    @Test
    @DisplayName("a pod that does not fit is Pending for the scheduler's reason")
    void pending() throws SQLException {
        applied("");
        log.add(NODE_EVENTS, "n1", event(node("n1")))
                .add(POD_EVENTS, "p", event(pod("nginx-a", "n1", 2).setReason("Insufficient cpu")));

        Explanation.OfSlot answer = slot("n1");
        assertThat(firstLine(answer)).isEqualTo("pod nginx-a of default/nginx on node n1 is Pending: Insufficient cpu");
        assertThat(answer.wouldChange())
                .containsExactly(
                        "free cpu on node n1, or request less cpu in the template of daemonset/nginx -n default");
    }

    @Test
    @DisplayName("a failed pod in back-off: until when, counted from the deletions at this generation")
    void backOff() throws SQLException {
        log.at(after(-600));
        applied("");
        log.at(after(0))
                .add(NODE_EVENTS, "n1", event(node("n1")))
                .add(
                        POD_EVENTS,
                        "p",
                        event(pod("nginx-d", "n1", 2).setPhase("Failed").setReason("Error")))
                .add(DECISIONS, "k", failed("0-1-0", -700))
                .add(DECISIONS, "k", failed("0-2-0", -20))
                .add(DECISIONS, "k", failed("0-3-0", -10))
                .add(DECISIONS, "k", failed("0-4-0", -2));
        log.at(after(1)).add(JOURNAL, "k", new JournalRecord(null, null, new ClockTicked()));

        // The first deletion was at the generation before: 1 s, 2 s, 4 s from the other three.
        Explanation.OfSlot answer = slot("n1");
        assertThat(firstLine(answer))
                .isEqualTo("pod nginx-d of default/nginx on node n1 has failed: Error: back-off until"
                        + " 2026-03-01T10:00:02Z, then it is deleted and replaced");
        assertThat(answer.backOffUntil()).isEqualTo(after(2));
        assertThat(answer.wouldChange()).first().isEqualTo("wait until 2026-03-01T10:00:02Z");

        log.at(after(2)).add(JOURNAL, "k", new JournalRecord(null, null, new ClockTicked()));
        assertThat(slot("n1").code()).isEqualTo("FAILED");
    }

    private static io.rollcall.events.Decision failed(String id, long second) {
        return decision(id, ActionType.DELETE, "n1", "nginx-" + id, "FAILED_POD")
                .setAt(after(second))
                .build();
    }

    @Test
    @DisplayName("a node that is gone: since when; one that never was: an error that names what there is")
    void goneNode() throws SQLException {
        applied("");
        log.add(NODE_EVENTS, "n1", event(node("n1")));
        log.at(after(30)).add(NODE_EVENTS, "n1", event(node("n1", "uid-n1", 2).setChange(ChangeType.DELETED)));
        log.add(NODE_EVENTS, "n2", event(node("n2")));

        assertThat(firstLine(slot("n1")))
                .isEqualTo("node n1 is gone since 2026-03-01T10:00:30Z: default/nginx has no pod there");
        assertThatThrownBy(() -> explain.explain("default", "nginx", "n9"))
                .isInstanceOf(QueryException.class)
                .hasMessage("there is no node n9 and never was; there is n2");
    }

    @Test
    @DisplayName("a node without a pod that should have one: the open create, or why it was refused")
    void noPodYet() throws SQLException {
        applied("");
        log.add(NODE_EVENTS, "n1", event(node("n1")));
        assertThat(slot("n1").code()).isEqualTo("MISSING");

        log.add(COMMANDS, "k", create("0-7-0", "n1", 1, "nginx-a"));
        assertThat(firstLine(slot("n1")))
                .isEqualTo(
                        "node n1 has no pod of default/nginx yet: the command to create pod nginx-a is not answered yet");

        log.add(COMMAND_RESULTS, "k", answer("0-7-0", "n1", 1, CommandOutcome.FAILED, "Forbidden"));
        assertThat(firstLine(slot("n1")))
                .isEqualTo("node n1 has no pod of default/nginx: creating pod nginx-a was refused, Forbidden");
    }

    @Test
    @DisplayName("before the sources have listed everything nothing is decided, and that is the answer")
    void notSynced() throws SQLException {
        applied("");
        log.add(NODE_EVENTS, "n1", event(node("n1")))
                .add(
                        POD_EVENTS,
                        "barrier",
                        new PodEvent("e", Records.START, "", new SourceSynced(ResourceKind.POD, 2L, 0, 2)));
        assertThat(firstLine(slot("n1")))
                .isEqualTo("node n1 has no pod of default/nginx: nothing is decided before the sources have listed"
                        + " everything, still missing: pods");
    }

    @Test
    @DisplayName("an untolerated NoSchedule taint lets a pod stay; an untolerated NoExecute taint makes it leave")
    void ineligibleWithPod() throws SQLException {
        applied("");
        log.add(NODE_EVENTS, "n1", event(node("n1").setTaints(taints(taint("k", "NoSchedule")))))
                .add(NODE_EVENTS, "n2", event(node("n2").setTaints(taints(taint("k", "NoExecute")))))
                .add(POD_EVENTS, "a", event(running("nginx-a", "n1")))
                .add(POD_EVENTS, "b", event(running("nginx-b", "n2")));
        assertThat(slot("n1").code()).isEqualTo("STAYS");
        assertThat(firstLine(slot("n2")))
                .isEqualTo("pod nginx-b of default/nginx has to leave node n2: taint k:NoExecute is not tolerated");
    }

    @Test
    @DisplayName("an old pod: what it waits for depends on the strategy")
    void oldRevision() throws SQLException {
        applied("");
        log.add(NODE_EVENTS, "n1", event(node("n1")))
                .add(POD_EVENTS, "a", event(running("nginx-a", "n1")))
                .add(REVISIONS, UID + "/h2", revision("h2", 2));
        assertThat(firstLine(slot("n1")))
                .isEqualTo(
                        "node n1 runs pod nginx-a of default/nginx: Ready, of the old revision 1; its turn in the rolling"
                                + " update to revision 2 has not come");
        log.add(
                DAEMON_SET_EVENTS,
                "default/nginx",
                event(daemonSet(PLAIN).setResourceVersion("11").setStrategy(UpdateStrategyType.ON_DELETE)));
        assertThat(slot("n1").wouldChange()).containsExactly("delete the pod: kubectl delete pod -n default nginx-a");
    }

    @Test
    @DisplayName("minReadySeconds: from when on a Ready pod is available, by journal time")
    void notYetAvailable() throws SQLException {
        log.add(DAEMON_SET_EVENTS, "default/nginx", event(daemonSet(PLAIN).setMinReadySeconds(30)))
                .add(NODE_EVENTS, "n1", event(node("n1")))
                .add(POD_EVENTS, "a", event(running("nginx-a", "n1")));
        log.at(after(20)).add(JOURNAL, "k", new JournalRecord(null, null, new ClockTicked()));
        assertThat(firstLine(slot("n1")))
                .isEqualTo(
                        "pod nginx-a of default/nginx on node n1 is Ready, and available from 2026-03-01T10:00:35Z on");
        log.at(after(35)).add(JOURNAL, "k", new JournalRecord(null, null, new ClockTicked()));
        assertThat(slot("n1").code()).isEqualTo("RUNNING");
    }
}
