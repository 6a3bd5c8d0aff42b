package io.rollcall.cluster.app;

import io.rollcall.events.broker.EmbeddedBroker;
import io.rollcall.events.cloudevents.CloudEventHeaders;
import io.rollcall.events.registry.RegistryConfig;
import io.rollcall.events.registry.SchemaRegistryServer;
import io.rollcall.events.serde.AvroSerdes;
import io.rollcall.events.topics.JournalTime;
import io.rollcall.events.topics.Topic;
import io.rollcall.events.topics.TopicAdmin;
import io.rollcall.events.topics.TopicNames;
import io.rollcall.events.topics.TopicPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real broker and registry in this JVM, and the words to write to topics and read them: as an extension in a static field, there
 * for all tests of the class.
 */
@SuppressWarnings("NullAway.Init") // all is set before all tests
final class Kafka implements BeforeAllCallback, AfterAllCallback {

    private Path folder;
    private EmbeddedBroker broker;
    private SchemaRegistryServer registry;
    private AvroSerdes serdes;

    /** A record as it was read. */
    record Read<V>(int partition, String key, V value, Map<String, String> headers) {}

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        folder = Files.createTempDirectory("kafka");
        broker = EmbeddedBroker.start(folder, OptionalInt.empty());
        registry = SchemaRegistryServer.start(RegistryConfig.local(broker.bootstrapServers(), 0));
        serdes = new AvroSerdes(registry.url());
    }

    /** Topics of their own for a test. */
    TopicNames topics(String prefix, int partitions) {
        TopicNames names = new TopicNames(prefix);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            new TopicAdmin(admin, names)
                    .create(new TopicPlan(partitions, 1, partitions, (short) 1, JournalTime.APPENDED));
        }
        return names;
    }

    SimulatedClusterConfig config(TopicNames names) {
        return SimulatedClusterConfig.local(broker.bootstrapServers(), registry.url(), 7)
                .withTopics(names);
    }

    /** Takes the broker away while something runs, and brings it back where it was. */
    void awayDuring(Runnable something) {
        String address = broker.bootstrapServers();
        broker.close();
        try {
            something.run();
        } finally {
            int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
            broker = EmbeddedBroker.start(folder, OptionalInt.of(port));
        }
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    <V extends SpecificRecord> byte[] bytes(TopicNames names, Topic<V> topic, V value) {
        return serdes.serializer(topic).serialize(names.of(topic), value);
    }

    <V extends SpecificRecord> void send(TopicNames names, Topic<V> topic, String key, V value) {
        sendBytes(names.of(topic), key, bytes(names, topic, value));
    }

    void sendBytes(String topic, String key, byte @Nullable [] bytes) {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, key, bytes)).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All committed records of a topic, each partition in order. */
    <V extends SpecificRecord> List<Read<V>> read(TopicNames names, Topic<V> topic) {
        String name = names.of(topic);
        var deserializer = serdes.deserializer(topic);
        List<Read<V>> read = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(name).stream()
                    .map(info -> new TopicPartition(name, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    read.add(new Read<>(
                            record.partition(),
                            record.key(),
                            deserializer.deserialize(name, record.value()),
                            CloudEventHeaders.read(record.headers())));
                }
            }
        }
        return read;
    }

    /** Ends what there is, also when not all of it has started. */
    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        Utils.closeQuietly(registry, "registry");
        Utils.closeQuietly(broker, "broker");
        Utils.delete(folder.toFile());
    }
}
