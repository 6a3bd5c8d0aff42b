package io.rollcall.controller.reference;

/** A rule that the controller breaks. */
public enum Mutation {
    /** It works. */
    NONE,
    /** A rolling update takes one pod more than the budget allows. */
    ONE_OVER_BUDGET,
    /** A rolling update takes candidates without looking at the budget. */
    NO_BUDGET,
    /** maxUnavailable in percent is taken of all nodes and doubled. */
    WRONG_BASE,
    /** Pods are created where the selector or the affinity does not match. */
    CREATES_ON_INELIGIBLE,
    /** Taints are not looked at. */
    IGNORES_TAINTS,
    /** Surplus pods of a node stay. */
    KEEPS_DUPLICATES,
    /** Of several pods on a node the youngest is kept. */
    KEEPS_THE_WRONG_DUPLICATE,
    /** Some nodes get no pod. */
    SKIPS_NODES,
    /** Failed pods are deleted at once. */
    IGNORES_BACK_OFF,
    /** New pods are made of the revision before. */
    OLD_REVISION,
    /** A rolling update stops half-way. */
    STALLS,
    /** A pod is created before the one that ends is gone. */
    DOES_NOT_WAIT_FOR_THE_END,
    /** Pods whose node may not keep them stay. */
    NEVER_EVACUATES,
    /** Failed pods stay. */
    KEEPS_FAILED_PODS,
    /** OnDelete is taken for a rolling update. */
    ROLLS_ON_DELETE,
    /** Surge takes one node more than maxSurge. */
    ONE_OVER_SURGE,
    /** Surge deletes the old pod as soon as the new one is there. */
    SURGE_DOES_NOT_WAIT,
    /** Pods are adopted that the selector does not select. */
    DELETES_HEALTHY_PODS
}
