package io.rollcall.controller.aggregate;

import static io.rollcall.controller.aggregate.Fixtures.APP;
import static io.rollcall.controller.aggregate.Fixtures.DS;
import static io.rollcall.controller.aggregate.Fixtures.daemonSet;
import static io.rollcall.controller.aggregate.Fixtures.image;
import static io.rollcall.controller.aggregate.Fixtures.labels;
import static io.rollcall.controller.aggregate.Fixtures.node;
import static io.rollcall.controller.aggregate.Fixtures.nodes;
import static io.rollcall.controller.aggregate.Fixtures.ownPod;
import static io.rollcall.controller.aggregate.Fixtures.pod;
import static io.rollcall.controller.aggregate.Fixtures.pods;
import static io.rollcall.controller.aggregate.Scenario.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.controller.aggregate.Scenario.Counted;
import io.rollcall.controller.aggregate.Scenario.Fixture;
import io.rollcall.events.ChangeType;
import io.rollcall.events.Command;
import io.rollcall.events.CommandOutcome;
import io.rollcall.events.CommandResultObserved;
import io.rollcall.events.CreatePod;
import io.rollcall.events.DeletePods;
import io.rollcall.events.LabelSelector;
import io.rollcall.events.PodObserved;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Section 10.7, what the original calls expectations and consistency: a slot decides nothing while its wish is open, and a wish is open
 * until what it led to has been observed.
 */
class OpenWishesTest {

    private static final String OTHER = "ds-other";

    private static Fixture another() {
        return daemonSet(ds -> ds.setUid(OTHER)
                .setName("other")
                .setSelector(LabelSelector.newBuilder()
                        .setMatchLabels(labels(APP, "other"))
                        .build())
                .setTemplate(Fixtures.templateOf("other")));
    }

    private static CommandResultObserved done(
            Command command, @Nullable String podUid, @Nullable String version, @Nullable String reason) {
        return CommandResultObserved.newBuilder()
                .setCommandId(command.getCommandId())
                .setSlot(command.getSlot())
                .setSlotSeq(command.getSlotSeq())
                .setOutcome(CommandOutcome.DONE)
                .setPodUid(podUid)
                .setResourceVersion(version)
                .setReason(reason)
                .build();
    }

    private static boolean isWishing(Scenario scenario, String daemonSetUid, String node) {
        return scenario.decider.daemonSets().stream()
                .filter(ds -> ds.uid.equals(daemonSetUid))
                .anyMatch(ds -> ds.slot(node).wish != null);
    }

    @Test
    @DisplayName("C130 a DaemonSet made anew under its name does not wait for the creations of the one before")
    void c130() {
        Scenario scenario = given(nodes(1), daemonSet()).wishesStayUnanswered().synced();
        assertThat(scenario.settle()).isEqualTo(new Counted(1, 0));
        scenario.when(daemonSet(ds -> ds.setChange(ChangeType.DELETED)));
        scenario.when(daemonSet(ds -> ds.setUid("ds-again")));
        assertThat(scenario.settle()).isEqualTo(new Counted(1, 0));
    }

    @Test
    @DisplayName(
            "C140 a wish is over when its pod was observed, not when it was answered; observing more does not hurt")
    void c140() {
        Scenario scenario = given(nodes(1), daemonSet()).synced();
        Command create = scenario.open.getFirst();
        scenario.append(done(create, "uid-1", "5", null));
        assertThat(isWishing(scenario, DS, "node-0")).isTrue();
        scenario.answerOpen();
        assertThat(isWishing(scenario, DS, "node-0")).isFalse();
        PodObserved created = scenario.podsOn("node-0").get(0);
        for (int again = 0; again < 3; again++) {
            scenario.observe(scenario.next(created).build());
        }
        scenario.append(done(create, created.getUid(), "5", null));
        assertThat(scenario.settle()).isEqualTo(new Counted(1, 0));
    }

    @Test
    @DisplayName("C141 a creation that nobody answers is wished for anew after five minutes, under the same pod name")
    void c141() {
        Scenario scenario = given(nodes(1), daemonSet()).wishesStayUnanswered().synced();
        scenario.settle();
        Command first = scenario.open.getFirst();
        scenario.after(Duration.ofMinutes(5).minusMillis(1));
        assertThat(scenario.counted()).isEqualTo(new Counted(0, 0));
        scenario.after(Duration.ofSeconds(1));
        assertThat(scenario.counted()).isEqualTo(new Counted(1, 0));
        Command second = scenario.open.getLast();
        assertThat(((CreatePod) second.getWish()).getPodName()).isEqualTo(((CreatePod) first.getWish()).getPodName());
        assertThat(second.getSlotSeq()).isGreaterThan(first.getSlotSeq());
    }

    @Test
    @DisplayName("C141 a deletion that nobody answers is wished for again in place, as the same decision")
    void c141deletion() {
        Scenario scenario = given(nodes(1), daemonSet(), pods(2, "node-0"))
                .wishesStayUnanswered()
                .synced();
        assertThat(scenario.settle()).isEqualTo(new Counted(0, 1));
        scenario.after(Duration.ofMinutes(5));
        assertThat(scenario.counted()).isEqualTo(new Counted(0, 0));
        assertThat(scenario.open).hasSize(2);
        assertThat(scenario.open.getLast().getWish())
                .isEqualTo(scenario.open.getFirst().getWish());
    }

    @Test
    @DisplayName("C142 a slot that never wished for anything waits for nothing")
    void c142() {
        Scenario scenario = given(nodes(1), daemonSet()).wishesStayUnanswered().synced();
        scenario.settle();
        scenario.when(node("node-1", n -> {}), another());
        assertThat(isWishing(scenario, OTHER, "node-0")).isTrue();
    }

    @Test
    @DisplayName("C149 a deletion of what was not there any more is done: no refusal, no second wish")
    void c149() {
        Scenario scenario = given(nodes(1), daemonSet(), pods(2, "node-0")).synced();
        scenario.counted();
        Command delete = scenario.open.removeFirst();
        String uid = ((DeletePods) delete.getWish()).getPods().get(0).getUid();
        scenario.append(done(delete, null, null, "NotFound"));
        scenario.observe(scenario.next(scenario.existing(uid))
                .setChange(ChangeType.DELETED)
                .build());
        assertThat(scenario.settle()).isEqualTo(new Counted(0, 0));
        assertThat(isWishing(scenario, DS, "node-0")).isFalse();
        assertThat(scenario.decider.nextDeadline()).isEmpty();
    }

    @Test
    @DisplayName("C151 while a wish is open counters move, the observed generation stays, and its slot is left alone")
    void c151() {
        Scenario scenario = given(nodes(1), daemonSet()).wishesStayUnanswered().synced();
        scenario.settle();
        scenario.when(image("image:2", 2, "1"), node("node-1", n -> {}));
        assertThat(scenario.decisions)
                .filteredOn(decision -> decision.getNode().equals("node-0"))
                .hasSize(1);
        assertThat(scenario.status().getDesiredNumberScheduled()).isEqualTo(2);
        assertThat(scenario.status().getObservedGeneration()).isEqualTo(1);
    }

    @Test
    @DisplayName("C152 two records of the same moment are handled one after the other: one wish, not two")
    void c152() {
        Scenario scenario = given(nodes(1), daemonSet()).podsStartReady().synced();
        scenario.settle();
        String uid = scenario.podsOn("node-0").get(0).getUid();
        scenario.wishesStayUnanswered();
        scenario.disappear(uid);
        scenario.when(node("node-0", n -> n.setLabels(labels("any", "label"))));
        assertThat(scenario.settle()).isEqualTo(new Counted(1, 0));
    }

    @Test
    @DisplayName("C154 an answered deletion is not believed to be over while the pod is still seen as it was before")
    void c154() {
        Scenario scenario = given(nodes(1), daemonSet(), pods(2, "node-0")).synced();
        scenario.counted();
        Command delete = scenario.open.removeFirst();
        String uid = ((DeletePods) delete.getWish()).getPods().get(0).getUid();
        scenario.append(done(delete, uid, "50", null));
        scenario.observe(
                scenario.next(scenario.existing(uid)).setResourceVersion("49").build());
        assertThat(isWishing(scenario, DS, "node-0")).isTrue();
        assertThat(scenario.counted()).isEqualTo(new Counted(0, 0));
        scenario.observe(scenario.next(scenario.existing(uid))
                .setResourceVersion("50")
                .setDeletedAt(scenario.now)
                .build());
        assertThat(isWishing(scenario, DS, "node-0")).isFalse();
    }

    @Test
    @DisplayName("C155 the open wish of one DaemonSet holds no other one on the same node")
    void c155() {
        Scenario scenario =
                given(nodes(1), daemonSet(), another()).wishesStayUnanswered().synced();
        scenario.settle();
        assertThat(isWishing(scenario, DS, "node-0")).isTrue();
        Command ofOther = scenario.open.stream()
                .filter(command -> command.getSlot().getDaemonSet().getUid().equals(OTHER))
                .findFirst()
                .orElseThrow();
        scenario.observe(ownPod("o", "node-0")
                .setController(Fixtures.owner("other", OTHER))
                .setLabels(labels(
                        APP, "other", "controller-revision-hash", ((CreatePod) ofOther.getWish()).getRevisionHash()))
                .setCommandId(ofOther.getCommandId())
                .build());
        assertThat(isWishing(scenario, OTHER, "node-0")).isFalse();
        assertThat(isWishing(scenario, DS, "node-0")).isTrue();
    }

    @Test
    @DisplayName("C157 the end of a namesake with another UID forgets no wish, the end of the DaemonSet itself all")
    void c157() {
        Scenario scenario = given(nodes(1), daemonSet()).wishesStayUnanswered().synced();
        scenario.settle();
        scenario.when(daemonSet(ds -> ds.setUid("ds-before").setChange(ChangeType.DELETED)));
        assertThat(isWishing(scenario, DS, "node-0")).isTrue();
        scenario.when(daemonSet(ds -> ds.setChange(ChangeType.DELETED)));
        assertThat(scenario.decider.daemonSets()).isEmpty();
        assertThat(scenario.decider.nextDeadline()).isEmpty();
    }

    @Test
    @DisplayName(
            "C158 nothing is decided while a source has not reported; that a pod's version is no number blocks nothing")
    void c158() {
        Scenario scenario =
                given(nodes(1), daemonSet(), pod(ownPod("a", "node-0").setResourceVersion("")));
        assertThat(scenario.settle()).isEqualTo(new Counted(0, 0));
        scenario.synced();
        scenario.disappear("uid-of-a");
        assertThat(scenario.settle()).isEqualTo(new Counted(1, 0));
    }
}
