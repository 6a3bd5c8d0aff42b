package io.rollcall.cluster.simulated;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.store.Meta;
import io.rollcall.cluster.store.ObjectKey;
import io.rollcall.cluster.store.ObjectStore;
import java.util.Optional;

/** Whether a pod fits on a node: its requests against what the node has, less what the pods hold that are there already. */
final class Admission {

    private final ObjectStore store;
    private final PodIndex index;

    Admission(ObjectStore store, PodIndex index) {
        this.store = store;
        this.index = index;
    }

    /** What is short for the pod on this node; empty when it fits. */
    Optional<Resources.Shortage> shortage(ObjectNode pod, ObjectNode node) {
        Resources used = Resources.none();
        for (ObjectKey key : index.onNode(Meta.name(node))) {
            ObjectNode other = store.get(key);
            if (!Meta.uid(other).equals(Meta.uid(pod)) && holds(other)) {
                used = used.plus(Resources.requestedBy(other));
            }
        }
        return Resources.allocatable(node).shortage(used, Resources.requestedBy(pod));
    }

    /** A pod holds its resources from its binding or acceptance until its containers have ended. */
    private static boolean holds(ObjectNode pod) {
        String phase = pod.path("status").path("phase").asText("");
        boolean ended = phase.equals("Failed") || phase.equals("Succeeded");
        boolean bound = !pod.path("spec").path("nodeName").asText("").isEmpty();
        boolean scheduled = Conditions.status(pod, "PodScheduled").equals("True");
        return bound && scheduled && !ended;
    }
}
