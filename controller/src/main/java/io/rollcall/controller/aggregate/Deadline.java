package io.rollcall.controller.aggregate;

import java.time.Instant;
import java.util.Comparator;

/** Journal time at which a slot must be looked at again although nothing was observed. */
record Deadline(Instant at, String daemonSetUid, String node) implements Comparable<Deadline> {

    private static final Comparator<Deadline> DUE_ORDER = Comparator.comparing(Deadline::at)
            .thenComparing(Deadline::daemonSetUid)
            .thenComparing(Deadline::node);

    @Override
    public int compareTo(Deadline other) {
        return DUE_ORDER.compare(this, other);
    }
}
