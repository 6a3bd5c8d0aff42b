package io.rollcall.controller.shadow;

/**
 * What the other controller has surely seen of one DaemonSet. A watch delivers changes in order and never takes one back, so no later
 * view of the controller's is older than this. Each watch is for itself: what was seen of the pods says nothing of the nodes.
 *
 * @param version journal offset of the oldest version of the DaemonSet that it may still have
 * @param pods journal offset of the latest record of a pod that it has surely read
 */
record Proven(long version, long pods) {

    static final Proven NOTHING = new Proven(Long.MIN_VALUE, Long.MIN_VALUE);

    Proven withVersion(long offset) {
        return offset > version ? new Proven(offset, pods) : this;
    }

    Proven withPods(long offset) {
        return offset > pods ? new Proven(version, offset) : this;
    }
}
