package io.rollcall.cli.pipeline;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * Where partitions end whose writers are at rest. A transaction is committed when its coordinator says so, but each partition learns it by
 * itself: a reader that comes at once may still be held back. So this waits until nothing stands behind what may be read.
 */
final class CommittedEnds {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final long PAUSE_MILLIS = 2;

    private final Admin admin;
    private final Map<TopicPartition, OffsetSpec> partitions = new LinkedHashMap<>();

    CommittedEnds(Admin admin, Collection<TopicPartition> partitions) {
        this.admin = admin;
        partitions.forEach(partition -> this.partitions.put(partition, OffsetSpec.latest()));
    }

    /** The offset behind the last record of each partition. */
    Map<TopicPartition, Long> await() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Map<TopicPartition, Long> all = ends(IsolationLevel.READ_UNCOMMITTED);
            Map<TopicPartition, Long> committed = ends(IsolationLevel.READ_COMMITTED);
            if (all.equals(committed)) {
                return all;
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("a transaction stays open: " + committed + " of " + all);
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                throw stopped(e);
            }
        }
    }

    private Map<TopicPartition, Long> ends(IsolationLevel isolation) {
        try {
            Map<TopicPartition, Long> ends = new LinkedHashMap<>();
            admin.listOffsets(partitions, new ListOffsetsOptions(isolation))
                    .all()
                    .get()
                    .forEach((partition, end) -> ends.put(partition, end.offset()));
            return ends;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the ends of " + partitions.keySet() + " cannot be read", e);
        } catch (InterruptedException e) {
            throw stopped(e);
        }
    }

    private static IllegalStateException stopped(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("stopped while waiting for transactions to end", e);
    }
}
