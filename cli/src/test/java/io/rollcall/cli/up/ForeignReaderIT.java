package io.rollcall.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.rollcall.events.topics.Topic;
import io.rollcall.events.topics.TopicCatalogue;
import io.rollcall.events.topics.TopicNames;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody else's program reads our topics: it knows a topic, its keys and the registry's URL, and none of our classes. */
class ForeignReaderIT {

    private static final TopicNames NAMES = TopicNames.standard();

    @Test
    @DisplayName(
            "Confluent's deserializer reads every topic of a running Rollcall by topic, key and registry URL alone")
    void everyTopic(@TempDir Path data) throws Exception {
        String manifest = Files.readString(Path.of("..", "examples", "nginx.yaml"));
        try (Components rollcall = Components.start(UpOptions.onFreePorts(data, Duration.ZERO))) {
            rollcall.cluster().ensureNodes(2);
            rollcall.cluster().apply(manifest, "nginx.yaml");
            sendGarbage(rollcall.bootstrapServers());
            for (Topic<?> topic : TopicCatalogue.all()) {
                Awaitility.await(topic.name()).atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                    List<ConsumerRecord<String, Object>> records = read(rollcall, NAMES.of(topic));
                    assertThat(records).isNotEmpty();
                    assertThat(records).allSatisfy(record -> {
                        assertThat(record.key()).isNotEmpty();
                        assertThat(record.value()).isInstanceOf(GenericRecord.class);
                        assertThat(((GenericRecord) record.value()).getSchema().getFullName())
                                .isEqualTo(topic.value().getName());
                    });
                });
            }
        }
    }

    private static void sendGarbage(String bootstrapServers) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                            NAMES.of(TopicCatalogue.NODE_EVENTS), bytes("node-1"), bytes("this is not Avro")))
                    .get();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** All that is committed in a topic now, but for what cannot be Avro: the garbage itself. */
    private static List<ConsumerRecord<String, Object>> read(Components rollcall, String topic) {
        KafkaAvroDeserializer values = new KafkaAvroDeserializer();
        values.configure(Map.of("schema.registry.url", rollcall.registryUrl()), false);
        List<ConsumerRecord<String, Object>> records = new ArrayList<>();
        try (KafkaConsumer<String, Object> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", rollcall.bootstrapServers(), "isolation.level", "read_committed"),
                new StringDeserializer(),
                (name, bytes) -> bytes[0] == 0 ? values.deserialize(name, bytes) : null)) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> {
                    if (record.value() != null) {
                        records.add(record);
                    }
                });
            }
        }
        return records;
    }
}
