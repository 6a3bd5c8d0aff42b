package io.rollcall.rules.model;

/** spec.updateStrategy. */
public sealed interface UpdateStrategy {

    /**
     * Old pods are replaced within a budget.
     *
     * @param maxUnavailable how many nodes may be without an available pod
     * @param maxSurge on how many nodes a new pod may run beside the old one
     */
    record RollingUpdate(IntOrPercent maxUnavailable, IntOrPercent maxSurge) implements UpdateStrategy {

        /** What the API server fills in: maxUnavailable 1, maxSurge 0. */
        public static final RollingUpdate DEFAULT = new RollingUpdate(IntOrPercent.ONE, IntOrPercent.ZERO);
    }

    /** Old pods stay until somebody deletes them. */
    record OnDelete() implements UpdateStrategy {}
}
