package io.rollcall.projector.view;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A moment of the past: how far each partition of the journal had been decided upon. What came later has not happened.
 *
 * @param offsets the last journal offset that had, by partition; partitions without one had nothing yet
 * @param time what the clock showed, microseconds since 1970
 * @param home the partition whose nodes and barriers are meant, since every partition has them: that of the DaemonSet in question
 */
public record Moment(SortedMap<Integer, Long> offsets, long time, int home) {

    /** Copies the offsets. */
    public Moment {
        offsets = Collections.unmodifiableSortedMap(new TreeMap<>(offsets));
    }

    /** The same moment, with the nodes of another partition. */
    public Moment at(int partition) {
        return new Moment(offsets, time, partition);
    }
}
