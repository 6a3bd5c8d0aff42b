package io.rollcall.rules.rollout;

/** How a rolling update sees a slot, terminating pods left out (semantics 5.2 to 5.4). */
public enum RolloutClass {
    /** More than one new or more than one old pod; the slot manager tidies up first. */
    DUPLICATES,
    /** No pod that is not terminating. */
    EMPTY,
    /** One new pod, not available yet. */
    NEW_UNAVAILABLE,
    /** One new pod, available: this slot is done. */
    NEW_AVAILABLE,
    /** One old pod, not available: replacing it costs nothing. */
    OLD_UNAVAILABLE,
    /** One old pod, available: a candidate. */
    OLD_AVAILABLE,
    /** Both, the new one not available yet. */
    BOTH_NEW_UNAVAILABLE,
    /** Both, the new one available. */
    BOTH_NEW_AVAILABLE,
    /** One old pod that has failed: the slot manager's, with its back-off, and not the rollout's. */
    FAILED_OLD
}
