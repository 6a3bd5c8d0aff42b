package io.rollcall.controller.aggregate;

import java.util.ArrayList;
import java.util.List;

/** Which old revisions go (semantics 6.5). */
final class RevisionCleanUp {

    private RevisionCleanUp() {}

    /**
     * Takes as many of the old revisions as there are above the limit out of the ledger, the lowest numbers first. One that pods still
     * have is passed over for the next. Waits for adoptions to be over.
     *
     * @return what the cluster has to be told
     */
    static List<RevisionChange> of(DaemonSetAggregate daemonSet, RevisionObjects objects) {
        int limit = daemonSet.spec().revisionHistoryLimit();
        if (daemonSet.revisions.size() - 1 <= limit) {
            return List.of();
        }
        List<RevisionChange> changes = new ArrayList<>();
        List<RevisionEntry> old = daemonSet.revisions.old(daemonSet.spec().template());
        if (old.stream().anyMatch(entry -> RevisionHistory.isBeingAdopted(objects, daemonSet, entry))) {
            return List.of();
        }
        int excess = old.size() - limit;
        for (RevisionEntry entry : old) {
            if (changes.size() >= excess) {
                break;
            }
            if (!daemonSet.hasPodsOf(entry.hash())) {
                daemonSet.revisions.leave(entry);
                changes.add(new RevisionChange.Withdraw(entry.hash()));
            }
        }
        return changes;
    }
}
