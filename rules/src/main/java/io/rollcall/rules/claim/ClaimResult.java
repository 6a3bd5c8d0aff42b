package io.rollcall.rules.claim;

/** What a DaemonSet does about a pod or a ControllerRevision of its namespace. */
public enum ClaimResult {
    /** It is ours. */
    CLAIMED,
    /** It is ours and no longer selected: our owner entry is taken away, the object stays. */
    RELEASE,
    /** It is nobody's and selected: our owner entry is added. */
    ADOPT,
    /** It is none of our business. */
    IGNORED
}
