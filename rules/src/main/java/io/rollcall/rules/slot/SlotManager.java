package io.rollcall.rules.slot;

import io.rollcall.rules.model.PodFacts;
import io.rollcall.rules.model.PodPhase;
import io.rollcall.rules.pod.LivePods;
import io.rollcall.rules.profile.KnownDefect;
import io.rollcall.rules.profile.RuleProfile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
            return slot.verdict().shouldRun() ? SlotPlan.CREATE : SlotPlan.held(settledHold(slot));
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
        return new SlotPlan(false, removals, settledHold(slot));
    }

    private static SlotPlan tidy(SlotView slot) {
        List<PodFacts> pods = new ArrayList<>(slot.pods());
        pods.sort(PodFacts.SURVIVOR_ORDER);
        List<Removal> removals = new ArrayList<>();
        List<PodFacts> running = new ArrayList<>();
        PodFacts terminating = null;
        boolean failedOneGoes = false;
        boolean failedOneWaits = false;
        for (PodFacts pod : pods) {
            if (pod.terminating()) {
                if (terminating == null && LivePods.counts(pod, slot.profile())) {
                    terminating = pod;
                }
            } else if (pod.phase() == PodPhase.FAILED) {
                if (slot.backingOff()) {
                    failedOneWaits = true;
                } else if (!failedOneGoes) {
                    failedOneGoes = true;
                    removals.add(new Removal(pod, RemovalReason.FAILED_POD));
                }
            } else if (runs(pod, slot.profile())) {
                running.add(pod);
            } else {
                removals.add(new Removal(pod, RemovalReason.SUCCEEDED_POD));
            }
        }
        if (!slot.surge()) {
            for (int i = 1; i < running.size(); i++) {
                removals.add(new Removal(running.get(i), RemovalReason.DUPLICATE));
            }
            Hold hold = running.isEmpty()
                    ? hold(slot, failedOneWaits, removals.isEmpty() ? terminating : null)
                    : settledHold(slot);
            return new SlotPlan(false, removals, hold);
        }
        if (running.isEmpty()) {
            return surgeIntoEmptySlot(slot, removals, failedOneWaits);
        }
        Hold hold = running.size() == 1 ? settledHold(slot) : SurgePruning.prune(slot, running, removals);
        return new SlotPlan(false, removals, hold);
    }

    /** Semantics 4.5, first row: no waiting for terminating pods. That back-off is honoured is ours, upstream's is #124388. */
    private static SlotPlan surgeIntoEmptySlot(SlotView slot, List<Removal> removals, boolean failedOneWaits) {
        if (!slot.verdict().shouldRun()) {
            return new SlotPlan(false, removals, hold(slot, failedOneWaits, null));
        }
        boolean ignoresBackOff = slot.profile().has(KnownDefect.SURGE_IGNORES_BACK_OFF);
        if (slot.backOffUntil() != null && slot.backingOff() && !ignoresBackOff) {
            return new SlotPlan(false, removals, new Hold.BackOff(slot.backOffUntil()));
        }
        return removals.isEmpty() ? SlotPlan.CREATE : new SlotPlan(true, removals, Hold.NONE);
    }

    /** Why a slot without a running pod gets none now. */
    private static Hold hold(SlotView slot, boolean failedOneWaits, @Nullable PodFacts terminating) {
        if (!slot.verdict().shouldRun()) {
            return new Hold.NotEligible(slot.verdict().obstacle());
        }
        if (failedOneWaits && slot.backOffUntil() != null) {
            return new Hold.BackOff(slot.backOffUntil());
        }
        return terminating == null ? Hold.NONE : new Hold.WaitingForTermination(terminating.name());
    }

    private static Hold settledHold(SlotView slot) {
        return slot.verdict().shouldRun()
                ? Hold.NONE
                : new Hold.NotEligible(slot.verdict().obstacle());
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
                if (!runs(pod, slot.profile())) {
                    return false;
                }
                running++;
            }
        }
        return running == 1;
    }

    private static boolean runs(PodFacts pod, RuleProfile profile) {
        return switch (pod.phase()) {
            case PENDING, RUNNING, UNKNOWN -> true;
            case SUCCEEDED -> profile.has(KnownDefect.SUCCEEDED_POD_KEPT);
            case FAILED -> false;
        };
    }
}
