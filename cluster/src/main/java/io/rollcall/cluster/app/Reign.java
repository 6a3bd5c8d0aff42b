package io.rollcall.cluster.app;

import io.rollcall.events.SourceSynced;
import io.rollcall.events.topics.TopicCatalogue;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * The sessions in which this process has written a cluster's log, by the epochs of their barriers. A broker ends the writing of a
 * session for two reasons that look alike: another process has taken over, or the session's own transaction lasted too long (a
 * machine that stood still, a coordinator that moved slowly). Only the log tells them apart: who takes over writes barriers of
 * its own. For one thread.
 */
final class Reign {

    private static final long NONE = -1;

    private final Set<Long> epochs = new HashSet<>();

    /** A session of this process is about to write barriers of this epoch. */
    void begins(long epoch) {
        epochs.add(epoch);
    }

    /** Whether there was a session of this process. */
    boolean hasBegun() {
        return !epochs.isEmpty();
    }

    /** Whether barriers of this epoch are those of somebody else. */
    boolean lost(OptionalLong lastEpoch) {
        return lastEpoch.isPresent() && !epochs.contains(lastEpoch.getAsLong());
    }

    /**
     * The epoch of the last barriers in a cluster's log; empty when there are none. They stand in every partition of four topics; that of
     * revisions has the fewest records.
     */
    static OptionalLong lastEpoch(SimulatedClusterConfig config, Codecs codecs) {
        AtomicLong last = new AtomicLong(NONE);
        try (Consumer<String, byte[]> consumer = Clients.consumer(config)) {
            List<TopicPartition> one = Clients.partitions(
                            consumer, codecs.names().of(TopicCatalogue.CONTROLLER_REVISION_EVENTS))
                    .subList(0, 1);
            consumer.assign(one);
            consumer.seekToBeginning(one);
            ReadToEnd.of(
                    consumer,
                    record -> codecs.decode(TopicCatalogue.CONTROLLER_REVISION_EVENTS, record)
                            .filter(event ->
                                    event.getSource().equals(config.settings().name()))
                            .ifPresent(event -> {
                                if (event.getBody() instanceof SourceSynced synced) {
                                    last.set(synced.getEpoch());
                                }
                            }));
        }
        return last.get() == NONE ? OptionalLong.empty() : OptionalLong.of(last.get());
    }
}
