package io.rollcall.kubeapi.store;

/** What becomes of an object's dependents when it is deleted (semantics 7.3). */
public enum Propagation {
    /** The object goes at once, its dependents after it. */
    BACKGROUND,
    /** The object waits until its dependents have gone. */
    FOREGROUND,
    /** The dependents stay without their owner. */
    ORPHAN
}
