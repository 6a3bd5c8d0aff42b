package io.rollcall.controller.aggregate;

import io.rollcall.controller.aggregate.SlotDecisions.Finding;
import io.rollcall.events.Revision;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Decides for the DaemonSets that were touched: revision, slots, creations as the window allows, the next rollout step, status; in that
 * order, as a sync of the original does (semantics 4.1), but only for what changed.
 */
final class AggregateDecisions {

    private final ClusterState state;
    private final Writing writing;
    private final WishOpening wishes;

    AggregateDecisions(ClusterState state, DeciderOptions options, Writing writing) {
        this.state = state;
        this.writing = writing;
        this.wishes = new WishOpening(state, options, writing);
    }

    void decideTouched() {
        while (!state.touched.isEmpty()) {
            String uid = state.touched.pollFirst();
            DaemonSetAggregate daemonSet = uid == null ? null : state.daemonSets.get(uid);
            if (daemonSet == null || !daemonSet.isKnown()) {
                continue;
            }
            try {
                decide(daemonSet);
            } catch (RuntimeException e) {
                daemonSet.touched.clear();
                daemonSet.fault(e.getClass().getSimpleName() + ": " + e.getMessage());
                writing.daemonSet(daemonSet);
                status(daemonSet);
            }
        }
    }

    /** Rebuilds what is derived after a restart: sums, deadlines, waiting creations, the status last written. Writes nothing. */
    void recall(DaemonSetAggregate daemonSet) {
        daemonSet.touched.clear();
        state.notePace(daemonSet);
        for (Slot slot : daemonSet.slots.values()) {
            daemonSet.waiting.want(slot.node, refresh(daemonSet, slot).action());
        }
        if (state.barriers.synced() && daemonSet.isActive()) {
            daemonSet.lastStatus(StatusFacts.of(daemonSet));
        }
    }

    private void decide(DaemonSetAggregate daemonSet) {
        boolean decides = state.barriers.synced() && daemonSet.isActive() && daemonSet.fault() == null;
        if (decides) {
            constructHistory(daemonSet);
        }
        Iterator<String> nodes = daemonSet.touched.iterator();
        while (nodes.hasNext()) {
            Slot slot = daemonSet.slots.get(nodes.next());
            nodes.remove();
            if (slot == null) {
                continue;
            }
            Finding finding = refresh(daemonSet, slot);
            if (slot.isVacant()) {
                drop(daemonSet, slot);
            } else if (decides) {
                act(daemonSet, slot, finding);
            }
        }
        if (decides) {
            openDeletes(daemonSet);
            openCreates(daemonSet);
            rollOut(daemonSet);
            cleanUpHistory(daemonSet);
            daemonSet.window.settle(daemonSet.waiting.hasCreates());
            state.notePace(daemonSet);
            raiseObservedGeneration(daemonSet);
        }
        if (state.barriers.synced() && daemonSet.isActive() && daemonSet.touched.isEmpty()) {
            status(daemonSet);
        }
    }

    /** Costs nothing while neither the DaemonSet nor a ControllerRevision that concerns it has changed. */
    private void constructHistory(DaemonSetAggregate daemonSet) {
        RevisionLedger ledger = daemonSet.revisions;
        if (!ledger.isStale() && !ledger.hasDuplicates()) {
            return;
        }
        String before = daemonSet.currentHash();
        RevisionLedger.Contents contents = ledger.contents();
        tell(daemonSet, RevisionHistory.construct(daemonSet, state.revisionObjects, state.journalTime()));
        ledger.stale(false);
        if (!contents.equals(ledger.contents())) {
            writing.daemonSet(daemonSet);
        }
        if (ledger.findDuplicates() || !before.equals(daemonSet.currentHash())) {
            daemonSet.touched.addAll(daemonSet.slots.keySet());
        }
    }

    /** Waits while a pod of an earlier template may still be on its way: its revision is in use. */
    private void cleanUpHistory(DaemonSetAggregate daemonSet) {
        int limit = daemonSet.spec().revisionHistoryLimit();
        if (daemonSet.revisions.size() - 1 > limit && !daemonSet.waitsForEarlierWish()) {
            tell(daemonSet, RevisionCleanUp.of(daemonSet, state.revisionObjects));
        }
    }

    private void tell(DaemonSetAggregate daemonSet, List<RevisionChange> changes) {
        for (RevisionChange change : changes) {
            writing.daemonSet(daemonSet);
            writing.output(
                    switch (change) {
                        case RevisionChange.Publish publish ->
                            new Output.RevisionMade(revision(daemonSet, publish.entry(), false));
                        case RevisionChange.Release release ->
                            new Output.RevisionMade(revision(daemonSet, release.entry(), true));
                        case RevisionChange.Withdraw withdraw ->
                            new Output.RevisionGone(daemonSet.uid, withdraw.hash());
                    });
        }
    }

    private Revision revision(DaemonSetAggregate daemonSet, RevisionEntry entry, boolean released) {
        boolean current = entry.template().equals(daemonSet.spec().template());
        return Revision.newBuilder()
                .setDaemonSet(daemonSet.ref())
                .setName(entry.name())
                .setHash(entry.hash())
                .setRevision(entry.revision())
                .setCreatedAt(entry.createdAt())
                .setJournal(writing.position().toEvent())
                .setTemplateGeneration(current ? daemonSet.spec().templateGeneration() : null)
                .setAnnotations(new TreeMap<>(daemonSet.observed().getAnnotations()))
                .setTemplate(entry.template().json())
                .setReleased(released)
                .build();
    }

    private Finding refresh(DaemonSetAggregate daemonSet, Slot slot) {
        Finding finding = SlotDecisions.of(
                daemonSet,
                slot,
                state.unplaced.orphans(daemonSet.observed().getNamespace(), slot.node),
                state.journalTime(),
                state.profile());
        daemonSet.assess(slot, finding.assessment());
        Deadline next = finding.deadline() == null ? null : new Deadline(finding.deadline(), daemonSet.uid, slot.node);
        state.deadlines.replace(slot.deadline, next);
        slot.deadline = next;
        return finding;
    }

    private void drop(DaemonSetAggregate daemonSet, Slot slot) {
        state.deadlines.replace(slot.deadline, null);
        daemonSet.assess(slot, Assessment.NOTHING);
        daemonSet.slots.remove(slot.node);
        daemonSet.waiting.remove(slot.node);
        writing.slotGone(daemonSet, slot);
    }

    private void act(DaemonSetAggregate daemonSet, Slot slot, Finding finding) {
        SlotAction action = finding.action();
        boolean newCreate = daemonSet.waiting.want(slot.node, action);
        if (newCreate && slot.failures == 0) {
            daemonSet.window.lift();
        }
        if (action instanceof SlotAction.Adopt
                || action instanceof SlotAction.Relabel
                || action instanceof SlotAction.Release) {
            open(daemonSet, slot, action);
        }
    }

    private void open(DaemonSetAggregate daemonSet, Slot slot, SlotAction action) {
        wishes.open(daemonSet, slot, action);
        refresh(daemonSet, slot);
    }

    private void openDeletes(DaemonSetAggregate daemonSet) {
        Map.Entry<String, SlotAction.Delete> next = daemonSet.waiting.firstDelete();
        while (next != null && daemonSet.deletes.room() > 0) {
            open(daemonSet, daemonSet.slot(next.getKey()), next.getValue());
            daemonSet.waiting.remove(next.getKey());
            next = daemonSet.waiting.firstDelete();
        }
    }

    private void openCreates(DaemonSetAggregate daemonSet) {
        int room = daemonSet.window.room(state.journalTime());
        Map.Entry<String, SlotAction.Create> next = daemonSet.waiting.firstCreate();
        while (next != null && room > 0) {
            open(daemonSet, daemonSet.slot(next.getKey()), next.getValue());
            daemonSet.waiting.remove(next.getKey());
            room--;
            next = daemonSet.waiting.firstCreate();
        }
    }

    /** Rolls only while no node waits for its missing pod (semantics 4.1 step 9): a step must see what the one before has led to. */
    private void rollOut(DaemonSetAggregate daemonSet) {
        if (daemonSet.window.openForMissing() > 0 || daemonSet.waiting.hasCreates()) {
            return;
        }
        for (RolloutDecisions.Step step : RolloutDecisions.of(daemonSet, state.journalTime(), state.profile())) {
            open(daemonSet, daemonSet.slot(step.node()), step.action());
        }
    }

    /** A generation is observed when all of it is evaluated and no wish of an earlier one is open (semantics 8.2). */
    private void raiseObservedGeneration(DaemonSetAggregate daemonSet) {
        long generation = daemonSet.observed().getGeneration();
        if (daemonSet.observedGeneration() >= generation) {
            return;
        }
        if (daemonSet.waitsForEarlierWish()) {
            return;
        }
        daemonSet.observedGeneration(generation);
        writing.daemonSet(daemonSet);
        // Back-off belongs to a generation (semantics 4.6): with the new one, failed pods wait no longer.
        for (Slot slot : daemonSet.slots.values()) {
            if (slot.backOff != null) {
                state.touch(daemonSet, slot.node);
            }
        }
    }

    private void status(DaemonSetAggregate daemonSet) {
        StatusFacts facts = StatusFacts.of(daemonSet);
        if (!facts.equals(daemonSet.lastStatus())) {
            daemonSet.lastStatus(facts);
            writing.output(new Output.StatusChanged(
                    facts.toEvent(daemonSet, state.journalTime(), writing.position(), writing.cause())));
        }
    }
}
