package io.rollcall.controller.shadow;

import io.rollcall.events.ActionType;
import io.rollcall.rules.model.PodFacts;
import io.rollcall.rules.slot.RemovalReason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How recently the round must have begun in which the other controller created a pod. It works on a DaemonSet in one round at a time and
 * looks at the cluster once in each, so what a created pod proves to have been known then also bounds how old the views behind all later
 * actions can be. Without this a rollout that never pauses would be judged by views as old as its beginning.
 */
final class Rounds {

    /** Reasons for which hardly anybody but the controller deletes a pod; it knew the pod then. */
    private static final List<String> KNEW_THE_POD = List.of(
            RemovalReason.NODE_GONE_UNBOUND.code(),
            RemovalReason.NOT_ELIGIBLE.code(),
            RemovalReason.DUPLICATE.code(),
            RemovalReason.SURGE_OLD_UNREADY.code(),
            RemovalReason.SURGE_REPLACED.code());

    private final Revisions revisions;
    private final Map<String, Instant> began = new TreeMap<>();

    Rounds(Revisions revisions) {
        this.revisions = revisions;
    }

    /** The action to judge, with a later oldest moment if actions before it prove one. */
    Batch.Pending bound(ObservedDaemonSet daemonSet, Batch.Pending pending) {
        Instant proven = began.get(daemonSet.uid());
        if (proven == null) {
            return pending;
        }
        Instant since = proven.minus(Batch.STALENESS);
        return since.isAfter(pending.since()) ? new Batch.Pending(pending.action(), since) : pending;
    }

    /** Learns from an action that the rules allow. */
    void learn(ObservedDaemonSet daemonSet, Batch.Pending pending, String reason) {
        if (KNEW_THE_POD.contains(reason)) {
            prove(daemonSet, pending.action().pod().firstSeenAt());
        }
        if (pending.action().type() == ActionType.CREATE) {
            knewTemplate(daemonSet, pending).ifPresent(time -> prove(daemonSet, time));
            sawSlotEmpty(daemonSet, pending).ifPresent(time -> prove(daemonSet, time));
        }
    }

    /** Forgets a DaemonSet that is gone. */
    void forget(String uid) {
        began.remove(uid);
    }

    private void prove(ObservedDaemonSet daemonSet, Instant time) {
        began.merge(daemonSet.uid(), time, (one, other) -> one.isAfter(other) ? one : other);
    }

    /** A pod of a template was created after the template was there. */
    private Optional<Instant> knewTemplate(ObservedDaemonSet daemonSet, Batch.Pending pending) {
        String hash = pending.action().pod().facts().hashLabel();
        return daemonSet.versions(pending.action().offset(), pending.since()).stream()
                .filter(version ->
                        revisions.hashOf(daemonSet, version.template()).hash().equals(hash))
                .map(version -> version.seen().time())
                .min(Instant::compareTo);
    }

    /** Without surge a pod is created after the one before it was gone. */
    private static Optional<Instant> sawSlotEmpty(ObservedDaemonSet daemonSet, Batch.Pending pending) {
        Action action = pending.action();
        if (daemonSet.versions(action.offset(), pending.since()).stream().anyMatch(DaemonSetVersion::isSurge)) {
            return Optional.empty();
        }
        SlotPods after = daemonSet.slots().before(action.offset()).get(action.node());
        Instant emptied = null;
        for (RecentMap.Change<SlotPods> change : daemonSet.slots().changesBefore(action.offset(), pending.since())) {
            if (change.key().equals(action.node())) {
                if (emptied == null && after == null) {
                    emptied = change.time();
                }
                if (!isTaken(change.before())) {
                    return Optional.empty();
                }
            }
        }
        return Optional.ofNullable(emptied);
    }

    /** Whether the slot was taken by any version's rules. */
    private static boolean isTaken(@Nullable SlotPods pods) {
        return pods != null && !pods.facts().stream().allMatch(PodFacts::terminal);
    }
}
