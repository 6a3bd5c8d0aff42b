package io.rollcall.controller.shadow;

import io.rollcall.events.ActionType;
import io.rollcall.rules.slot.RemovalReason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How old the views behind an action can be at most, by what was done before it. The other controller works on a DaemonSet in one round at
 * a time, looks at the cluster once in each, and its watches never go back: what an action proves to have been known binds that watch for
 * all later actions, and all watches to a moment shortly before. Without this a rollout that never pauses would be judged by views as old
 * as its beginning.
 */
final class Rounds {

    /** Reasons for which hardly anybody but the controller deletes a pod; it knew the pod then. */
    private static final List<String> KNEW_THE_POD = List.of(
            RemovalReason.NODE_GONE_UNBOUND.code(),
            RemovalReason.NOT_ELIGIBLE.code(),
            RemovalReason.DUPLICATE.code(),
            RemovalReason.SURGE_OLD_UNREADY.code(),
            RemovalReason.SURGE_REPLACED.code());

    /** Those of them for which nobody else does: evictions by taints and pod GC are not among them. */
    static final List<String> ITS_OWN = List.of(
            RemovalReason.DUPLICATE.code(),
            RemovalReason.SURGE_OLD_UNREADY.code(),
            RemovalReason.SURGE_REPLACED.code());

    private final Revisions revisions;
    private final Map<String, Instant> began = new TreeMap<>();
    private final Map<String, Proven> proven = new TreeMap<>();

    Rounds(Revisions revisions) {
        this.revisions = revisions;
    }

    /** The action to judge, bound by what actions before it prove. */
    Batch.Pending bound(ObservedDaemonSet daemonSet, Batch.Pending pending) {
        Instant since = pending.since();
        Instant round = began.get(daemonSet.uid());
        if (round != null && round.minus(Batch.STALENESS).isAfter(since)) {
            since = round.minus(Batch.STALENESS);
        }
        return new Batch.Pending(pending.action(), since, proven.getOrDefault(daemonSet.uid(), Proven.NOTHING));
    }

    /** Learns from an action that the rules allow. */
    void learn(ObservedDaemonSet daemonSet, Batch.Pending pending, String reason) {
        Action action = pending.action();
        Proofs proofs = new Proofs(daemonSet, pending, revisions);
        Proven known = proven.getOrDefault(daemonSet.uid(), Proven.NOTHING);
        if (KNEW_THE_POD.contains(reason)) {
            prove(daemonSet, action.pod().firstSeenAt());
        }
        if (ITS_OWN.contains(reason)) {
            known = known.withPods(action.pod().firstSeen());
        }
        if (reason.equals(RemovalReason.SURGE_REPLACED.code())) {
            known = known.withPods(proofs.sawReplacement());
        }
        if (action.type() == ActionType.CREATE) {
            proofs.knewTemplate().map(version -> version.seen().time()).ifPresent(time -> prove(daemonSet, time));
            known = known.withVersion(proofs.knewVersion());
            RecentMap.Change<SlotPods> emptied = proofs.sawSlotEmpty();
            if (emptied != null) {
                prove(daemonSet, emptied.time());
                known = known.withPods(emptied.offset());
            }
        }
        proven.put(daemonSet.uid(), known);
    }

    /** Forgets a DaemonSet that is gone. */
    void forget(String uid) {
        began.remove(uid);
        proven.remove(uid);
    }

    private void prove(ObservedDaemonSet daemonSet, Instant time) {
        began.merge(daemonSet.uid(), time, (one, other) -> one.isAfter(other) ? one : other);
    }
}
