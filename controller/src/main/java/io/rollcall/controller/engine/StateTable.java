package io.rollcall.controller.engine;

import io.rollcall.controller.aggregate.JournalDecider;
import io.rollcall.controller.aggregate.StateRow;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** The rows a decider has written, as its stores would hold them: from these another decider goes on. */
public final class StateTable {

    private final SortedMap<String, StateRow> rows = new TreeMap<>();

    /** Takes in changed rows. */
    public void apply(Collection<StateRow> changed) {
        for (StateRow row : changed) {
            switch (row) {
                case StateRow.NodeRow node -> set("node:" + node.name(), row, node.value() == null);
                case StateRow.DaemonSetRow daemonSet ->
                    set("daemonset:" + daemonSet.uid(), row, daemonSet.value() == null);
                case StateRow.LedgerRow revision -> set("ledger:" + revision.key(), row, revision.value() == null);
                case StateRow.SlotRow slot -> set("slot:" + slot.key(), row, slot.value() == null);
                case StateRow.OrphanRow orphan -> set("orphan:" + orphan.podUid(), row, orphan.value() == null);
                case StateRow.RevisionRow revision -> set("revision:" + revision.uid(), row, revision.value() == null);
                case StateRow.ProgressRow progress -> set("progress", row, false);
            }
        }
    }

    /** Gives all rows to a decider that has seen nothing yet. */
    public void restoreInto(JournalDecider decider) {
        rows.values().forEach(decider::restore);
        decider.restored();
    }

    /** The rows, in a fixed order. */
    public Collection<StateRow> rows() {
        return Collections.unmodifiableCollection(rows.values());
    }

    private void set(String key, StateRow row, boolean gone) {
        if (gone) {
            rows.remove(key);
        } else {
            rows.put(key, row);
        }
    }
}
