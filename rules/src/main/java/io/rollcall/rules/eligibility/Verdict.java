package io.rollcall.rules.eligibility;

/**
 * Whether a node should run a daemon pod (semantics 2.1). shouldRun implies shouldContinue; shouldContinue alone means that an
 * untolerated NoSchedule taint keeps new pods off while the present one stays.
 *
 * @param shouldRun a pod is created where there is none
 * @param shouldContinue a pod that is there stays
 * @param obstacle why shouldRun is false; {@link Obstacle.None} when it is true
 */
public record Verdict(boolean shouldRun, boolean shouldContinue, Obstacle obstacle) {

    /** The node should run the pod. */
    public static final Verdict ELIGIBLE = new Verdict(true, true, new Obstacle.None());

    /** There is no such node. */
    public static final Verdict NODE_GONE = new Verdict(false, false, new Obstacle.NodeGone());

    /** Neither new nor present pods. */
    static Verdict refused(Obstacle obstacle) {
        return new Verdict(false, false, obstacle);
    }

    /** Present pods only. */
    static Verdict keepOnly(Obstacle obstacle) {
        return new Verdict(false, true, obstacle);
    }
}
