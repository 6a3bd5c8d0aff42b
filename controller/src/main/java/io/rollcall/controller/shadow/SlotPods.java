package io.rollcall.controller.shadow;

import io.rollcall.rules.model.PodFacts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pods of one slot, by UID.
 *
 * @param facts the same pods as the rules read them
 * @param seen the record that brought this state; null for a slot that never had a pod
 */
record SlotPods(
        List<ObservedPod> pods,
        List<PodFacts> facts,
        @Nullable Seen seen) {

    static final SlotPods NONE = new SlotPods(List.of(), List.of(), null);

    /** With this pod in place of its former state. */
    SlotPods with(ObservedPod pod, Seen by) {
        List<ObservedPod> changed = without(pod.uid());
        changed.add(pod);
        changed.sort((one, other) -> one.uid().compareTo(other.uid()));
        return of(changed, by);
    }

    /** Without this pod. */
    SlotPods without(ObservedPod pod, Seen by) {
        return of(without(pod.uid()), by);
    }

    boolean isEmpty() {
        return pods.isEmpty();
    }

    private List<ObservedPod> without(String uid) {
        List<ObservedPod> others = new ArrayList<>(pods);
        others.removeIf(pod -> pod.uid().equals(uid));
        return others;
    }

    private static SlotPods of(List<ObservedPod> pods, Seen by) {
        return new SlotPods(
                List.copyOf(pods), pods.stream().map(ObservedPod::facts).toList(), by);
    }
}
