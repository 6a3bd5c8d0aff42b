package io.rollcall.rules.model;

import java.time.Instant;
import java.util.Comparator;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What decisions read of a pod (semantics 1.3). The caller must not change the labels afterwards.
 *
 * @param namespace metadata.namespace
 * @param name metadata.name
 * @param uid metadata.uid
 * @param labels metadata.labels
 * @param controllerUid UID of the owner with controller = true; null for an orphan
 * @param nodeName spec.nodeName; null while not bound
 * @param targetNode the node whose slot it belongs to (semantics 3.3); null when it has none, then no slot has it
 * @param phase status.phase
 * @param ready whether the condition Ready is True
 * @param readySince since when it is Ready; null when unknown
 * @param createdAt metadata.creationTimestamp; null when absent, which sorts as the oldest
 * @param terminating whether metadata.deletionTimestamp is set
 */
public record PodFacts(
        String namespace,
        String name,
        String uid,
        SortedMap<String, String> labels,
        @Nullable String controllerUid,
        @Nullable String nodeName,
        @Nullable String targetNode,
        PodPhase phase,
        boolean ready,
        @Nullable Instant readySince,
        @Nullable Instant createdAt,
        boolean terminating) {

    /**
     * Which of several pods of a slot survives comes first (semantics 4.4.1): bound before unbound, older before newer, then by
     * name. Readiness, hash and phase play no part. The UID only makes the order total.
     */
    public static final Comparator<PodFacts> SURVIVOR_ORDER = PodFacts::compareForSurvival;

    /** Whether the pod has a node. */
    public boolean bound() {
        return nodeName != null && !nodeName.isEmpty();
    }

    /** Whether its phase is Failed or Succeeded. */
    public boolean terminal() {
        return phase.terminal();
    }

    /** Its controller-revision-hash label, null when absent: an adopted pod that nobody labelled. */
    public @Nullable String hashLabel() {
        return labels.get(WellKnown.REVISION_HASH_LABEL);
    }

    private static int compareForSurvival(PodFacts a, PodFacts b) {
        if (a.bound() != b.bound()) {
            return a.bound() ? -1 : 1;
        }
        int byAge = compareAge(a.createdAt, b.createdAt);
        if (byAge != 0) {
            return byAge;
        }
        int byName = a.name.compareTo(b.name);
        return byName != 0 ? byName : a.uid.compareTo(b.uid);
    }

    private static int compareAge(@Nullable Instant a, @Nullable Instant b) {
        if (a == null || b == null) {
            return a == b ? 0 : a == null ? -1 : 1;
        }
        return a.compareTo(b);
    }
}
