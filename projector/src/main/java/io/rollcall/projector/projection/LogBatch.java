package io.rollcall.projector.projection;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Records that become visible together.
 *
 * @param records in the order of each partition
 * @param nextOffsets what is to be read next of each partition that this batch moves on; transaction markers may lie between the
 *     last record and that
 */
public record LogBatch(List<LogRecord> records, SortedMap<LogPartition, Long> nextOffsets) {

    /** Copies both. */
    public LogBatch {
        records = List.copyOf(records);
        nextOffsets = Collections.unmodifiableSortedMap(new TreeMap<>(nextOffsets));
    }
}
