package io.rollcall.controller.aggregate;

/** Why a pod is created. */
enum CreateReason {
    /** The node should run the pod and has none (semantics 4.4 rule 1). */
    MISSING_POD,
    /** A rollout with maxSurge starts the new pod next to an available old one (semantics 5.4). */
    SURGE,
    /** As SURGE, next to an old pod that is not available: outside the budget. */
    SURGE_OLD_UNAVAILABLE
}
