package io.rollcall.controller.aggregate;

import java.time.Instant;
import java.util.Comparator;

/**
 * Journal time at which a slot must be looked at again although nothing was observed.
 *
 * @param node the slot's node; empty for the DaemonSet as a whole, whose creations go on
 */
record Deadline(Instant at, String daemonSetUid, String node) implements Comparable<Deadline> {

    static Deadline createsGoOn(Instant at, String daemonSetUid) {
        return new Deadline(at, daemonSetUid, "");
    }

    boolean isForCreates() {
        return node.isEmpty();
    }

    private static final Comparator<Deadline> DUE_ORDER = Comparator.comparing(Deadline::at)
            .thenComparing(Deadline::daemonSetUid)
            .thenComparing(Deadline::node);

    @Override
    public int compareTo(Deadline other) {
        return DUE_ORDER.compare(this, other);
    }
}
