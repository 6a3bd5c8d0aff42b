package io.rollcall.rules.slot;

/** Why a pod is removed. The name is the code that decisions carry. */
public enum RemovalReason {
    NOT_ELIGIBLE("the node may not run the pod any more"),
    DUPLICATE("another pod of the DaemonSet stays on the node"),
    FAILED_POD("the pod has failed"),
    SUCCEEDED_POD("the pod has ended although daemon pods run for ever"),
    NODE_GONE_UNBOUND("the pod waits for a node that does not exist any more"),
    SURGE_OLD_UNREADY("the old pod is not ready while a new one is there"),
    SURGE_REPLACED("the new pod on the node is available"),
    ROLLING_UPDATE("the pod is of an old revision and the budget allows it"),
    ROLLING_UPDATE_UNAVAILABLE("the pod is of an old revision and not available, so replacing it costs nothing"),
    SURGE_INELIGIBLE("the pod is of an old revision and its node should not run it");

    private final String text;

    RemovalReason(String text) {
        this.text = text;
    }

    /** Code for programs. */
    public String code() {
        return name();
    }

    /** For people, without a full stop. */
    public String text() {
        return text;
    }
}
