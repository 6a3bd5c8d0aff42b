package io.rollcall.rules.slot;

import io.rollcall.rules.model.PodFacts;
import io.rollcall.rules.pod.Availability;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two or more running pods in a slot with surge (semantics 4.5): the oldest of the current hash and the oldest of any other may
 * stay together while the old one is Ready and the new one is not yet available. Only the hash label counts here, not the
 * template generation.
 */
final class SurgePruning {

    private SurgePruning() {}

    /**
     * Adds what goes to the removals.
     *
     * @param running at least two pods in the order of survival
     */
    static Hold prune(SlotView slot, List<PodFacts> running, List<Removal> removals) {
        PodFacts oldestNew = null;
        PodFacts oldestOld = null;
        for (PodFacts pod : running) {
            boolean current = slot.currentHash().equals(pod.hashLabel());
            if (current && oldestNew == null) {
                oldestNew = pod;
            } else if (!current && oldestOld == null) {
                oldestOld = pod;
            } else {
                removals.add(new Removal(pod, RemovalReason.DUPLICATE));
            }
        }
        return oldestNew == null || oldestOld == null
                ? Hold.of(slot.verdict())
                : replace(slot, oldestNew, oldestOld, removals);
    }

    private static Hold replace(SlotView slot, PodFacts newPod, PodFacts oldPod, List<Removal> removals) {
        RemovalReason reason = reasonToRemove(slot, newPod, oldPod);
        if (reason == null) {
            return new Hold.WaitingForAvailability(newPod.name(), oldPod.name());
        }
        removals.add(new Removal(oldPod, reason));
        return Hold.of(slot.verdict());
    }

    private static @Nullable RemovalReason reasonToRemove(SlotView slot, PodFacts newPod, PodFacts oldPod) {
        if (!oldPod.ready()) {
            return RemovalReason.SURGE_OLD_UNREADY;
        }
        return Availability.isAvailable(newPod, slot.minReadySeconds(), slot.now())
                ? RemovalReason.SURGE_REPLACED
                : null;
    }
}
