package io.rollcall.controller.router;

/** Why a valid event did not reach the journal. */
public enum DropReason {
    /** The resourceVersion is not higher than one seen of this UID, or the UID is known to be gone. */
    STALE,
    /** Nothing that decisions read has changed: a heartbeat, a write of the status only. */
    UNCHANGED,
    /** The object is controlled by another kind than DaemonSet. */
    OTHER_CONTROLLER,
    /** An object is gone that the journal never had. */
    NEVER_ROUTED,
    /** A relist finished that had not started, or had finished before. */
    NO_OPEN_RELIST
}
