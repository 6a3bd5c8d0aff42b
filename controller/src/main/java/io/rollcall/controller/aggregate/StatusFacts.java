package io.rollcall.controller.aggregate;

import io.rollcall.events.Cause;
import io.rollcall.events.Status;
import io.rollcall.rules.status.Counters;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a status says, apart from when and why: a status that says the same again is not written (semantics 8.3). */
record StatusFacts(
        Counters counters,
        long observedGeneration,
        @Nullable Integer collisionCount,
        String revisionHash,
        long revision,
        SortedMap<String, Integer> reasons,
        @Nullable String fault) {

    static StatusFacts of(DaemonSetAggregate daemonSet) {
        RevisionEntry current = daemonSet.revisions.current();
        return new StatusFacts(
                daemonSet.counters(),
                daemonSet.observedGeneration(),
                daemonSet.revisions.collisionCount(),
                daemonSet.currentHash(),
                current == null ? 0 : current.revision(),
                new TreeMap<>(daemonSet.holds()),
                daemonSet.fault() != null ? daemonSet.fault() : daemonSet.invalidSpec());
    }

    Status toEvent(DaemonSetAggregate daemonSet, Instant at, JournalPosition position, @Nullable Cause cause) {
        return Status.newBuilder()
                .setDaemonSet(daemonSet.ref())
                .setAt(at)
                .setJournal(position.toEvent())
                .setCause(cause)
                .setObservedGeneration(observedGeneration)
                .setDesiredNumberScheduled(counters.desired())
                .setCurrentNumberScheduled(counters.current())
                .setNumberMisscheduled(counters.misscheduled())
                .setNumberReady(counters.ready())
                .setUpdatedNumberScheduled(counters.updated())
                .setNumberAvailable(counters.available())
                .setNumberUnavailable(counters.unavailable())
                .setCollisionCount(collisionCount)
                .setRevisionHash(revisionHash)
                .setRevision(revision)
                .setReasons(reasons)
                .setFault(fault)
                .build();
    }
}
