package io.rollcall.kubeapi.store;

/** Which part of an object an update may change. */
public enum Part {
    /** All but the status. */
    MAIN,
    /** The status alone. */
    STATUS
}
