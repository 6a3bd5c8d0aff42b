package io.rollcall.cli.replay;

import io.rollcall.events.PodObserved;

/**
 * A pod of a DaemonSet as it is at the end.
 *
 * @param daemonSet namespace/name of its DaemonSet
 * @param revision number of its revision, 0 when unknown
 * @param pod the pod
 */
record FinalPod(String daemonSet, long revision, PodObserved pod) {

    /** The node it belongs to; empty for none. */
    String node() {
        String node = pod.getNodeName() == null ? pod.getTargetNode() : pod.getNodeName();
        return node == null ? "" : node;
    }
}
