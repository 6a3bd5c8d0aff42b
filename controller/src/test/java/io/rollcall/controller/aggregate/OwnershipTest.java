package io.rollcall.controller.aggregate;

import static io.rollcall.controller.aggregate.Fixtures.APP;
import static io.rollcall.controller.aggregate.Fixtures.DS;
import static io.rollcall.controller.aggregate.Fixtures.daemonSet;
import static io.rollcall.controller.aggregate.Fixtures.image;
import static io.rollcall.controller.aggregate.Fixtures.labels;
import static io.rollcall.controller.aggregate.Fixtures.node;
import static io.rollcall.controller.aggregate.Fixtures.nodes;
import static io.rollcall.controller.aggregate.Fixtures.oldPod;
import static io.rollcall.controller.aggregate.Fixtures.ownPod;
import static io.rollcall.controller.aggregate.Fixtures.pod;
import static io.rollcall.controller.aggregate.Fixtures.pods;
import static io.rollcall.controller.aggregate.RevisionFixtures.orphan;
import static io.rollcall.controller.aggregate.RevisionFixtures.revision;
import static io.rollcall.controller.aggregate.Scenario.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.controller.aggregate.Scenario.Counted;
import io.rollcall.controller.aggregate.Scenario.Fixture;
import io.rollcall.events.ActionType;
import io.rollcall.events.Revision;
import io.rollcall.events.UpdateStrategyType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Section 10.12 and 5.5: whose the pods are, and changes while a rollout is under way. */
class OwnershipTest {

    private static final Fixture DELETING =
            daemonSet(ds -> ds.setGeneration(2).setDeletedAt(Instant.parse("2026-11-20T09:59:00Z")));

    @Test
    @DisplayName("C234 C236 C238 another's pod, a terminating orphan and an orphan elsewhere are left alone")
    void notAdopted() {
        Scenario scenario = given(
                        nodes(3),
                        daemonSet(),
                        pod(ownPod("theirs", "node-0").setController(Fixtures.owner("agent", "other"))),
                        pod(ownPod("leaving", "node-1").setController(null).setDeletedAt(Instant.EPOCH)),
                        pod(ownPod("elsewhere", "node-2").setController(null).setNamespace("other")))
                .synced();
        assertThat(scenario.settle()).isEqualTo(new Counted(3, 0));
        assertThat(scenario.decisions).noneMatch(decision -> decision.getAction() == ActionType.ADOPT);
    }

    @Test
    @DisplayName("C233 C242 while the DaemonSet is being deleted nothing is adopted, released, created or deleted")
    void foregroundDeletion() {
        Scenario scenario = given(nodes(4), daemonSet(), pods(2, "node-0")).wishesStayUnanswered();
        scenario.when(
                DELETING,
                pod(ownPod("orphan", "node-1").setController(null)),
                pod(ownPod("odd", "node-2").setLabels(labels(APP, "debug"))));
        scenario.synced();
        assertThat(scenario.decisions).isEmpty();
        assertThat(scenario.open).isEmpty();
        assertThat(scenario.revisions).isEmpty();
    }

    @Test
    @DisplayName("C240 an adopted pod without hash label is old and is replaced within the budget")
    void adoptedWithoutHash() {
        Scenario scenario = given(
                        nodes(2),
                        daemonSet(),
                        pod(oldPod("a", "node-0").setController(null)),
                        pod(oldPod("b", "node-1").setController(null)))
                .podsStartPending()
                .synced();
        assertThat(scenario.settle()).isEqualTo(new Counted(1, 1));
        scenario.allPodsBecomeReady();
        assertThat(scenario.settle()).isEqualTo(new Counted(1, 1));
    }

    @Test
    @DisplayName("C241 orphaned pods and revisions are adopted by an equal DaemonSet, and nothing restarts")
    void orphanedAndAdoptedAgain() {
        List<Fixture> orphans = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            orphans.add(pod(ownPod("pod-" + i, "node-" + i)
                    .setController(null)
                    .setLabels(labels(APP, "agent", "controller-revision-hash", "foreign"))));
        }
        Scenario scenario = given(nodes(3), revision(orphan("foreign", 5, "image:1")))
                .when(orphans.toArray(Fixture[]::new))
                .when(daemonSet())
                .synced();
        assertThat(scenario.settle()).isEqualTo(new Counted(0, 0));
        assertThat(scenario.nodesOfPods(DS)).hasSize(3);
        assertThat(scenario.revisions).extracting(Revision::getHash).containsExactly("foreign");
        assertThat(scenario.status().getRevision()).isEqualTo(5);
        assertThat(scenario.status().getUpdatedNumberScheduled()).isEqualTo(3);
    }

    @Test
    @DisplayName("two DaemonSets that select the same pods both run one on each node, and keep their own")
    void overlappingSelectors() {
        Scenario scenario = given(
                        nodes(2),
                        daemonSet(),
                        daemonSet(ds -> ds.setUid("second").setName("second")))
                .podsStartReady()
                .synced();
        assertThat(scenario.settle()).isEqualTo(new Counted(4, 0));
        assertThat(scenario.nodesOfPods(DS)).containsExactly("node-0", "node-1");
        assertThat(scenario.nodesOfPods("second")).containsExactly("node-0", "node-1");
    }

    /** Three nodes, one of them on the way to a template that never becomes Ready. */
    private static Scenario brokenRollout() {
        Scenario scenario = given(nodes(3), daemonSet()).podsStartReady().synced();
        scenario.settle();
        scenario.podsStartPending().when(image("broken", 2, "1"));
        assertThat(scenario.settle()).isEqualTo(new Counted(1, 1));
        return scenario;
    }

    @Test
    @DisplayName("C201 after a rollback pods that were never replaced stay, only the broken one goes")
    void rollback() {
        Scenario scenario = brokenRollout();
        List<String> untouched = scenario.pods.values().stream()
                .filter(pod -> pod.getReady())
                .map(pod -> pod.getUid())
                .toList();
        scenario.podsStartReady().when(image("image:1", 3, "1"));
        assertThat(scenario.settle()).isEqualTo(new Counted(1, 1));
        assertThat(untouched).hasSize(2);
        assertThat(scenario.pods).containsKeys(untouched.toArray(String[]::new)).hasSize(3);
        assertThat(scenario.status().getUpdatedNumberScheduled()).isEqualTo(3);
    }

    @Test
    @DisplayName("another template in mid-rollout makes the intermediate pods old, unavailable ones first")
    void templateAgain() {
        Scenario scenario = brokenRollout();
        scenario.podsStartReady().when(image("image:3", 3, "1"));
        assertThat(scenario.decisions.getLast().getReason()).isEqualTo("ROLLING_UPDATE_UNAVAILABLE");
        assertThat(scenario.settle()).isEqualTo(new Counted(3, 3));
    }

    @Test
    @DisplayName("a raised maxUnavailable takes effect at once, a lowered one undoes nothing")
    void budgetChanges() {
        Scenario scenario = brokenRollout();
        scenario.when(image("broken", 3, "2"));
        assertThat(scenario.settle()).isEqualTo(new Counted(1, 1));
        scenario.when(image("broken", 4, "1"));
        assertThat(scenario.settle()).isEqualTo(new Counted(0, 0));
    }

    @Test
    @DisplayName("from surge to maxUnavailable a node with two running pods keeps the older")
    void surgeEnds() {
        Scenario scenario = given(
                        nodes(1), daemonSet(ds -> ds.setMaxUnavailable("0").setMaxSurge("1")))
                .podsStartReady()
                .synced();
        scenario.settle();
        String older = scenario.pods.firstKey();
        scenario.after(Duration.ofMinutes(1));
        scenario.podsStartPending()
                .when(daemonSet(ds -> ds.setGeneration(2)
                        .setTemplate(Fixtures.template("image:2", ""))
                        .setMaxUnavailable("0")
                        .setMaxSurge("1")));
        assertThat(scenario.settle()).isEqualTo(new Counted(1, 0));
        scenario.wishesStayUnanswered().when(image("image:2", 3, "1"));
        assertThat(scenario.decisions.getLast().getReason()).isEqualTo("DUPLICATE");
        assertThat(scenario.decisions.getLast().getPodUid()).isNotEqualTo(older);
    }

    @Test
    @DisplayName("OnDelete in mid-rollout stops it at once")
    void onDelete() {
        Scenario scenario = brokenRollout();
        scenario.when(daemonSet(ds -> ds.setGeneration(3)
                .setTemplate(Fixtures.template("broken", ""))
                .setStrategy(UpdateStrategyType.ON_DELETE)));
        scenario.allPodsBecomeReady();
        assertThat(scenario.settle()).isEqualTo(new Counted(0, 0));
    }

    @Test
    @DisplayName("C195 a node that comes in mid-rollout gets the new template")
    void nodeAdded() {
        Scenario scenario = brokenRollout();
        scenario.when(node("node-9", n -> {}));
        scenario.settle();
        assertThat(scenario.decisions.getLast().getNode()).isEqualTo("node-9");
        assertThat(scenario.decisions.getLast().getRevision()).isEqualTo(2);
    }

    @Test
    @DisplayName("a node that may not run the pod any more loses it in mid-rollout, and the budget shrinks with it")
    void nodeIneligible() {
        Scenario scenario = brokenRollout();
        scenario.when(Fixtures.tainted("node-2", "gone", "NoExecute"));
        assertThat(scenario.settle()).isEqualTo(new Counted(0, 1));
        assertThat(scenario.status().getDesiredNumberScheduled()).isEqualTo(2);
    }
}
