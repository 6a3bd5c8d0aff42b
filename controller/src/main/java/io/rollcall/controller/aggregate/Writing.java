package io.rollcall.controller.aggregate;

import io.rollcall.events.Cause;
import io.rollcall.events.NodeObserved;
import io.rollcall.events.PodObserved;
import io.rollcall.events.RevisionObserved;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Collects what handling one journal record writes: outputs in the order of deciding, and each changed row once. */
final class Writing {

    private static final long ORDINALS = 1_000_000;

    private final JournalPosition position;
    private final @Nullable Cause recordCause;
    private final List<Output> outputs = new ArrayList<>();
    private final Map<String, StateRow> rows = new LinkedHashMap<>();
    private final TreeMap<String, DaemonSetAggregate> daemonSets = new TreeMap<>();
    private final TreeMap<String, Slot> slots = new TreeMap<>();
    private final TreeMap<String, DaemonSetAggregate> slotOwners = new TreeMap<>();
    private @Nullable Cause cause;
    private int ordinal;

    Writing(JournalPosition position, @Nullable Cause cause) {
        this.position = position;
        this.recordCause = cause;
    }

    /** Deadlines that fire before the record is handled have no cause but time. */
    void causedByTime() {
        cause = null;
    }

    void causedByRecord() {
        cause = recordCause;
    }

    @Nullable
    Cause cause() {
        return cause;
    }

    JournalPosition position() {
        return position;
    }

    int nextOrdinal() {
        return ordinal++;
    }

    /** Number of a wish: strictly rising within the partition, and so within every slot. */
    long slotSeq(int wishOrdinal) {
        return position.offset() * ORDINALS + wishOrdinal;
    }

    void output(Output output) {
        outputs.add(output);
    }

    void node(String name, @Nullable NodeObserved value) {
        rows.put("node/" + name, new StateRow.NodeRow(name, value));
    }

    void orphan(String podUid, @Nullable PodObserved value) {
        rows.put("orphan/" + podUid, new StateRow.OrphanRow(podUid, value));
    }

    void revisionObject(String uid, @Nullable RevisionObserved value) {
        rows.put("revision/" + uid, new StateRow.RevisionRow(uid, value));
    }

    void daemonSet(DaemonSetAggregate daemonSet) {
        daemonSets.put(daemonSet.uid, daemonSet);
    }

    void slot(DaemonSetAggregate daemonSet, Slot slot) {
        String key = daemonSet.uid + "/" + slot.node;
        slots.put(key, slot);
        slotOwners.put(key, daemonSet);
    }

    void slotGone(DaemonSetAggregate daemonSet, Slot slot) {
        String key = daemonSet.uid + "/" + slot.node;
        slots.remove(key);
        slotOwners.remove(key);
        rows.put("slot/" + key, new StateRow.SlotRow(daemonSet.uid, slot.node, null));
    }

    void daemonSetGone(DaemonSetAggregate daemonSet) {
        daemonSets.remove(daemonSet.uid);
        rows.put("daemonset/" + daemonSet.uid, new StateRow.DaemonSetRow(daemonSet.uid, null));
        daemonSet.revisions.forgottenRows(daemonSet.uid).forEach(row -> rows.put("ledger/" + row.key(), row));
        for (RevisionEntry revision : daemonSet.revisions.all()) {
            if (revision.published()) {
                output(new Output.RevisionGone(daemonSet.uid, revision.hash()));
            }
        }
        if (daemonSet.isKnown()) {
            output(new Output.StatusGone(daemonSet.uid));
        }
    }

    /** What was collected, with the partition's own progress as the last row. */
    Outcome finish(ClusterState state) {
        List<StateRow> changed = new ArrayList<>(rows.values());
        for (DaemonSetAggregate daemonSet : daemonSets.values()) {
            changed.add(new StateRow.DaemonSetRow(daemonSet.uid, daemonSet.toRow()));
            changed.addAll(daemonSet.revisions.changedRows(daemonSet.uid));
        }
        for (Map.Entry<String, Slot> slot : slots.entrySet()) {
            DaemonSetAggregate owner = slotOwners.get(slot.getKey());
            if (owner != null) {
                changed.add(new StateRow.SlotRow(
                        owner.uid,
                        slot.getValue().node,
                        slot.getValue().hasMemory() ? SlotRows.toRow(owner, slot.getValue()) : null));
            }
        }
        changed.add(new StateRow.ProgressRow(state.toRow()));
        return new Outcome(List.copyOf(outputs), List.copyOf(changed));
    }
}
