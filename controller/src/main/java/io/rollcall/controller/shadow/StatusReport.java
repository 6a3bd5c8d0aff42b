package io.rollcall.controller.shadow;

import io.rollcall.events.Status;
import io.rollcall.rules.status.Counters;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The status that Rollcall would write for a DaemonSet of the audited cluster (semantics 8). */
final class StatusReport {

    private StatusReport() {}

    /** The status, if it says something that the last one did not. */
    static Optional<Status> news(
            ObservedDaemonSet daemonSet, DaemonSetVersion version, Revisions.Named hash, Seen seen) {
        Status status = of(daemonSet, version, hash, seen);
        Status told = daemonSet.standing.told();
        if (told != null && sameNews(status, told)) {
            return Optional.empty();
        }
        daemonSet.standing.tell(status);
        return Optional.of(status);
    }

    private static Status of(ObservedDaemonSet daemonSet, DaemonSetVersion version, Revisions.Named hash, Seen seen) {
        Counters counters = daemonSet.standing.counters();
        Map<String, Integer> reasons = new TreeMap<>(daemonSet.standing.reasons());
        return Status.newBuilder()
                .setDaemonSet(daemonSet.ref())
                .setAt(seen.time())
                .setJournal(seen.position().toEvent())
                .setCause(seen.cause())
                .setObservedGeneration(version.spec().generation())
                .setDesiredNumberScheduled(counters.desired())
                .setCurrentNumberScheduled(counters.current())
                .setNumberMisscheduled(counters.misscheduled())
                .setNumberReady(counters.ready())
                .setUpdatedNumberScheduled(counters.updated())
                .setNumberAvailable(counters.available())
                .setNumberUnavailable(counters.unavailable())
                .setCollisionCount(version.collisionCount())
                .setRevisionHash(hash.hash())
                .setRevision(hash.number())
                .setReasons(reasons)
                .build();
    }

    private static boolean sameNews(Status one, Status other) {
        Status moved = Status.newBuilder(other)
                .setAt(one.getAt())
                .setJournal(one.getJournal())
                .setCause(one.getCause())
                .build();
        return moved.equals(one);
    }
}
