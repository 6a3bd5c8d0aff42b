package io.rollcall.controller.shadow;

import io.rollcall.events.DaemonSetRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one DaemonSet of the audited cluster: its versions, its pods by node, and what its controller did of late. It outlives
 * the object while pods of it are left.
 */
final class ObservedDaemonSet {

    private static final String ONLY = "";

    private final DaemonSetRef ref;
    private final RecentMap<DaemonSetVersion> versions = new RecentMap<>();
    private final RecentMap<SlotPods> slots = new RecentMap<>();
    private long lastDoubted;
    final Batch batch = new Batch();
    final Deletions deletions = new Deletions();
    final FailureWaits failureWaits = new FailureWaits();
    final Telltales telltales = new Telltales();
    final Standing standing = new Standing();

    ObservedDaemonSet(DaemonSetRef ref) {
        this.ref = ref;
    }

    DaemonSetRef ref() {
        return ref;
    }

    String uid() {
        return ref.getUid();
    }

    String namespace() {
        return ref.getNamespace();
    }

    /** The DaemonSet now; null when it is gone or not yet observed. */
    @Nullable
    DaemonSetVersion version() {
        return versions.get(ONLY);
    }

    void observe(Seen seen, @Nullable DaemonSetVersion version) {
        versions.put(seen.offset(), seen.time(), ONLY, version);
    }

    /** The DaemonSet before the record at that offset; null when it was not there. */
    @Nullable
    DaemonSetVersion versionBefore(long offset) {
        return versions.before(offset).get(ONLY);
    }

    /** The versions that were the present one at some time since then and before that offset, the newest first. */
    List<DaemonSetVersion> versions(long offset, Instant since) {
        List<DaemonSetVersion> found = new ArrayList<>();
        DaemonSetVersion last = versionBefore(offset);
        if (last != null) {
            found.add(last);
        }
        for (RecentMap.Change<DaemonSetVersion> change : versions.changesBefore(offset, since)) {
            if (change.before() != null) {
                found.add(change.before());
            }
        }
        return found;
    }

    /** Its pods by node, each slot's by UID. */
    RecentMap<SlotPods> slots() {
        return slots;
    }

    SlotPods podsOn(String node) {
        SlotPods pods = slots.get(node);
        return pods == null ? SlotPods.NONE : pods;
    }

    /** Puts the pod into the slot of its node, in place of its former state. */
    void putPod(Seen seen, ObservedPod pod) {
        String node = pod.facts().targetNode();
        if (node != null) {
            slots.put(seen.offset(), seen.time(), node, podsOn(node).with(pod, seen));
        }
    }

    /** Takes the pod out of the slot it was in. */
    void removePod(Seen seen, ObservedPod pod) {
        String node = pod.facts().targetNode();
        if (node != null) {
            SlotPods left = podsOn(node).without(pod, seen);
            slots.put(seen.offset(), seen.time(), node, left.isEmpty() ? null : left);
        }
    }

    /** Whether this is the first doubtful deletion in that generation. */
    boolean doubt(long generation) {
        boolean first = generation > lastDoubted;
        lastDoubted = Math.max(lastDoubted, generation);
        return first;
    }

    /** Forgets what no judgement looks back to any more. */
    void forgetBefore(Instant time) {
        versions.forgetBefore(time);
        slots.forgetBefore(time);
        batch.forgetBefore(time);
        deletions.forgetBefore(time);
    }

    /** Whether nothing of it is left, and no judgement to come can ask for it. */
    boolean isVacant() {
        return version() == null
                && slots.latest().isEmpty()
                && batch.isEmpty()
                && versions.isQuiet()
                && slots.isQuiet();
    }
}
