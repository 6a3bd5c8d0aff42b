package io.rollcall.controller.router;

import io.rollcall.events.serde.Partitioning;
import java.util.List;
import java.util.stream.IntStream;

/** To which partitions of the journal a record goes. */
public sealed interface Destination {

    /** The partitions, in rising order; may be none. */
    List<Integer> partitions(int journalPartitions);

    /** The partition in which the DaemonSet with this UID is decided upon. */
    static int partitionOf(String daemonSetUid, int journalPartitions) {
        return Partitioning.partitionFor(daemonSetUid, journalPartitions);
    }

    /** Every partition: nodes, barriers, what has no controller. */
    record Everywhere() implements Destination {
        @Override
        public List<Integer> partitions(int journalPartitions) {
            return IntStream.range(0, journalPartitions).boxed().toList();
        }
    }

    /** The partition of one DaemonSet. */
    record OwnerPartition(String ownerUid) implements Destination {
        @Override
        public List<Integer> partitions(int journalPartitions) {
            return List.of(partitionOf(ownerUid, journalPartitions));
        }
    }

    /** All partitions but that of one DaemonSet: those that have to forget an orphan which it adopted. */
    record EverywhereExcept(String ownerUid) implements Destination {
        @Override
        public List<Integer> partitions(int journalPartitions) {
            int owner = partitionOf(ownerUid, journalPartitions);
            return IntStream.range(0, journalPartitions)
                    .filter(partition -> partition != owner)
                    .boxed()
                    .toList();
        }
    }
}
