package io.rollcall.rules.event;

import io.rollcall.rules.model.LabelSelector;
import io.rollcall.rules.slot.RemovalReason;
import io.rollcall.rules.wish.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which event the original writes for what we decide and for what becomes of it (semantics 9.1). One event for each decision and each
 * answer, never one for looking again: who keeps them finds each once, by the id of its decision or command.
 */
public final class DaemonSetEvents {

    private DaemonSetEvents() {}

    /**
     * A version of a DaemonSet was observed: a Warning when its selector is empty, and so nothing is done for it.
     *
     * @param selector the selector of that version
     */
    public static Optional<KubernetesEvent> observed(LabelSelector selector) {
        return selector.isEmpty()
                ? Optional.of(KubernetesEvent.warning(
                        "SelectingAll", "This daemon set is selecting all pods. A non-empty selector is required."))
                : Optional.empty();
    }

    /**
     * A deletion was decided: an event when the pod had ended. A failed pod that waits in back-off, and one that goes as its node may not
     * run it, has none.
     *
     * @param reason code of the decision, see {@link RemovalReason}
     * @param namespace of the pod
     * @param pod its name
     * @param node its node
     */
    public static Optional<KubernetesEvent> deletionDecided(String reason, String namespace, String pod, String node) {
        String which = "daemon pod " + namespace + "/" + pod + " on node " + node;
        if (reason.equals(RemovalReason.FAILED_POD.code())) {
            return Optional.of(
                    KubernetesEvent.warning("FailedDaemonPod", "Found failed " + which + ", will try to kill it"));
        }
        return reason.equals(RemovalReason.SUCCEEDED_POD.code())
                ? Optional.of(KubernetesEvent.normal(
                        "SucceededDaemonPod", "Found succeeded " + which + ", will try to delete it"))
                : Optional.empty();
    }

    /** A pod was created. */
    public static KubernetesEvent created(String pod) {
        return KubernetesEvent.normal("SuccessfulCreate", "Created pod: " + pod);
    }

    /**
     * A creation was not carried out: an event when the cluster refused it, none when its namespace is terminating or nobody asked.
     *
     * @param reason machine-readable reason of the answer
     * @param message its text for people
     */
    public static Optional<KubernetesEvent> createFailed(@Nullable String reason, @Nullable String message) {
        return refused("FailedCreate", "Error creating: ", reason, message);
    }

    /**
     * Pods were deleted: an event for each, none when there was nothing left to delete.
     *
     * @param pods names of the pods that the command names
     * @param reason why nothing had to be done; null when something was
     */
    public static List<KubernetesEvent> deleted(List<String> pods, @Nullable String reason) {
        List<KubernetesEvent> events = new ArrayList<>();
        if (Refusal.of(reason) != Refusal.NOT_FOUND) {
            for (String pod : pods) {
                events.add(KubernetesEvent.normal("SuccessfulDelete", "Deleted pod: " + pod));
            }
        }
        return events;
    }

    /** A deletion was not carried out; see {@link #createFailed}. */
    public static Optional<KubernetesEvent> deleteFailed(@Nullable String reason, @Nullable String message) {
        return refused("FailedDelete", "Error deleting: ", reason, message);
    }

    private static Optional<KubernetesEvent> refused(
            String event, String words, @Nullable String reason, @Nullable String message) {
        return switch (Refusal.of(reason)) {
            case NAMESPACE_TERMINATING, DAEMON_SET_GONE, NODE_GONE, SUPERSEDED, NOT_FOUND -> Optional.empty();
            case REVISION_MISSING, OTHER ->
                Optional.of(
                        KubernetesEvent.warning(event, words + (message == null ? String.valueOf(reason) : message)));
        };
    }
}
