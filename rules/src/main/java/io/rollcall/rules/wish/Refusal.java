package io.rollcall.rules.wish;

import org.jspecify.annotations.Nullable;

/** Why a command was not carried out, as far as that makes a difference to what comes next. */
public enum Refusal {
    /** Nothing new can be made in the namespace any more: no retry will help soon, and nobody needs to be told. */
    NAMESPACE_TERMINATING("NamespaceTerminating"),
    /** The DaemonSet is gone or being deleted; its own event ends its wishes. */
    DAEMON_SET_GONE("DaemonSetGone"),
    /** The node is gone, or another one has its name; concerns this slot alone. */
    NODE_GONE("NodeGone"),
    /** A later wish of the same slot was known; concerns this slot alone. */
    SUPERSEDED("Superseded"),
    /** The template of the revision has not reached the actuator yet. */
    REVISION_MISSING("RevisionMissing"),
    /** The pod is not there (any more). */
    NOT_FOUND("NotFound"),
    /** What the cluster refuses for reasons of its own: quota, admission, an error. */
    OTHER("");

    private final String reason;

    Refusal(String reason) {
        this.reason = reason;
    }

    /** The machine-readable reason of a command's answer; empty for {@link #OTHER}, which has many. */
    public String reason() {
        return reason;
    }

    /** What an answer's reason says. */
    public static Refusal of(@Nullable String reason) {
        if (reason != null) {
            for (Refusal refusal : values()) {
                if (refusal != OTHER && refusal.reason.equals(reason)) {
                    return refusal;
                }
            }
        }
        return OTHER;
    }

    /** Whether other slots of the DaemonSet would meet it too, so that asking for them is to be slowed down. */
    public boolean concernsAllSlots() {
        return switch (this) {
            case NAMESPACE_TERMINATING, DAEMON_SET_GONE, REVISION_MISSING, OTHER -> true;
            case NODE_GONE, SUPERSEDED, NOT_FOUND -> false;
        };
    }
}
