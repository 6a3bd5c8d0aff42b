package io.rollcall.controller.aggregate;

import io.rollcall.events.AdoptPod;
import io.rollcall.events.ChangeType;
import io.rollcall.events.Command;
import io.rollcall.events.CommandResultObserved;
import io.rollcall.events.CreatePod;
import io.rollcall.events.DeletePods;
import io.rollcall.events.PodObserved;
import io.rollcall.events.PodRef;
import io.rollcall.events.ReleasePod;
import io.rollcall.events.WishState;
import io.rollcall.rules.model.WellKnown;
import io.rollcall.rules.wish.Refusal;
import io.rollcall.rules.wish.Retry;
import java.time.Instant;
import java.util.Objects;

/**
 * When an open wish of a slot is over. An answer of failure ends it; an answer of success only tells what will be observed, as pods and
 * answers come through different topics in any order. So a create ends when its pod has been observed, be it only its end.
 */
final class WishEnding {

    private WishEnding() {}

    /** A pod was observed, and the slot's pods already say so. */
    static void podObserved(DaemonSetAggregate daemonSet, Slot slot, PodObserved pod) {
        WishState wish = slot.wish;
        if (wish == null) {
            return;
        }
        boolean gone = pod.getChange() == ChangeType.DELETED;
        boolean owned = daemonSet.uid.equals(Facts.controllerUid(pod));
        boolean over = switch (wish.getCommand().getWish()) {
            case CreatePod create -> isPodOf(wish, pod);
            case DeletePods delete -> allGoing(delete, slot);
            case AdoptPod adopt ->
                adopt.getRevisionHash() == null ? isAdopted(adopt, pod) : isRelabelled(adopt, pod, owned);
            case ReleasePod release -> release.getPod().getUid().equals(pod.getUid()) && (gone || !owned);
            default ->
                throw new IllegalStateException(
                        "unknown wish " + wish.getCommand().getWish().getClass().getName());
        };
        if (over) {
            succeed(daemonSet, slot);
        }
    }

    /** A pod that had no controller was observed; returns whether the slot's wish to adopt it is over. */
    static boolean orphanObserved(DaemonSetAggregate daemonSet, Slot slot, PodObserved pod) {
        WishState wish = slot.wish;
        boolean over = wish != null && wish.getCommand().getWish() instanceof AdoptPod adopt && isAdopted(adopt, pod);
        if (over) {
            succeed(daemonSet, slot);
        }
        return over;
    }

    /** The actuator answered; returns whether that concerned the open wish. */
    static boolean answered(DaemonSetAggregate daemonSet, Slot slot, CommandResultObserved result, Instant now) {
        WishState wish = slot.wish;
        if (wish == null || wish.getCommand().getSlotSeq() != result.getSlotSeq()) {
            return false;
        }
        switch (result.getOutcome()) {
            case DONE -> {
                String uid = result.getPodUid();
                if (slot.hasOpenCreate() && uid != null) {
                    if (slot.pods.containsKey(uid)) {
                        succeed(daemonSet, slot);
                    } else {
                        wish.setAnsweredPodUid(uid);
                    }
                }
            }
            case FAILED, SUPERSEDED, UNKNOWN -> fail(daemonSet, slot, Refusal.of(result.getReason()), now);
        }
        return true;
    }

    /** Nobody answered for too long: the slot may wish anew, under the same pod name. */
    static void giveUp(DaemonSetAggregate daemonSet, Slot slot, Instant now) {
        if (slot.hasOpenCreate()) {
            daemonSet.window.refused(slot.createsMissing(), Refusal.OTHER, now);
            slot.failures++;
        }
        close(daemonSet, slot);
    }

    private static void succeed(DaemonSetAggregate daemonSet, Slot slot) {
        if (slot.hasOpenCreate()) {
            daemonSet.window.ended(slot.createsMissing());
            slot.attempts++;
        }
        close(daemonSet, slot);
        slot.failures = 0;
        slot.retryAt = null;
    }

    private static void fail(DaemonSetAggregate daemonSet, Slot slot, Refusal refusal, Instant now) {
        if (slot.hasOpenCreate()) {
            if (refusal.concernsAllSlots()) {
                daemonSet.window.refused(slot.createsMissing(), refusal, now);
            } else {
                daemonSet.window.ended(slot.createsMissing());
            }
            slot.attempts++;
        }
        close(daemonSet, slot);
        slot.retryAt = now.plus(Retry.after(refusal, slot.failures));
        slot.failures++;
    }

    private static void close(DaemonSetAggregate daemonSet, Slot slot) {
        daemonSet.deletes.ended(slot.wish);
        slot.wish = null;
    }

    private static boolean isAdopted(AdoptPod adopt, PodObserved pod) {
        return adopt.getPod().getUid().equals(pod.getUid())
                && (pod.getChange() == ChangeType.DELETED || pod.getController() != null);
    }

    /** A pod that is gone or another's by now needs no label of ours. */
    private static boolean isRelabelled(AdoptPod adopt, PodObserved pod, boolean owned) {
        return adopt.getPod().getUid().equals(pod.getUid())
                && (pod.getChange() == ChangeType.DELETED
                        || !owned
                        || Objects.equals(
                                adopt.getRevisionHash(), pod.getLabels().get(WellKnown.REVISION_HASH_LABEL)));
    }

    private static boolean isPodOf(WishState wish, PodObserved pod) {
        Command command = wish.getCommand();
        return command.getCommandId().equals(pod.getCommandId()) || pod.getUid().equals(wish.getAnsweredPodUid());
    }

    private static boolean allGoing(DeletePods delete, Slot slot) {
        for (PodRef ref : delete.getPods()) {
            TrackedPod pod = slot.pods.get(ref.getUid());
            if (pod != null && !pod.facts().terminating()) {
                return false;
            }
        }
        return true;
    }
}
