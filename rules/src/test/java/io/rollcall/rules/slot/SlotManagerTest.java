package io.rollcall.rules.slot;

import static io.rollcall.rules.given.Given.at;
import static io.rollcall.rules.given.GivenPod.newPod;
import static io.rollcall.rules.given.GivenPod.oldPod;
import static io.rollcall.rules.given.GivenPod.pod;
import static io.rollcall.rules.slot.GivenSlot.KEEPS_ONLY;
import static io.rollcall.rules.slot.GivenSlot.REFUSES;
import static io.rollcall.rules.slot.GivenSlot.slot;
import static io.rollcall.rules.slot.PlanAssert.assertPlan;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.rules.model.PodPhase;
import io.rollcall.rules.profile.KnownDefect;
import io.rollcall.rules.profile.RuleProfile;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Slots without surge: presence, duplicates, ended and terminating pods (semantics 4.3, 4.4). */
class SlotManagerTest {

    @Test
    @DisplayName("C4 C50 an empty slot of an eligible node gets a pod")
    void emptySlot() {
        assertPlan(slot()).creates().removes().holds(Hold.NONE);
    }

    @Test
    @DisplayName("C10 C49 a running pod is left alone")
    void settled() {
        assertThat(SlotManager.manage(slot(newPod("p")).view())).isSameAs(SlotPlan.NOTHING);
    }

    @ParameterizedTest(name = "C49 a pod in phase {0} counts as running")
    @CsvSource({"PENDING", "RUNNING", "UNKNOWN"})
    void runningPhases(PodPhase phase) {
        assertPlan(slot(newPod("p").phase(phase))).doesNothing();
    }

    @Test
    @DisplayName("C39 the unbound pod of two goes, though it is older")
    void unboundGoes() {
        assertPlan(slot(pod("a").waitingFor("node-0").created(0), pod("b").created(300)))
                .createsNothing()
                .removes("a DUPLICATE");
    }

    @Test
    @DisplayName("C40 C160 the younger of two bound pods goes, Ready or not")
    void youngerGoes() {
        assertPlan(slot(pod("old").created(0), pod("young").created(60).ready()))
                .removes("young DUPLICATE");
        assertPlan(slot(pod("old").created(0).ready(), pod("young").created(60)))
                .removes("young DUPLICATE");
    }

    @Test
    @DisplayName("C41 of two pods of one age the greater name goes")
    void greaterNameGoes() {
        assertPlan(slot(pod("p-b"), pod("p-a"))).removes("p-b DUPLICATE");
    }

    @Test
    @DisplayName("C42 without surge an older old pod survives a newer new one")
    void versionPlaysNoPart() {
        assertPlan(slot(
                        oldPod("former").created(0).ready(),
                        newPod("latter").created(60).ready()))
                .removes("latter DUPLICATE");
    }

    @Test
    @DisplayName("C36 C37 C38 of five pods four go")
    void fiveDuplicates() {
        assertPlan(slot(pod("p5"), pod("p3"), pod("p1"), pod("p2"), pod("p4")))
                .createsNothing()
                .removes("p2 DUPLICATE", "p3 DUPLICATE", "p4 DUPLICATE", "p5 DUPLICATE");
    }

    @Test
    @DisplayName("C43 a terminating pod is no duplicate")
    void terminatingIsNoDuplicate() {
        assertPlan(slot(pod("stays"), pod("goes").created(-60).terminating()))
                .doesNothing()
                .holds(Hold.NONE);
    }

    @Test
    @DisplayName("C44 a terminating pod blocks its replacement")
    void terminatingBlocks() {
        assertPlan(slot(pod("goes").terminating())).doesNothing().holds(new Hold.WaitingForTermination("goes"));
    }

    @ParameterizedTest(name = "C45 C46 C60 a {0} pod held by a finalizer does not block, before 1.28 it does")
    @CsvSource({"SUCCEEDED", "FAILED"})
    void terminalTerminating(PodPhase phase) {
        GivenSlot slot = slot(pod("ended").phase(phase).terminating());

        assertPlan(slot).creates().removes();
        assertPlan(slot.rules(RuleProfile.NEWEST.with(KnownDefect.TERMINAL_TERMINATING_BLOCKS)))
                .doesNothing()
                .holds(new Hold.WaitingForTermination("ended"));
    }

    @Test
    @DisplayName("C47 the unbound pod of a gone node goes, the bound one is left to pod GC, and nothing is created")
    void goneNode() {
        assertPlan(slot(pod("bound"), pod("waiting").waitingFor("node-0")).nodeGone())
                .createsNothing()
                .removes("waiting NODE_GONE_UNBOUND");
        assertPlan(slot(pod("waiting").waitingFor("node-0").terminating()).nodeGone())
                .doesNothing();
        assertPlan(slot().nodeGone()).doesNothing();
    }

    @Test
    @DisplayName("C51 C59 a failed pod goes now and is replaced when it is gone")
    void failedPod() {
        assertPlan(slot(newPod("p").failed())).createsNothing().removes("p FAILED_POD");
    }

    @Test
    @DisplayName("C52 one failed and three running pods: the failed one and two duplicates go")
    void failedAndDuplicates() {
        assertPlan(slot(pod("a"), pod("b"), pod("c"), pod("f").failed()))
                .createsNothing()
                .removes("f FAILED_POD", "b DUPLICATE", "c DUPLICATE");
    }

    @Test
    @DisplayName("C53 a failed pod waits for its back-off, and no longer than that")
    void backOff() {
        GivenSlot slot = slot(newPod("p").failed()).backOffUntil(at(1000));

        assertPlan(slot.now(at(1000).minusNanos(1))).doesNothing().holds(new Hold.BackOff(at(1000)));
        assertPlan(slot.now(at(1000))).createsNothing().removes("p FAILED_POD");
    }

    @Test
    @DisplayName("4.6 of two failed pods one goes, the other waits for the back-off that this starts")
    void twoFailedPods() {
        assertPlan(slot(newPod("b").failed(), newPod("a").failed())).removes("a FAILED_POD");
    }

    @Test
    @DisplayName("C58 C62 a succeeded pod goes without back-off, in 1.23 it stays for ever")
    void succeededPod() {
        GivenSlot slot = slot(newPod("p").succeeded()).backOffUntil(at(2000));

        assertPlan(slot).createsNothing().removes("p SUCCEEDED_POD");
        assertPlan(slot.rules(RuleProfile.of("1.28"))).removes("p SUCCEEDED_POD");
        assertPlan(slot.rules(RuleProfile.of("1.23"))).doesNothing();
    }

    @Test
    @DisplayName("C63 a failed pod on a node that keeps but does not run pods goes and is not replaced")
    void failedWhereOnlyKept() {
        assertPlan(slot(newPod("p").failed()).verdict(KEEPS_ONLY))
                .createsNothing()
                .removes("p FAILED_POD");
        assertPlan(slot().verdict(KEEPS_ONLY)).doesNothing().holds(new Hold.NotEligible(KEEPS_ONLY.obstacle()));
    }

    @Test
    @DisplayName("C65 a running pod stays under an untolerated NoSchedule taint")
    void keptUnderNoSchedule() {
        assertPlan(slot(newPod("p")).verdict(KEEPS_ONLY))
                .doesNothing()
                .holds(new Hold.NotEligible(KEEPS_ONLY.obstacle()));
        assertPlan(slot(pod("a"), pod("b")).verdict(KEEPS_ONLY)).removes("b DUPLICATE");
    }

    @Test
    @DisplayName("C66 C35 a running pod goes where the node may not keep it, a terminating one is left")
    void evictedUnderNoExecute() {
        assertPlan(slot(newPod("p"), newPod("q").terminating()).verdict(REFUSES))
                .createsNothing()
                .removes("p NOT_ELIGIBLE")
                .holds(new Hold.NotEligible(REFUSES.obstacle()));
        assertPlan(slot().verdict(REFUSES)).doesNothing().holds(new Hold.NotEligible(REFUSES.obstacle()));
    }

    @Test
    @DisplayName("C64 back-off does not keep a failed pod where the node may not keep it")
    void backOffWhereRefused() {
        assertPlan(slot(newPod("p").failed(), newPod("s").succeeded())
                        .verdict(REFUSES)
                        .backOffUntil(at(2000)))
                .createsNothing()
                .removes("p NOT_ELIGIBLE", "s NOT_ELIGIBLE");
    }

    @Test
    @DisplayName("C191 of one old and one new pod without surge the newer goes")
    void oldAndNewWithoutSurge() {
        assertPlan(slot(oldPod("former").created(0), newPod("latter").created(10)))
                .removes("latter DUPLICATE");
    }
}
