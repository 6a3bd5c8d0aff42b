package io.rollcall.rules.slot;

import io.rollcall.rules.model.PodFacts;
import io.rollcall.rules.model.PodPhase;
import io.rollcall.rules.pod.LivePods;
import io.rollcall.rules.profile.KnownDefect;
import io.rollcall.rules.profile.RuleProfile;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pods of a slot on a node that may keep them, sorted out (semantics 4.4 rule 2, 4.6).
 *
 * @param running those that run or are about to, in the order of survival
 * @param ended removals of those that have failed or succeeded; the list may grow
 * @param terminating the first one that is on its way out; null when none is
 * @param failedOneWaits whether a failed pod waits for the end of the back-off
 */
record SlotCensus(
        List<PodFacts> running,
        List<Removal> ended,
        @Nullable PodFacts terminating,
        boolean failedOneWaits) {

    static SlotCensus take(SlotView slot) {
        List<PodFacts> pods = new ArrayList<>(slot.pods());
        pods.sort(PodFacts.SURVIVOR_ORDER);
        List<PodFacts> running = new ArrayList<>();
        List<Removal> ended = new ArrayList<>();
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
                    ended.add(new Removal(pod, RemovalReason.FAILED_POD));
                }
            } else if (runs(pod, slot.profile())) {
                running.add(pod);
            } else {
                ended.add(new Removal(pod, RemovalReason.SUCCEEDED_POD));
            }
        }
        return new SlotCensus(running, ended, terminating, failedOneWaits);
    }

    /** Whether a pod that is not terminating runs, is about to, or has lost touch. */
    static boolean runs(PodFacts pod, RuleProfile profile) {
        return switch (pod.phase()) {
            case PENDING, RUNNING, UNKNOWN -> true;
            case SUCCEEDED -> profile.has(KnownDefect.SUCCEEDED_POD_KEPT);
            case FAILED -> false;
        };
    }
}
