package io.rollcall.cli.crash;

import io.rollcall.events.serde.AvroSerdes;
import io.rollcall.events.topics.Topic;
import io.rollcall.events.topics.TopicNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What the topics hold, as every reader that waits for commits sees it. */
final class CommittedLog {

    private static final Duration POLL = Duration.ofMillis(200);

    private final String bootstrapServers;
    private final AvroSerdes serdes;

    CommittedLog(String bootstrapServers, String registryUrl) {
        this.bootstrapServers = bootstrapServers;
        this.serdes = new AvroSerdes(registryUrl);
    }

    /** All records of a topic that have a value, each partition in its order. */
    <V extends SpecificRecord> List<ConsumerRecord<String, V>> records(Topic<V> topic) {
        List<ConsumerRecord<String, V>> records = new ArrayList<>();
        forEach(topic, records::add);
        return records;
    }

    /** The same one after the other, for topics that are larger than what is made of them. */
    <V extends SpecificRecord> void forEach(Topic<V> topic, Consumer<? super ConsumerRecord<String, V>> reader) {
        String name = TopicNames.standard().of(topic);
        try (KafkaConsumer<String, V> consumer = consumer(topic)) {
            List<TopicPartition> partitions = consumer.partitionsFor(name).stream()
                    .map(partition -> new TopicPartition(name, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                for (ConsumerRecord<String, V> record : consumer.poll(POLL)) {
                    if (record.value() != null) {
                        reader.accept(record);
                    }
                }
            }
        }
    }

    /** How many partitions a topic has. */
    int partitions(Topic<?> topic) {
        try (KafkaConsumer<String, ?> consumer = consumer(topic)) {
            return consumer.partitionsFor(TopicNames.standard().of(topic)).size();
        }
    }

    /** A consumer of a topic that sees what is committed. */
    <V extends SpecificRecord> KafkaConsumer<String, V> consumer(Topic<V> topic) {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new StringDeserializer(),
                serdes.deserializer(topic));
    }
}
