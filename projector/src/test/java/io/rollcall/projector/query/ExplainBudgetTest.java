package io.rollcall.projector.query;

import static io.rollcall.events.topics.TopicCatalogue.*;
import static io.rollcall.projector.Given.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.rollcall.events.PodObserved;
import io.rollcall.projector.query.answer.BlockerEntry;
import io.rollcall.projector.query.answer.BudgetEntry;
import io.rollcall.projector.query.answer.CheckEntry;
import io.rollcall.projector.query.answer.RolloutEntry;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The budget of a rollout: how much of it is used up, by which nodes, and whose fault that is. */
class ExplainBudgetTest extends ExplainScenario {

    private static PodObserved.Builder fresh(PodObserved.Builder pod) {
        return pod.setLabels(new TreeMap<>(Map.of("app", "nginx", "controller-revision-hash", "h2")));
    }

    /** Five nodes under way to the second revision; n5 still has an old pod that runs. */
    private void rollout() {
        log.add(REVISIONS, UID + "/h2", revision("h2", 2))
                .add(NODE_EVENTS, "n1", event(node("n1")))
                .add(NODE_EVENTS, "n2", event(node("n2").setReady(false)))
                .add(NODE_EVENTS, "n3", event(node("n3")))
                .add(NODE_EVENTS, "n4", event(node("n4")))
                .add(NODE_EVENTS, "n5", event(node("n5")))
                .add(POD_EVENTS, "a", event(fresh(pod("nginx-a", "n1", 1)).setReason("ImagePullBackOff")))
                .add(POD_EVENTS, "b", event(fresh(pod("nginx-b", "n2", 1)).setPhase("Running")))
                .add(POD_EVENTS, "c", event(fresh(pod("nginx-c", "n3", 1)).setReason("Insufficient cpu")))
                .add(POD_EVENTS, "d", event(fresh(pod("nginx-d", "n4", 1)).setReason("ContainerCreating")))
                .add(POD_EVENTS, "e", event(running("nginx-e", "n5")))
                .add(STATUS, UID, status(5, 1).setUpdatedNumberScheduled(4).build());
    }

    @Test
    @DisplayName("nodes without an available pod: by the pod, by the node, by the rollout itself")
    void whoseFault() throws SQLException {
        valid(daemonSet(PLAIN).setMaxUnavailable("80%"));
        rollout();

        RolloutEntry rollout = whole().rollout();
        assertThat(rollout.budget())
                .isEqualTo(new BudgetEntry(
                        4,
                        0,
                        5,
                        4,
                        0,
                        1,
                        "maxUnavailable 80% is 4 of 5 nodes; no pod is available on 4: n1, n2, n3 and 1 more; 0 more may"
                                + " be"));
        assertThat(rollout.blocking())
                .extracting(BlockerEntry::node, BlockerEntry::because, BlockerEntry::code)
                .containsExactly(
                        tuple("n1", "POD", "PENDING"),
                        tuple("n2", "NODE", "NOT_READY"),
                        tuple("n3", "NODE", "PENDING"),
                        tuple("n4", "ROLLOUT", "PENDING"));
        assertThat(rollout.blocking().get(1).text()).startsWith("the node is not Ready; its pod is Running, not Ready");
        assertThat(text())
                .contains("  unavailable by the rollout itself: 1, n4\n  unavailable by the node: 2, n2, n3\n"
                        + "  unavailable by the pod: 1, n1\n");
    }

    @Test
    @DisplayName("an old pod that waits: no budget is left, and by which nodes; with budget left, its revision is old")
    void waiting() throws SQLException {
        valid(daemonSet(PLAIN).setMaxUnavailable("2"));
        rollout();
        CheckEntry failed = Objects.requireNonNull(slot("n5").failed());
        assertThat(failed.name()).isEqualTo("budget");
        assertThat(failed.text())
                .isEqualTo(
                        "the budget of the rolling update: maxUnavailable 2 of 5 nodes; no pod is available on 4: n1,"
                                + " n2, n3 and 1 more; 0 more may be");

        valid(daemonSet(PLAIN).setMaxUnavailable("5").setGeneration(2).setResourceVersion("12"));
        assertThat(Objects.requireNonNull(slot("n5").failed()).name()).isEqualTo("pod.current");
    }

    @Test
    @DisplayName("with surge the budget counts nodes with two pods")
    void surge() throws SQLException {
        valid(daemonSet(PLAIN).setMaxUnavailable("0").setMaxSurge("1"));
        rollout();
        log.add(POD_EVENTS, "f", event(fresh(pod("nginx-f", "n5", 1)).setReason("ContainerCreating")));
        assertThat(Objects.requireNonNull(whole().rollout().budget()).sentence())
                .isEqualTo("maxSurge 1 of 5 nodes; two pods run on 1: n5; 0 more may be");
    }
}
