package io.rollcall.cluster.actuator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.events.DaemonSetRef;
import io.rollcall.events.PodRef;
import io.rollcall.events.Revision;
import io.rollcall.events.Status;
import org.jspecify.annotations.Nullable;

/**
 * What the actuator can do in a cluster. Each action names UIDs and never touches a namesake; each can be repeated without
 * harm. Refusals are results, not exceptions.
 */
public interface ClusterActions {

    /** Whether the DaemonSet is there and not being deleted. */
    boolean isLive(DaemonSetRef daemonSet);

    /**
     * Creates a pod, unless the DaemonSet or the node is gone. Done also when the pod is there and carries the same command
     * annotation.
     *
     * @param owner the DaemonSet
     * @param node name of the node
     * @param nodeUid UID of the node the wish was made for; empty for any
     * @param pod the whole pod, annotation included
     */
    ActionResult createPod(DaemonSetRef owner, String node, String nodeUid, ObjectNode pod);

    /** Deletes a pod with its own grace period. Done with reason NotFound when it is not there or has another UID. */
    ActionResult deletePod(String namespace, PodRef pod);

    /**
     * Makes the DaemonSet the controller of a pod that has none.
     *
     * @param revisionHash what its hash label shall be, also when the pod is the DaemonSet's already; null to leave the label
     */
    ActionResult adoptPod(DaemonSetRef owner, PodRef pod, @Nullable String revisionHash);

    /** Takes the DaemonSet's owner reference from a pod and leaves everything else. */
    ActionResult releasePod(DaemonSetRef owner, PodRef pod);

    /**
     * Makes, renumbers or adopts the ControllerRevision of a revision, or takes its owner from one that is released. Nothing when the
     * DaemonSet is gone, when another has the ControllerRevision of that name, or when it holds other data (semantics 6.4).
     */
    void publishRevision(Revision revision);

    /**
     * Deletes the ControllerRevision of a revision. Nothing when the DaemonSet has none.
     *
     * @param hash its hash label; or its name, where two have one hash
     */
    void removeRevision(String daemonSetUid, String hash);

    /** Writes the counters to the DaemonSet's status and leaves everything else in it. Nothing when the DaemonSet is gone. */
    void publishStatus(Status status);
}
