package io.rollcall.controller.aggregate;

import static io.rollcall.controller.aggregate.Fixtures.APP;
import static io.rollcall.controller.aggregate.Fixtures.DS;
import static io.rollcall.controller.aggregate.Fixtures.daemonSet;
import static io.rollcall.controller.aggregate.Fixtures.foreignPods;
import static io.rollcall.controller.aggregate.Fixtures.labelled;
import static io.rollcall.controller.aggregate.Fixtures.labels;
import static io.rollcall.controller.aggregate.Fixtures.nodeNames;
import static io.rollcall.controller.aggregate.Fixtures.nodes;
import static io.rollcall.controller.aggregate.Fixtures.ownPod;
import static io.rollcall.controller.aggregate.Fixtures.pod;
import static io.rollcall.controller.aggregate.Fixtures.pods;
import static io.rollcall.controller.aggregate.Fixtures.template;
import static io.rollcall.controller.aggregate.Scenario.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.controller.aggregate.Scenario.Counted;
import io.rollcall.controller.aggregate.Scenario.Fixture;
import io.rollcall.events.ActionType;
import io.rollcall.events.ChangeType;
import io.rollcall.events.UpdateStrategyType;
import io.rollcall.rules.profile.KnownDefect;
import io.rollcall.rules.profile.RuleProfile;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Section 10.2: pods that are there already, too many of them, and those that count for nothing. */
class ExistingPodsTest {

    private static final Fixture FOR_BLUE =
            daemonSet(ds -> ds.setTemplate(template("image:1", "\"nodeSelector\":{\"color\":\"blue\"}")));

    private static Fixture fivePlainAndFiveBlue() {
        return scenario -> {
            nodes(5).addTo(scenario);
            for (int i = 5; i < 10; i++) {
                labelled("node-" + i, "color", "blue").addTo(scenario);
            }
        };
    }

    @Test
    @DisplayName("C36 missing pods are created and duplicates deleted")
    void c36() {
        Scenario scenario = given(
                        nodes(5),
                        daemonSet(),
                        pods(1, "node-1"),
                        pods(2, "node-2"),
                        pods(5, "node-3"),
                        foreignPods(2, "node-4"))
                .synced();
        assertThat(scenario.settle()).isEqualTo(new Counted(2, 5));
        assertThat(scenario.nodesOfPods(DS)).isEqualTo(nodeNames(0, 4));
    }

    @Test
    @DisplayName("C37 pods on nodes that are not selected go")
    void c37() {
        Scenario scenario = given(
                        fivePlainAndFiveBlue(),
                        FOR_BLUE,
                        foreignPods(2, "node-0"),
                        pods(3, "node-1"),
                        foreignPods(1, "node-2"),
                        pods(1, "node-4"))
                .synced();
        assertThat(scenario.settle()).isEqualTo(new Counted(5, 4));
        assertThat(scenario.nodesOfPods(DS)).isEqualTo(nodeNames(5, 9));
    }

    @Test
    @DisplayName("C38 unselected and duplicate pods go, missing ones come")
    void c38() {
        Scenario scenario = given(
                        fivePlainAndFiveBlue(),
                        daemonSet(ds -> ds.setStrategy(UpdateStrategyType.ON_DELETE)
                                .setTemplate(template("image:1", "\"nodeSelector\":{\"color\":\"blue\"}"))),
                        pods(1, "node-0"),
                        pods(3, "node-1"),
                        foreignPods(2, "node-1"),
                        pods(4, "node-4"),
                        pods(13, "node-6"),
                        pods(1, "node-9"),
                        foreignPods(2, "node-7"))
                .synced();
        assertThat(scenario.settle()).isEqualTo(new Counted(3, 20));
        assertThat(scenario.nodesOfPods(DS)).isEqualTo(nodeNames(5, 9));
    }

    @Test
    @DisplayName("C39 C40 C41 of several pods the bound, then the oldest, then the first by name stays")
    void survivors() {
        Instant ten = Instant.parse("2026-11-20T10:00:00Z");
        Scenario unbound = given(
                        nodes(1),
                        daemonSet(),
                        pod(ownPod("a", "node-0").setNodeName(null).setCreatedAt(ten)),
                        pod(ownPod("b", "node-0").setCreatedAt(ten.plusSeconds(60))))
                .synced();
        unbound.settle();
        assertThat(unbound.pods).containsOnlyKeys("uid-of-b");
        Scenario younger = given(
                        nodes(1),
                        daemonSet(),
                        pod(ownPod("a", "node-0").setCreatedAt(ten.plusSeconds(60))),
                        pod(ownPod("b", "node-0")
                                .setCreatedAt(ten)
                                .setReady(false)
                                .setReadySince(null)))
                .synced();
        younger.settle();
        assertThat(younger.pods).containsOnlyKeys("uid-of-b");
        Scenario byName = given(nodes(1), daemonSet(), pod(ownPod("p-b", "node-0")), pod(ownPod("p-a", "node-0")))
                .synced();
        byName.settle();
        assertThat(byName.pods).containsOnlyKeys("uid-of-p-a");
    }

    @Test
    @DisplayName("C42 without surge a newer pod of the new revision is the duplicate")
    void c42() {
        Instant ten = Instant.parse("2026-11-20T10:00:00Z");
        Scenario scenario = given(
                        nodes(1),
                        daemonSet(ds -> ds.setStrategy(UpdateStrategyType.ON_DELETE)),
                        pod(Fixtures.oldPod("old", "node-0").setCreatedAt(ten)),
                        pod(ownPod("new", "node-0").setCreatedAt(ten.plusSeconds(60))))
                .synced();
        assertThat(scenario.settle()).isEqualTo(new Counted(0, 1));
        assertThat(scenario.pods).containsOnlyKeys("uid-of-old");
    }

    @Test
    @DisplayName("C43 a terminating pod is no duplicate")
    void c43() {
        Scenario scenario = given(
                        nodes(1),
                        daemonSet(),
                        pod(ownPod("running", "node-0")),
                        pod(ownPod("leaving", "node-0").setDeletedAt(Instant.EPOCH)))
                .synced();
        assertThat(scenario.settle()).isEqualTo(new Counted(0, 0));
    }

    @Test
    @DisplayName("C44 a terminating pod blocks its replacement until it is gone")
    void c44() {
        Scenario scenario = given(
                        nodes(1), daemonSet(), pod(ownPod("leaving", "node-0").setDeletedAt(Instant.EPOCH)))
                .synced();
        assertThat(scenario.settle()).isEqualTo(new Counted(0, 0));
        scenario.observe(scenario.next(scenario.existing("uid-of-leaving"))
                .setChange(ChangeType.DELETED)
                .build());
        assertThat(scenario.settle()).isEqualTo(new Counted(1, 0));
    }

    @Test
    @DisplayName(
            "C45 own and orphan pods count, finished ones too; finished and terminating, other labels, other owner do not")
    void c45() {
        Scenario scenario = given(
                        nodes(7),
                        daemonSet(ds -> ds.setStrategy(UpdateStrategyType.ON_DELETE)),
                        pod(ownPod("own", "node-0")),
                        pod(ownPod("orphan", "node-1").setController(null)),
                        pod(ownPod("succeeded", "node-2").setPhase("Succeeded").setReady(false)),
                        pod(ownPod("failed", "node-3").setPhase("Failed").setReady(false)),
                        pod(ownPod("leaving", "node-4")
                                .setPhase("Succeeded")
                                .setReady(false)
                                .setDeletedAt(Instant.EPOCH)),
                        pod(ownPod("other-labels", "node-5").setController(null).setLabels(labels(APP, "other"))),
                        pod(ownPod("other-owner", "node-6").setController(Fixtures.owner("other", "other-uid"))))
                .wishesStayUnanswered()
                .synced();
        scenario.settle();
        assertThat(scenario.status().getCurrentNumberScheduled()).isEqualTo(4);
        assertThat(scenario.decisions)
                .filteredOn(decision -> decision.getAction() == ActionType.ADOPT)
                .extracting(decision -> decision.getPod())
                .containsExactly("orphan");
    }

    @Test
    @DisplayName("C46 where finished and terminating pods count, they block as well")
    void c46() {
        Fixture leaving = pod(ownPod("leaving", "node-0")
                .setPhase("Succeeded")
                .setReady(false)
                .setDeletedAt(Instant.EPOCH));
        var profile = RuleProfile.NEWEST.with(KnownDefect.TERMINAL_TERMINATING_BLOCKS);
        assertThat(given(profile, nodes(1), daemonSet(), leaving).synced().settle())
                .isEqualTo(new Counted(0, 0));
        assertThat(given(nodes(1), daemonSet(), leaving).synced().settle()).isEqualTo(new Counted(1, 0));
    }

    @Test
    @DisplayName("C47 of pods for missing nodes only the unbound one is deleted")
    void c47() {
        Scenario scenario = given(
                        nodes(1),
                        daemonSet(),
                        pod(ownPod("here", "node-0")),
                        pod(ownPod("bound", "node-1")),
                        pod(ownPod("unbound", "node-2")
                                .setNodeName(null)
                                .setPhase("Pending")
                                .setReady(false)))
                .synced();
        assertThat(scenario.settle()).isEqualTo(new Counted(0, 1));
        assertThat(scenario.pods).containsOnlyKeys("uid-of-here", "uid-of-bound");
    }

    @Test
    @DisplayName("C48 a pod that is neither bound nor pinned counts for no node")
    void c48() {
        Scenario scenario = given(
                        nodes(2),
                        daemonSet(),
                        pod(ownPod("nowhere", "node-0").setNodeName(null).setTargetNode(null)))
                .synced();
        assertThat(scenario.settle()).isEqualTo(new Counted(2, 0));
    }

    @Test
    @DisplayName("pods that came before their DaemonSet are its own when it comes")
    void podsBeforeTheirDaemonSet() {
        Scenario scenario =
                given(nodes(2), pods(1, "node-0"), pods(1, "node-1")).synced();
        scenario.when(daemonSet());
        assertThat(scenario.settle()).isEqualTo(new Counted(0, 0));
        assertThat(scenario.status().getNumberReady()).isEqualTo(2);
    }

    @Test
    @DisplayName("a matching orphan is adopted and keeps its node occupied meanwhile")
    void adoption() {
        Scenario scenario = given(
                        nodes(1), daemonSet(), pod(ownPod("orphan", "node-0").setController(null)))
                .synced();
        assertThat(scenario.settle()).isEqualTo(new Counted(0, 0));
        assertThat(scenario.existing("uid-of-orphan").getController()).isNotNull();
        assertThat(scenario.open).isEmpty();
    }

    @Test
    @DisplayName("C239 a pod whose labels no longer match is released and replaced, and stays")
    void release() {
        Scenario scenario = given(nodes(1), daemonSet(), pods(1, "node-0")).synced();
        scenario.observe(scenario.next(scenario.existing("uid-of-node-0-pod-0"))
                .setLabels(labels(APP, "debug"))
                .build());
        assertThat(scenario.settle()).isEqualTo(new Counted(1, 0));
        assertThat(scenario.existing("uid-of-node-0-pod-0").getController()).isNull();
        assertThat(scenario.pods).hasSize(2);
    }
}
