package io.rollcall.kubeapi.store;

/** Whether a write is to happen, or only to be answered as if it had. */
public enum WriteMode {
    /** It happens; the answer comes when it is committed. */
    COMMIT,
    /** All checks are made, nothing changes. */
    DRY_RUN
}
