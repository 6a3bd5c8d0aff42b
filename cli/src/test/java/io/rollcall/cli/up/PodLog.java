package io.rollcall.cli.up;

import io.rollcall.events.ChangeType;
import io.rollcall.events.PodChange;
import io.rollcall.events.PodEvent;
import io.rollcall.events.PodObserved;
import io.rollcall.events.broker.EmbeddedBroker;
import io.rollcall.events.registry.RegistryConfig;
import io.rollcall.events.registry.SchemaRegistryServer;
import io.rollcall.events.serde.AvroSerdes;
import io.rollcall.events.topics.Topic;
import io.rollcall.events.topics.TopicCatalogue;
import io.rollcall.events.topics.TopicNames;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What the topics of a data folder say, read after everything has stopped. */
final class PodLog implements AutoCloseable {

    private final EmbeddedBroker broker;
    private final SchemaRegistryServer registry;
    private final AvroSerdes serdes;

    private PodLog(EmbeddedBroker broker) {
        this.broker = broker;
        this.registry = SchemaRegistryServer.start(RegistryConfig.local(broker.bootstrapServers(), 0));
        this.serdes = new AvroSerdes(registry.url());
    }

    static PodLog of(Path data) {
        return new PodLog(EmbeddedBroker.start(data.resolve("broker"), OptionalInt.empty()));
    }

    /** Committed values of a topic, in order. */
    <V extends SpecificRecord> List<V> values(Topic<V> topic) {
        List<V> values = new ArrayList<>();
        try (KafkaConsumer<String, V> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", "read_committed"),
                new StringDeserializer(),
                serdes.deserializer(topic))) {
            TopicPartition partition = new TopicPartition(TopicNames.standard().of(topic), 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
            }
        }
        return values;
    }

    /** Changes of pods, in the order of the cluster. */
    List<PodObserved> podChanges() {
        List<PodObserved> changes = new ArrayList<>();
        for (PodEvent event : values(TopicCatalogue.POD_EVENTS)) {
            if (event.getBody() instanceof PodChange change) {
                changes.add(change.getProjection());
            }
        }
        return changes;
    }

    /** The pods that are there at the end, by UID. */
    TreeMap<String, PodObserved> finalPods() {
        TreeMap<String, PodObserved> pods = new TreeMap<>();
        for (PodObserved pod : podChanges()) {
            if (pod.getChange() == ChangeType.DELETED) {
                pods.remove(pod.getUid());
            } else {
                pods.put(pod.getUid(), pod);
            }
        }
        return pods;
    }

    @Override
    public void close() {
        registry.close();
        broker.close();
    }
}
