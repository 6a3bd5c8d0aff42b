package io.rollcall.rules.model;

/** status.phase of a pod. */
public enum PodPhase {
    PENDING,
    RUNNING,
    SUCCEEDED,
    FAILED,
    UNKNOWN;

    /** The phase for Kubernetes' word; an absent (empty) phase is Pending, an unheard-of one Unknown. */
    public static PodPhase of(String phase) {
        return switch (phase) {
            case "", "Pending" -> PENDING;
            case "Running" -> RUNNING;
            case "Succeeded" -> SUCCEEDED;
            case "Failed" -> FAILED;
            default -> UNKNOWN;
        };
    }

    /** Whether the pod has ended for good. */
    public boolean terminal() {
        return this == SUCCEEDED || this == FAILED;
    }
}
