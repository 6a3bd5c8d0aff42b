package io.rollcall.cli.up;

import io.rollcall.events.DaemonSetChange;
import io.rollcall.events.NodeChange;
import io.rollcall.events.NodeObserved;
import io.rollcall.events.PodChange;
import io.rollcall.events.PodObserved;
import io.rollcall.events.serde.AvroSerdes;
import io.rollcall.events.topics.Topic;
import io.rollcall.events.topics.TopicCatalogue;
import io.rollcall.events.topics.TopicNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Where events stand in the topics of a running Rollcall, read past everything of ours but the serdes. */
final class EventPositions {

    private final Components rollcall;

    EventPositions(Components rollcall) {
        this.rollcall = rollcall;
    }

    /** The first event of a node that is as wanted, after one that is not. */
    ConsumerRecord<String, ?> nodeBecame(String name, Predicate<NodeObserved> wanted) {
        boolean before = true;
        for (var record : records(TopicCatalogue.NODE_EVENTS)) {
            if (record.value().getBody() instanceof NodeChange change
                    && change.getProjection().getName().equals(name)) {
                boolean now = wanted.test(change.getProjection());
                if (now && !before) {
                    return record;
                }
                before = now;
            }
        }
        throw new AssertionError("node " + name + " never became so");
    }

    /** The first event of a pod that is as wanted. */
    ConsumerRecord<String, ?> pod(String name, Predicate<PodObserved> wanted) {
        return records(TopicCatalogue.POD_EVENTS).stream()
                .filter(record -> record.value().getBody() instanceof PodChange change
                        && change.getProjection().getName().equals(name)
                        && wanted.test(change.getProjection()))
                .findFirst()
                .orElseThrow();
    }

    /** The first event of a DaemonSet that has a generation. */
    ConsumerRecord<String, ?> daemonSet(String name, long generation) {
        return records(TopicCatalogue.DAEMON_SET_EVENTS).stream()
                .filter(record -> record.value().getBody() instanceof DaemonSetChange change
                        && change.getProjection().getName().equals(name)
                        && change.getProjection().getGeneration() == generation)
                .findFirst()
                .orElseThrow();
    }

    private <V extends SpecificRecord> List<ConsumerRecord<String, V>> records(Topic<V> topic) {
        List<ConsumerRecord<String, V>> records = new ArrayList<>();
        try (KafkaConsumer<String, V> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", rollcall.bootstrapServers(), "isolation.level", "read_committed"),
                new StringDeserializer(),
                new AvroSerdes(rollcall.registryUrl()).deserializer(topic))) {
            TopicPartition partition = new TopicPartition(TopicNames.standard().of(topic), 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }
}
