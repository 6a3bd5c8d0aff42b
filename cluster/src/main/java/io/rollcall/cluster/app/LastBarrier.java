package io.rollcall.cluster.app;

import io.rollcall.events.SourceSynced;
import io.rollcall.events.topics.Topic;
import io.rollcall.events.topics.TopicCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Finds out who has last said that all objects of a cluster are in its log. */
final class LastBarrier {

    private LastBarrier() {}

    /**
     * The epoch of the last barriers in a cluster's log; empty when there are none. They stand in every partition of four topics; that of
     * revisions has the fewest records, and of those only barriers are decoded.
     */
    static OptionalLong epoch(SimulatedClusterConfig config, Codecs codecs) {
        List<Long> epochs = new ArrayList<>();
        try (Consumer<String, byte[]> consumer = Clients.consumer(config)) {
            List<TopicPartition> one = Clients.partitions(
                            consumer, codecs.names().of(TopicCatalogue.CONTROLLER_REVISION_EVENTS))
                    .subList(0, 1);
            consumer.assign(one);
            consumer.seekToBeginning(one);
            ReadToEnd.of(
                    consumer,
                    record -> epoch(config.settings().name(), codecs, record).ifPresent(epochs::add));
        }
        return epochs.isEmpty() ? OptionalLong.empty() : OptionalLong.of(epochs.getLast());
    }

    private static Optional<Long> epoch(String source, Codecs codecs, ConsumerRecord<String, byte[]> record) {
        if (!Topic.BARRIER_KEY.equals(record.key())) {
            return Optional.empty();
        }
        return codecs.decode(TopicCatalogue.CONTROLLER_REVISION_EVENTS, record)
                .filter(event -> event.getSource().equals(source))
                .flatMap(event -> event.getBody() instanceof SourceSynced synced
                        ? Optional.of(synced.getEpoch())
                        : Optional.empty());
    }
}
