package io.rollcall.rules.slot;

import static io.rollcall.rules.given.Given.at;
import static io.rollcall.rules.given.GivenPod.newPod;
import static io.rollcall.rules.given.GivenPod.oldPod;
import static io.rollcall.rules.given.GivenPod.pod;
import static io.rollcall.rules.slot.GivenSlot.KEEPS_ONLY;
import static io.rollcall.rules.slot.GivenSlot.slot;
import static io.rollcall.rules.slot.PlanAssert.assertPlan;

import io.rollcall.rules.profile.KnownDefect;
import io.rollcall.rules.profile.RuleProfile;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Slots with surge (semantics 4.5). */
class SurgeSlotTest {

    @Test
    @DisplayName("C203 of many pods of the current hash the oldest stays")
    void sameHash() {
        assertPlan(slot()).creates();
        assertPlan(slot(newPod("a")).surge()).doesNothing();
        assertPlan(slot(newPod("a").created(1), newPod("b").created(2)).surge()).removes("b DUPLICATE");
        assertPlan(slot(newPod("e"), newPod("d"), newPod("c"), newPod("b"), newPod("a"))
                        .surge())
                .createsNothing()
                .removes("b DUPLICATE", "c DUPLICATE", "d DUPLICATE", "e DUPLICATE");
    }

    @Test
    @DisplayName("C204 S8 the oldest Ready old pod stays beside the new one, the second old one goes")
    void readyOldStays() {
        assertPlan(slot(
                                newPod("new").created(100),
                                oldPod("old-a").created(50).ready(),
                                oldPod("old-b").created(60).ready())
                        .surge())
                .createsNothing()
                .removes("old-b DUPLICATE")
                .holds(new Hold.WaitingForAvailability("new", "old-a"));
    }

    @Test
    @DisplayName("C206 S8 where the oldest old pod is not Ready both old ones go")
    void unreadyOldGoes() {
        assertPlan(slot(
                                newPod("new").created(100),
                                oldPod("old-a").created(50),
                                oldPod("old-b").created(60).ready())
                        .surge())
                .removes("old-a SURGE_OLD_UNREADY", "old-b DUPLICATE");
    }

    @Test
    @DisplayName("C207 S8 a new pod that has not been Ready for minReadySeconds keeps the oldest old one")
    void minReadyNotReached() {
        assertPlan(minReadySlot().now(at(110))).removes("old-b DUPLICATE");
    }

    @Test
    @DisplayName("C208 S8 a new pod that has been Ready for minReadySeconds replaces both old ones")
    void minReadyReached() {
        assertPlan(minReadySlot().now(at(120))).removes("old-a SURGE_REPLACED", "old-b DUPLICATE");
    }

    @Test
    @DisplayName("4.5 readiness alone protects the old pod, even where it is not available yet")
    void readyIsEnoughForTheOldPod() {
        assertPlan(slot(
                                oldPod("old").created(1).readySince(at(998)),
                                newPod("new").created(2))
                        .surge()
                        .minReadySeconds(15))
                .doesNothing();
    }

    @Test
    @DisplayName("C217 a Ready old pod and a new one that never gets ready both stay")
    void bothStay() {
        assertPlan(slot(oldPod("old").ready(), newPod("new").created(1)).surge())
                .doesNothing()
                .holds(new Hold.WaitingForAvailability("new", "old"));
    }

    @Test
    @DisplayName("4.5 pruning reads the hash label only: a pod without it is old")
    void generationLabelDoesNotCount() {
        assertPlan(slot(
                                pod("adopted").ready().label("pod-template-generation", "7"),
                                newPod("new").created(1))
                        .surge())
                .doesNothing();
    }

    @Test
    @DisplayName("C205 a terminating pod does not block a pod with surge")
    void terminatingDoesNotBlock() {
        assertPlan(slot(oldPod("goes").terminating()).surge()).creates().removes();
        assertPlan(slot(oldPod("goes").terminating()).surge().verdict(KEEPS_ONLY))
                .doesNothing();
    }

    @Test
    @DisplayName("4.5 with surge a failed pod is removed and replaced at once, unless back-off runs")
    void failedPod() {
        assertPlan(slot(newPod("f").failed()).surge()).creates().removes("f FAILED_POD");
        assertPlan(slot(newPod("f").failed()).surge().backOffUntil(at(1000)))
                .creates()
                .removes("f FAILED_POD");
    }

    @Test
    @DisplayName("C216 upstream creates while the failed pod waits in back-off, the newest rules wait too")
    void backOff() {
        GivenSlot slot = slot(newPod("f").failed()).surge().backOffUntil(at(1001));

        assertPlan(slot).doesNothing().holds(new Hold.BackOff(at(1001)));
        assertPlan(slot.rules(RuleProfile.NEWEST.with(KnownDefect.SURGE_IGNORES_BACK_OFF)))
                .creates()
                .removes();
    }

    @Test
    @DisplayName("C63 with surge nothing is created on a node that keeps but does not run pods")
    void keptOnly() {
        assertPlan(slot(newPod("f").failed()).surge().verdict(KEEPS_ONLY))
                .createsNothing()
                .removes("f FAILED_POD")
                .holds(new Hold.NotEligible(KEEPS_ONLY.obstacle()));
    }

    private static GivenSlot minReadySlot() {
        return slot(
                        newPod("new").created(100).readySince(at(100)),
                        oldPod("old-a").created(50).ready(),
                        oldPod("old-b").created(60).ready())
                .surge()
                .minReadySeconds(15);
    }
}
