package io.rollcall.controller.aggregate;

import io.rollcall.controller.aggregate.SlotDecisions.Finding;
import io.rollcall.events.CreatePause;
import io.rollcall.events.JournalRecord;
import io.rollcall.events.SourceSynced;
import io.rollcall.rules.profile.RuleProfile;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Decides for all DaemonSets of one journal partition. A record moves journal time on; deadlines that become due by it fire first, in due
 * order; then the record is folded, and the slots that it touched are decided. Nothing is decided before all sources have reported; what
 * deciding fails for is marked as faulted and left alone until its spec changes, and the others go on.
 */
public final class Decider implements JournalDecider {

    private final ClusterState state;
    private final DeciderOptions options;
    private Map<String, Integer> restoredWindows = Map.of();
    private Map<String, CreatePause> restoredPauses = Map.of();

    /** With nothing known. */
    public Decider(RuleProfile profile, DeciderOptions options) {
        this.state = new ClusterState(profile);
        this.options = options;
    }

    @Override
    public Outcome handle(JournalPosition position, Instant time, JournalRecord record) {
        Writing writing = new Writing(position, record.getCause());
        AggregateDecisions decisions = new AggregateDecisions(state, options, writing);
        writing.causedByTime();
        fireDeadlines(time, writing, decisions);
        state.advanceTo(time);
        writing.causedByRecord();
        new Observations(state, writing).fold(record, position.offset());
        decisions.decideTouched();
        return writing.finish(state);
    }

    private void fireDeadlines(Instant time, Writing writing, AggregateDecisions decisions) {
        while (true) {
            Optional<Instant> due = state.deadlines.next();
            if (due.isEmpty() || due.get().isAfter(time)) {
                return;
            }
            state.advanceTo(due.get());
            for (Deadline next = state.deadlines.poll(due.get());
                    next != null;
                    next = state.deadlines.poll(due.get())) {
                fire(next, writing);
            }
            decisions.decideTouched();
        }
    }

    private void fire(Deadline deadline, Writing writing) {
        DaemonSetAggregate daemonSet = state.daemonSets.get(deadline.daemonSetUid());
        if (daemonSet != null && deadline.isForCreates()) {
            daemonSet.createsGoOn = null;
            state.touched.add(daemonSet.uid);
        }
        Slot slot = daemonSet == null ? null : daemonSet.slots.get(deadline.node());
        if (daemonSet == null || slot == null) {
            return;
        }
        slot.deadline = null;
        Instant stuckAt = slot.stuckAt();
        if (stuckAt != null && !state.journalTime().isBefore(stuckAt)) {
            new WishOpening(state, options, writing).renew(daemonSet, slot);
        }
        state.touch(daemonSet, slot.node);
    }

    @Override
    public Optional<Instant> nextDeadline() {
        return state.deadlines.next();
    }

    @Override
    public void restore(StateRow row) {
        switch (row) {
            case StateRow.NodeRow node -> {
                if (node.value() != null) {
                    state.nodes.put(node.name(), KnownNode.of(node.value()));
                }
            }
            case StateRow.DaemonSetRow daemonSet -> {
                if (daemonSet.value() != null) {
                    DaemonSetAggregate restored = state.daemonSet(daemonSet.uid());
                    restored.restore(daemonSet.value());
                    if (restored.isKnown()) {
                        state.enlist(restored);
                    }
                }
            }
            case StateRow.LedgerRow revision -> {
                if (revision.value() != null) {
                    state.daemonSet(revision.daemonSetUid()).revisions.restoreRevision(revision.value());
                }
            }
            case StateRow.SlotRow slot -> {
                if (slot.value() != null) {
                    DaemonSetAggregate owner = state.daemonSet(slot.daemonSetUid());
                    SlotRows.restore(owner, owner.slot(slot.node()), slot.value());
                }
            }
            case StateRow.OrphanRow orphan -> {
                if (orphan.value() != null) {
                    state.unplaced.put(orphan.value());
                }
            }
            case StateRow.RevisionRow revision -> {
                if (revision.value() != null) {
                    state.revisionObjects.put(revision.value());
                }
            }
            case StateRow.ProgressRow progress -> {
                state.advanceTo(progress.value().getJournalTime());
                state.activate(RuleProfile.of(progress.value().getProfile()));
                for (SourceSynced barrier : progress.value().getBarriers()) {
                    state.barriers.reached(barrier);
                }
                restoredWindows = new TreeMap<>(progress.value().getCreateWindows());
                restoredPauses = new TreeMap<>(progress.value().getCreatePauses());
            }
        }
    }

    @Override
    public void restored() {
        AggregateDecisions decisions =
                new AggregateDecisions(state, options, new Writing(new JournalPosition("", 0, 0), null));
        for (DaemonSetAggregate daemonSet : state.known()) {
            daemonSet.revisions.findDuplicates();
            for (Slot slot : daemonSet.slots.values()) {
                slot.pods
                        .keySet()
                        .forEach(uid -> state.homes.put(uid, new ClusterState.Home(daemonSet.uid, slot.node)));
            }
            state.nodes.values().forEach(node -> Observations.judge(daemonSet, node));
            CreatePause pause = restoredPauses.getOrDefault(daemonSet.uid, new CreatePause(0, null, false));
            daemonSet.window.restore(restoredWindows.getOrDefault(daemonSet.uid, 1), pause);
            for (Slot slot : daemonSet.slots.values()) {
                daemonSet.deletes.opened(slot.wish);
                if (slot.hasOpenCreate()) {
                    daemonSet.window.opened(slot.createsMissing());
                }
            }
            decisions.recall(daemonSet);
        }
        state.touched.clear();
        restoredWindows = Map.of();
        restoredPauses = Map.of();
    }

    /** What the decider finds for one slot right now, for explanations and tests; null when there is no such slot. */
    @Nullable
    Finding finding(String daemonSetUid, String node) {
        DaemonSetAggregate daemonSet = state.daemonSets.get(daemonSetUid);
        Slot slot = daemonSet == null ? null : daemonSet.slots.get(node);
        return daemonSet == null || slot == null || !daemonSet.isKnown()
                ? null
                : SlotDecisions.of(
                        daemonSet,
                        slot,
                        state.unplaced.orphans(daemonSet.observed().getNamespace(), node),
                        state.journalTime(),
                        state.profile());
    }

    /** Known DaemonSets, for tests that recount. */
    List<DaemonSetAggregate> daemonSets() {
        return state.known();
    }
}
