package io.rollcall.controller.shadow;

import io.rollcall.events.ActionType;
import io.rollcall.events.OwnerReference;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done to a pod of a DaemonSet, perhaps by its controller.
 *
 * @param pod the pod as it was before the action, or as it was created or adopted
 * @param owner the DaemonSet that did it if its controller did
 * @param node the slot; empty when the pod belongs to none
 * @param grace how long a deleted pod was given to end; null when unknown, and for other actions
 */
record Action(
        ActionType type,
        ObservedPod pod,
        OwnerReference owner,
        String node,
        @Nullable Duration grace,
        Seen seen) {

    static Action of(ActionType type, ObservedPod pod, OwnerReference owner, Seen seen) {
        return of(type, pod, owner, null, seen);
    }

    static Action of(ActionType type, ObservedPod pod, OwnerReference owner, @Nullable Duration grace, Seen seen) {
        String node = pod.facts().targetNode();
        return new Action(type, pod, owner, node == null ? "" : node, grace, seen);
    }

    long offset() {
        return seen.offset();
    }

    String podUid() {
        return pod.uid();
    }
}
