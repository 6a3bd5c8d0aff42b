package io.rollcall.rules.status;

/**
 * What one slot adds to the counters of its DaemonSet, each 0 or 1.
 *
 * @param desired the node should run a pod
 * @param current it should and has one
 * @param misscheduled it should not and has one
 * @param ready the pod that counts is Ready
 * @param available the pod that counts is available
 * @param updated the pod that counts is of the current template
 */
public record Contribution(
        boolean desired, boolean current, boolean misscheduled, boolean ready, boolean available, boolean updated) {

    /** Nothing. */
    public static final Contribution NONE = new Contribution(false, false, false, false, false, false);

    static final Contribution MISSING = new Contribution(true, false, false, false, false, false);

    static final Contribution MISSCHEDULED = new Contribution(false, false, true, false, false, false);
}
