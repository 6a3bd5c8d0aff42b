package io.rollcall.controller.aggregate;

import io.rollcall.events.PodObserved;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Pods that belong to no slot: those without a controller, those whose DaemonSet has not been observed, and those without a target node
 * (semantics 3.3). Pods without a controller are indexed by namespace and node, as any DaemonSet there may claim them.
 */
final class UnplacedPods {

    private final TreeMap<String, PodObserved> byUid = new TreeMap<>();
    private final TreeMap<String, TreeMap<String, TrackedPod>> orphansByPlace = new TreeMap<>();

    void put(PodObserved pod) {
        remove(pod.getUid());
        byUid.put(pod.getUid(), pod);
        if (pod.getController() == null && pod.getTargetNode() != null) {
            orphansByPlace
                    .computeIfAbsent(place(pod.getNamespace(), pod.getTargetNode()), place -> new TreeMap<>())
                    .put(pod.getUid(), TrackedPod.of(pod, null));
        }
    }

    @Nullable
    PodObserved remove(String uid) {
        PodObserved pod = byUid.remove(uid);
        if (pod != null && pod.getController() == null && pod.getTargetNode() != null) {
            String place = place(pod.getNamespace(), pod.getTargetNode());
            TreeMap<String, TrackedPod> there = orphansByPlace.get(place);
            if (there != null) {
                there.remove(uid);
                if (there.isEmpty()) {
                    orphansByPlace.remove(place);
                }
            }
        }
        return pod;
    }

    /** Orphans in a namespace whose target is the node, by UID. */
    TreeMap<String, TrackedPod> orphans(String namespace, String node) {
        return orphansByPlace.getOrDefault(place(namespace, node), NONE);
    }

    /** Pods whose controller is {@code ownerUid}: they came before their DaemonSet. */
    List<PodObserved> ownedBy(String ownerUid) {
        List<PodObserved> owned = new ArrayList<>();
        for (PodObserved pod : byUid.values()) {
            if (ownerUid.equals(Facts.controllerUid(pod))) {
                owned.add(pod);
            }
        }
        return owned;
    }

    private static String place(String namespace, String node) {
        return namespace + "/" + node;
    }

    private static final TreeMap<String, TrackedPod> NONE = new TreeMap<>();
}
