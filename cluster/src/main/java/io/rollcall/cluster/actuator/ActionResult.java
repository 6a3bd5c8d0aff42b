package io.rollcall.cluster.actuator;

import io.rollcall.rules.wish.Refusal;
import org.jspecify.annotations.Nullable;

/** How an action on the cluster ended. */
public sealed interface ActionResult {

    /**
     * What was wished is so now.
     *
     * @param podName the pod
     * @param podUid its UID; null when it was gone before
     * @param resourceVersion its version after the action; null when it is gone
     * @param reason why nothing had to be done; null when something was
     */
    record Done(
            String podName,
            @Nullable String podUid,
            @Nullable String resourceVersion,
            @Nullable String reason) implements ActionResult {}

    /**
     * The cluster refused.
     *
     * @param podName the pod
     * @param reason machine-readable reason, as an API server gives it
     * @param message text for people
     */
    record Failed(String podName, String reason, String message) implements ActionResult {}

    /** Reason: the object is not there. */
    String NOT_FOUND = Refusal.NOT_FOUND.reason();

    /** Reason: the DaemonSet of the command is gone or being deleted. */
    String DAEMON_SET_GONE = Refusal.DAEMON_SET_GONE.reason();

    /** Reason: the node of the command is gone, or another one has its name. */
    String NODE_GONE = Refusal.NODE_GONE.reason();

    /** Reason: the template of the command's revision is not known. */
    String REVISION_MISSING = Refusal.REVISION_MISSING.reason();
}
