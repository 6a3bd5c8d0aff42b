package io.rollcall.controller.shadow;

import io.rollcall.rules.model.PodFacts;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one allowed action shows that its controller had seen. Always the least: of all states within the reach of the action's views that
 * may have led to it, the oldest.
 */
final class Proofs {

    private static final long NOTHING = Long.MIN_VALUE;

    private final ObservedDaemonSet daemonSet;
    private final Action action;
    private final Revisions revisions;
    private final List<DaemonSetVersion> versions;
    private final List<RecentMap.Change<SlotPods>> slotChanges;

    Proofs(ObservedDaemonSet daemonSet, Batch.Pending pending, Revisions revisions) {
        this.daemonSet = daemonSet;
        this.action = pending.action();
        this.revisions = revisions;
        this.versions = daemonSet.versions(action.offset(), pending.since());
        this.slotChanges = daemonSet.slots().changesBefore(action.offset(), pending.since()).stream()
                .filter(change -> change.key().equals(action.node()))
                .toList();
    }

    /** A pod of a template was created after the template was there: the first version that has it. */
    Optional<DaemonSetVersion> knewTemplate() {
        String hash = action.pod().facts().hashLabel();
        return versions.stream()
                .filter(version ->
                        revisions.hashOf(daemonSet, version.template()).hash().equals(hash))
                .reduce((later, earlier) -> earlier);
    }

    /** The offset of that version, when the revision itself was observed: what a pod's label was taken to mean proves nothing. */
    long knewVersion() {
        return knewTemplate()
                .filter(version ->
                        revisions.hashOf(daemonSet, version.template()).number() > 0)
                .map(version -> version.seen().offset())
                .orElse(NOTHING);
    }

    /** Without surge a pod is created after the one before it was gone; null when there was none, or perhaps none. */
    RecentMap.@Nullable Change<SlotPods> sawSlotEmpty() {
        if (versions.stream().anyMatch(DaemonSetVersion::isSurge)) {
            return null;
        }
        SlotPods after = daemonSet.slots().before(action.offset()).get(action.node());
        RecentMap.Change<SlotPods> emptied = null;
        for (RecentMap.Change<SlotPods> change : slotChanges) {
            if (emptied == null && after == null) {
                emptied = change;
            }
            if (!isTaken(change.before())) {
                return null;
            }
        }
        return emptied;
    }

    /** Whether the slot was taken by any version's rules. A pod that is not selected any more takes no place, released or not. */
    private boolean isTaken(@Nullable SlotPods pods) {
        return pods != null && pods.facts().stream().anyMatch(pod -> !pod.terminal() && isSelected(pod));
    }

    private boolean isSelected(PodFacts pod) {
        return versions.stream().allMatch(version -> version.spec().selector().matches(pod.labels()));
    }

    /** With surge an old pod is deleted after another one was seen Ready, or beside another one it itself not Ready: the offset that showed it. */
    long sawReplacement() {
        SlotPods state = daemonSet.slots().before(action.offset()).get(action.node());
        long shown = NOTHING;
        for (RecentMap.Change<SlotPods> change : slotChanges) {
            if (isReplaced(state)) {
                shown = change.offset();
            }
            state = change.before();
        }
        return isReplaced(state) ? NOTHING : shown;
    }

    private boolean isReplaced(@Nullable SlotPods pods) {
        if (pods == null) {
            return false;
        }
        boolean unready = pods.facts().stream().anyMatch(pod -> pod.uid().equals(action.podUid()) && !pod.ready());
        return pods.facts().stream().filter(this::isAnother).anyMatch(pod -> unready || pod.ready());
    }

    private boolean isAnother(PodFacts pod) {
        return !pod.terminating()
                && !Objects.equals(pod.hashLabel(), action.pod().facts().hashLabel());
    }
}
