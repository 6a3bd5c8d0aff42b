package io.rollcall.controller.aggregate;

import io.rollcall.events.DaemonSetState;
import io.rollcall.events.DeciderState;
import io.rollcall.events.NodeObserved;
import io.rollcall.events.PodObserved;
import io.rollcall.events.RevisionObserved;
import io.rollcall.events.SlotState;
import org.jspecify.annotations.Nullable;

/** A row of a decider's state, as it stands in a store. A null value means that the row is gone. */
public sealed interface StateRow {

    /** A node. */
    record NodeRow(String name, @Nullable NodeObserved value) implements StateRow {}

    /** A DaemonSet; its revisions have rows of their own. */
    record DaemonSetRow(String uid, @Nullable DaemonSetState value) implements StateRow {}

    /** One revision of a DaemonSet: each has a template, and there is no bound for how many there are. */
    record LedgerRow(
            String daemonSetUid, String revision, @Nullable DaemonSetState value) implements StateRow {

        /** Key in the store, which is that of the DaemonSets. */
        public String key() {
            return daemonSetUid + "/" + revision;
        }
    }

    /** One DaemonSet on one node. */
    record SlotRow(
            String daemonSetUid, String node, @Nullable SlotState value) implements StateRow {

        /** Key in the store. */
        public String key() {
            return daemonSetUid + "/" + node;
        }
    }

    /** A pod without a controller. */
    record OrphanRow(String podUid, @Nullable PodObserved value) implements StateRow {}

    /** A ControllerRevision, whoever owns it. */
    record RevisionRow(String uid, @Nullable RevisionObserved value) implements StateRow {}

    /** How far the partition has been read. */
    record ProgressRow(DeciderState value) implements StateRow {}
}
