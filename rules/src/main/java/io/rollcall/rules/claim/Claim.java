package io.rollcall.rules.claim;

import io.rollcall.rules.model.LabelSelector;
import io.rollcall.rules.model.PodFacts;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Whose is an object of the DaemonSet's namespace (semantics 7.2); pods and ControllerRevisions alike. */
public final class Claim {

    private Claim() {}

    /** As the other, for a pod. */
    public static ClaimResult of(
            PodFacts pod, String daemonSetUid, LabelSelector selector, boolean daemonSetTerminating) {
        return of(pod.labels(), pod.controllerUid(), pod.terminating(), daemonSetUid, selector, daemonSetTerminating);
    }

    /**
     * What a DaemonSet does about an object. The caller makes sure that both are in one namespace.
     *
     * @param controllerUid UID of the owner with controller = true; null for an orphan
     * @param terminating whether the object has a deletionTimestamp
     * @param daemonSetTerminating whether the DaemonSet has one; it then neither adopts nor releases
     */
    public static ClaimResult of(
            SortedMap<String, String> labels,
            @Nullable String controllerUid,
            boolean terminating,
            String daemonSetUid,
            LabelSelector selector,
            boolean daemonSetTerminating) {
        if (controllerUid != null) {
            if (!controllerUid.equals(daemonSetUid)) {
                return ClaimResult.IGNORED;
            }
            if (selector.matches(labels)) {
                return ClaimResult.CLAIMED;
            }
            return daemonSetTerminating ? ClaimResult.IGNORED : ClaimResult.RELEASE;
        }
        boolean adopt = !daemonSetTerminating && !terminating && selector.matches(labels);
        return adopt ? ClaimResult.ADOPT : ClaimResult.IGNORED;
    }
}
