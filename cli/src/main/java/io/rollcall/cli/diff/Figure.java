package io.rollcall.cli.diff;

/** What is counted of a run for one DaemonSet. */
enum Figure {
    /** Pods that were created. */
    CREATED("podsCreated", "pods created"),
    /** Pods that were deleted. */
    DELETED("podsDeleted", "pods deleted"),
    /** Pods that were deleted and had a successor on their node. */
    REPLACED("podsReplaced", "pods replaced"),
    /** Times that another revision became the current one. */
    ROLLOUTS("rollouts", "rollouts"),
    /** Rollouts that were not complete at the end, or not before the next began. */
    UNFINISHED("rolloutsUnfinished", "  unfinished"),
    /** Moments at which rollouts replaced or deleted pods. */
    STEPS("rolloutSteps", "  steps"),
    /** How long they took together, in the history's time. */
    SECONDS("rolloutSeconds", "  seconds"),
    /** Nodes without an available pod at once during a rollout, at most. */
    UNAVAILABLE("unavailableAtOnce", "  unavailable at once"),
    /** Pods at the end. */
    PODS("podsAtEnd", "pods at the end");

    private final String field;
    private final String label;

    Figure(String field, String label) {
        this.field = field;
        this.label = label;
    }

    /** Its name for programs. */
    String field() {
        return field;
    }

    /** Its name for people. */
    String label() {
        return label;
    }
}
