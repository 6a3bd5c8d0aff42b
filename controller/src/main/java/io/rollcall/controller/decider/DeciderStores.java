package io.rollcall.controller.decider;

import io.rollcall.controller.aggregate.JournalDecider;
import io.rollcall.controller.aggregate.StateRow;
import io.rollcall.events.DaemonSetState;
import io.rollcall.events.DeciderState;
import io.rollcall.events.NodeObserved;
import io.rollcall.events.PodObserved;
import io.rollcall.events.RevisionObserved;
import io.rollcall.events.SlotState;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** A decider's rows in state stores: written as they change, read once when a task starts. */
final class DeciderStores {

    /** Key of the one row in the store progress. */
    static final String PROGRESS_KEY = "progress";

    private final KeyValueStore<String, NodeObserved> nodes;
    private final KeyValueStore<String, DaemonSetState> daemonSets;
    private final KeyValueStore<String, SlotState> slots;
    private final KeyValueStore<String, PodObserved> orphans;
    private final KeyValueStore<String, RevisionObserved> revisions;
    private final KeyValueStore<String, DeciderState> progress;

    DeciderStores(ProcessorContext<?, ?> context) {
        this.nodes = context.getStateStore(DeciderTopology.NODES);
        this.daemonSets = context.getStateStore(DeciderTopology.DAEMON_SETS);
        this.slots = context.getStateStore(DeciderTopology.SLOTS);
        this.orphans = context.getStateStore(DeciderTopology.ORPHANS);
        this.revisions = context.getStateStore(DeciderTopology.REVISIONS);
        this.progress = context.getStateStore(DeciderTopology.PROGRESS);
    }

    void write(StateRow row) {
        switch (row) {
            case StateRow.NodeRow node -> put(nodes, node.name(), node.value());
            case StateRow.DaemonSetRow daemonSet -> put(daemonSets, daemonSet.uid(), daemonSet.value());
            case StateRow.LedgerRow revision -> put(daemonSets, revision.key(), revision.value());
            case StateRow.SlotRow slot -> put(slots, slot.key(), slot.value());
            case StateRow.OrphanRow orphan -> put(orphans, orphan.podUid(), orphan.value());
            case StateRow.RevisionRow revision -> put(revisions, revision.uid(), revision.value());
            case StateRow.ProgressRow now -> put(progress, PROGRESS_KEY, now.value());
        }
    }

    /** Gives every row to a decider that has seen nothing yet. */
    void restoreInto(JournalDecider decider) {
        each(nodes, (name, node) -> decider.restore(new StateRow.NodeRow(name, node)));
        each(daemonSets, (key, daemonSet) -> decider.restore(daemonSetOrRevision(key, daemonSet)));
        each(
                slots,
                (key, slot) -> decider.restore(new StateRow.SlotRow(
                        slot.getSlot().getDaemonSet().getUid(), slot.getSlot().getNode(), slot)));
        each(orphans, (uid, pod) -> decider.restore(new StateRow.OrphanRow(uid, pod)));
        each(revisions, (uid, revision) -> decider.restore(new StateRow.RevisionRow(uid, revision)));
        each(progress, (key, now) -> decider.restore(new StateRow.ProgressRow(now)));
        decider.restored();
    }

    /** The row of a revision has the UID of its DaemonSet in it and more in its key. */
    private static StateRow daemonSetOrRevision(String key, DaemonSetState row) {
        return key.equals(row.getUid())
                ? new StateRow.DaemonSetRow(key, row)
                : new StateRow.LedgerRow(
                        row.getUid(), key.substring(row.getUid().length() + 1), row);
    }

    private static <V> void put(KeyValueStore<String, V> store, String key, @Nullable V value) {
        if (value == null) {
            store.delete(key);
        } else {
            store.put(key, value);
        }
    }

    private static <V> void each(KeyValueStore<String, V> store, BiConsumer<String, V> action) {
        try (KeyValueIterator<String, V> rows = store.all()) {
            while (rows.hasNext()) {
                KeyValue<String, V> row = rows.next();
                action.accept(row.key, row.value);
            }
        }
    }
}
