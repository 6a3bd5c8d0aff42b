package io.rollcall.rules.slot;

import io.rollcall.rules.model.PodFacts;
import io.rollcall.rules.pod.LivePods;
import io.rollcall.rules.profile.KnownDefect;
import io.rollcall.rules.profile.RuleProfile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What has to be done in one slot apart from rollouts (semantics 4.3 to 4.6). Runs for each event: a settled slot, one running
 * pod on a node that should run it, costs no allocation.
 *
 * <p>A failed pod is deleted now and replaced when it is gone. Of several failed pods one goes at a time, in the order of
 * survival, since its deletion starts the back-off for the others; the caller advances {@link BackOff} for each removal with
 * {@link RemovalReason#FAILED_POD}.
 */
public final class SlotManager {

    private static final Comparator<Removal> BY_SURVIVAL = Comparator.comparing(Removal::pod, PodFacts.SURVIVOR_ORDER);

    private SlotManager() {}

    /** The plan for the slot as it is now. */
    public static SlotPlan manage(SlotView slot) {
        if (!slot.nodeExists()) {
            return nodeGone(slot);
        }
        if (!occupied(slot.pods(), slot.profile())) {
            return slot.verdict().shouldRun() ? SlotPlan.CREATE : SlotPlan.held(Hold.of(slot.verdict()));
        }
        if (!slot.verdict().shouldContinue()) {
            return evacuate(slot);
        }
        if (slot.verdict().shouldRun() && settled(slot)) {
            return SlotPlan.NOTHING;
        }
        return tidy(slot);
    }

    /** Bound pods of a gone node are the pod garbage collector's; those that still wait for it would wait for ever. */
    private static SlotPlan nodeGone(SlotView slot) {
        List<Removal> removals = new ArrayList<>();
        for (PodFacts pod : slot.pods()) {
            if (!pod.bound() && !pod.terminating()) {
                removals.add(new Removal(pod, RemovalReason.NODE_GONE_UNBOUND));
            }
        }
        removals.sort(BY_SURVIVAL);
        return removals.isEmpty() ? SlotPlan.NOTHING : new SlotPlan(false, removals, Hold.NONE);
    }

    private static SlotPlan evacuate(SlotView slot) {
        List<Removal> removals = new ArrayList<>();
        for (PodFacts pod : slot.pods()) {
            if (!pod.terminating()) {
                removals.add(new Removal(pod, RemovalReason.NOT_ELIGIBLE));
            }
        }
        removals.sort(BY_SURVIVAL);
        return new SlotPlan(false, removals, Hold.of(slot.verdict()));
    }

    private static SlotPlan tidy(SlotView slot) {
        SlotCensus census = SlotCensus.take(slot);
        List<PodFacts> running = census.running();
        List<Removal> removals = census.ended();
        if (running.isEmpty()) {
            return slot.surge()
                    ? surgeIntoEmptySlot(slot, census)
                    : new SlotPlan(false, removals, holdOfEmptySlot(slot, census));
        }
        if (slot.surge() && running.size() > 1) {
            Hold hold = SurgePruning.prune(slot, running, removals);
            return new SlotPlan(false, removals, hold);
        }
        for (int i = 1; i < running.size(); i++) {
            removals.add(new Removal(running.get(i), RemovalReason.DUPLICATE));
        }
        return new SlotPlan(false, removals, Hold.of(slot.verdict()));
    }

    /** Semantics 4.5, first row: no waiting for terminating pods. That back-off is honoured is ours, upstream's is #124388. */
    private static SlotPlan surgeIntoEmptySlot(SlotView slot, SlotCensus census) {
        if (!slot.verdict().shouldRun()) {
            return new SlotPlan(false, census.ended(), Hold.of(slot.verdict()));
        }
        boolean ignoresBackOff = slot.profile().has(KnownDefect.SURGE_IGNORES_BACK_OFF);
        if (slot.backOffUntil() != null && slot.backingOff() && !ignoresBackOff) {
            return new SlotPlan(false, census.ended(), new Hold.BackOff(slot.backOffUntil()));
        }
        return census.ended().isEmpty() ? SlotPlan.CREATE : new SlotPlan(true, census.ended(), Hold.NONE);
    }

    /** Why a slot without a running pod gets none now. What is removed now is replaced once it is gone. */
    private static Hold holdOfEmptySlot(SlotView slot, SlotCensus census) {
        PodFacts terminating = census.terminating();
        if (!slot.verdict().shouldRun()) {
            return Hold.of(slot.verdict());
        }
        if (census.failedOneWaits() && slot.backOffUntil() != null) {
            return new Hold.BackOff(slot.backOffUntil());
        }
        return terminating == null || !census.ended().isEmpty()
                ? Hold.NONE
                : new Hold.WaitingForTermination(terminating.name());
    }

    private static boolean occupied(List<PodFacts> pods, RuleProfile profile) {
        for (int i = 0; i < pods.size(); i++) {
            if (LivePods.counts(pods.get(i), profile)) {
                return true;
            }
        }
        return false;
    }

    /** Exactly one running pod and nothing else but terminating ones. */
    private static boolean settled(SlotView slot) {
        int running = 0;
        for (int i = 0; i < slot.pods().size(); i++) {
            PodFacts pod = slot.pods().get(i);
            if (!pod.terminating()) {
                if (!SlotCensus.runs(pod, slot.profile())) {
                    return false;
                }
                running++;
            }
        }
        return running == 1;
    }
}
