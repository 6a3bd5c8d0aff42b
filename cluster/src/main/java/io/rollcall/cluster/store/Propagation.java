package io.rollcall.cluster.store;

/** What becomes of an object's dependents when it is deleted (semantics 7.3). */
public enum Propagation {
    /** The object goes at once; the garbage collector deletes the dependents. */
    BACKGROUND,
    /** The object waits until its dependents have gone. */
    FOREGROUND,
    /** The dependents stay and lose their owner. */
    ORPHAN
}
