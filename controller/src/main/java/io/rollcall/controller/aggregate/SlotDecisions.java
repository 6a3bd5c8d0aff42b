package io.rollcall.controller.aggregate;

import io.rollcall.controller.aggregate.Assessment.Standing;
import io.rollcall.controller.aggregate.Assessment.Undecided;
import io.rollcall.events.PodRef;
import io.rollcall.rules.claim.Claim;
import io.rollcall.rules.claim.ClaimResult;
import io.rollcall.rules.model.DaemonSetSpec;
import io.rollcall.rules.model.PodFacts;
import io.rollcall.rules.model.PodPhase;
import io.rollcall.rules.pod.Availability;
import io.rollcall.rules.profile.RuleProfile;
import io.rollcall.rules.rollout.RolloutClass;
import io.rollcall.rules.rollout.RolloutClassifier;
import io.rollcall.rules.slot.BackOff;
import io.rollcall.rules.slot.Hold;
import io.rollcall.rules.slot.SlotManager;
import io.rollcall.rules.slot.SlotPlan;
import io.rollcall.rules.slot.SlotView;
import io.rollcall.rules.status.StatusRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What follows from one slot as it stands: pure, reads only. */
final class SlotDecisions {

    private SlotDecisions() {}

    /**
     * What a slot adds, wants and waits for.
     *
     * @param action null when nothing is to be done
     * @param deadline when to look again though nothing was observed; null for never
     */
    record Finding(
            Assessment assessment,
            @Nullable SlotAction action,
            @Nullable Instant deadline) {}

    static Finding of(
            DaemonSetAggregate daemonSet,
            Slot slot,
            TreeMap<String, TrackedPod> orphans,
            Instant now,
            RuleProfile profile) {
        DaemonSetSpec spec = daemonSet.spec();
        boolean deleting = daemonSet.isDeleting();
        List<PodFacts> claimed = new ArrayList<>();
        SlotAction ownership = null;
        SlotAction relabel = null;
        for (TrackedPod pod : slot.pods.values()) {
            ClaimResult claim = Claim.of(pod.facts(), daemonSet.uid, spec.selector(), deleting);
            if (claim == ClaimResult.CLAIMED) {
                claimed.add(pod.facts());
                relabel = relabel == null ? relabel(daemonSet, pod) : relabel;
            } else if (claim == ClaimResult.RELEASE && ownership == null) {
                ownership = new SlotAction.Release(ref(pod));
            }
        }
        for (TrackedPod orphan : orphans.values()) {
            if (Claim.of(orphan.facts(), daemonSet.uid, spec.selector(), deleting) == ClaimResult.ADOPT) {
                claimed.add(orphan.facts());
                ownership = ownership == null ? new SlotAction.Adopt(ref(orphan)) : ownership;
            }
        }
        Instant backOffUntil = backOffUntil(daemonSet, slot);
        SlotPlan plan = SlotManager.manage(new SlotView(
                slot.verdict,
                slot.nodeExists,
                claimed,
                daemonSet.surges(),
                daemonSet.currentHash(),
                spec.minReadySeconds(),
                now,
                backOffUntil,
                profile));
        SlotAction action = null;
        String hold = holdCode(plan.hold());
        if (slot.wish == null && daemonSet.isActive()) {
            if (isRefused(slot, now)) {
                hold = "REFUSED";
            } else if (ownership != null) {
                action = ownership;
            } else if (relabel != null) {
                action = relabel;
            } else if (!plan.removals().isEmpty()) {
                action = new SlotAction.Delete(plan.removals(), Collections.emptySortedMap());
            } else if (plan.create()) {
                action = new SlotAction.Create(CreateReason.MISSING_POD, Collections.emptySortedMap());
            }
        }
        return new Finding(
                new Assessment(
                        StatusRules.contribution(
                                slot.verdict,
                                slot.nodeExists,
                                claimed,
                                daemonSet.currentHash(),
                                spec.templateGeneration(),
                                spec.minReadySeconds(),
                                now,
                                profile),
                        standing(daemonSet, slot, claimed, now, profile),
                        hold),
                action,
                deadline(slot, claimed, spec, plan.hold(), backOffUntil, now));
    }

    private static @Nullable SlotAction relabel(DaemonSetAggregate daemonSet, TrackedPod pod) {
        boolean duplicate = daemonSet.revisions.isDuplicate(pod.facts().hashLabel());
        return duplicate && !pod.facts().terminating()
                ? new SlotAction.Relabel(ref(pod), daemonSet.currentHash())
                : null;
    }

    private static @Nullable Standing standing(
            DaemonSetAggregate daemonSet, Slot slot, List<PodFacts> claimed, Instant now, RuleProfile profile) {
        if (claimed.isEmpty() && !slot.verdict.shouldRun()) {
            return null;
        }
        RolloutClass rolloutClass = RolloutClassifier.classify(
                claimed,
                daemonSet.currentHash(),
                daemonSet.spec().templateGeneration(),
                daemonSet.spec().minReadySeconds(),
                now,
                profile);
        return new Standing(
                rolloutClass,
                slot.verdict.shouldRun(),
                slot.nodeExists,
                isServed(rolloutClass, daemonSet, slot, claimed, now, profile),
                undecided(slot, now));
    }

    /** The class tells it of a slot with one pod; only where a pod is about to go, or two stand, the pods are looked at again. */
    private static boolean isServed(
            RolloutClass rolloutClass,
            DaemonSetAggregate daemonSet,
            Slot slot,
            List<PodFacts> claimed,
            Instant now,
            RuleProfile profile) {
        boolean lookAgain = slot.hasOpenDelete()
                || rolloutClass == RolloutClass.BOTH_NEW_AVAILABLE
                || rolloutClass == RolloutClass.BOTH_NEW_UNAVAILABLE;
        return lookAgain
                ? RolloutClassifier.isServed(
                        slot.withoutDeleted(claimed),
                        daemonSet.currentHash(),
                        daemonSet.spec().templateGeneration(),
                        daemonSet.spec().minReadySeconds(),
                        now,
                        profile)
                : rolloutClass == RolloutClass.OLD_AVAILABLE || rolloutClass == RolloutClass.NEW_AVAILABLE;
    }

    private static Undecided undecided(Slot slot, Instant now) {
        if (slot.hasOpenDelete()) {
            return Undecided.LOSES_POD;
        }
        if (slot.hasOpenCreate()) {
            return Undecided.GAINS_POD;
        }
        return slot.wish != null || isRefused(slot, now) ? Undecided.WAITS : Undecided.NO;
    }

    /** Whether the last wish was refused, and it is too early for another. */
    private static boolean isRefused(Slot slot, Instant now) {
        return slot.retryAt != null && now.isBefore(slot.retryAt);
    }

    private static @Nullable Instant backOffUntil(DaemonSetAggregate daemonSet, Slot slot) {
        BackOff backOff = slot.backOff;
        return backOff == null || slot.backOffGeneration != daemonSet.observedGeneration() ? null : backOff.until();
    }

    private static @Nullable String holdCode(Hold hold) {
        return switch (hold) {
            case Hold.None none -> null;
            case Hold.NotEligible refused -> refused.obstacle().code();
            case Hold.WaitingForTermination waiting -> waiting.code();
            case Hold.BackOff backOff -> backOff.code();
            case Hold.WaitingForAvailability waiting -> waiting.code();
        };
    }

    private static @Nullable Instant deadline(
            Slot slot,
            List<PodFacts> claimed,
            DaemonSetSpec spec,
            Hold hold,
            @Nullable Instant backOffUntil,
            Instant now) {
        Instant next = slot.wish == null ? slot.retryAt : slot.stuckAt();
        next = next != null && next.isAfter(now) ? next : null;
        boolean waits = hold instanceof Hold.BackOff;
        for (PodFacts pod : claimed) {
            waits = waits || pod.phase() == PodPhase.FAILED;
            if (pod.ready() && spec.minReadySeconds() > 0) {
                next = earliest(next, Availability.availableAt(pod, spec.minReadySeconds()), now);
            }
        }
        return waits ? earliest(next, backOffUntil, now) : next;
    }

    private static @Nullable Instant earliest(@Nullable Instant one, @Nullable Instant other, Instant now) {
        if (other == null || !other.isAfter(now)) {
            return one;
        }
        return one == null || other.isBefore(one) ? other : one;
    }

    private static PodRef ref(TrackedPod pod) {
        return new PodRef(pod.observed().getName(), pod.observed().getUid());
    }
}
