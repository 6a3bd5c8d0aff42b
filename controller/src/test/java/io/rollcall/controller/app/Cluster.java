package io.rollcall.controller.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rollcall.events.broker.EmbeddedBroker;
import io.rollcall.events.registry.RegistryConfig;
import io.rollcall.events.registry.SchemaRegistryServer;
import io.rollcall.events.serde.AvroSerdes;
import io.rollcall.events.topics.JournalTime;
import io.rollcall.events.topics.Topic;
import io.rollcall.events.topics.TopicAdmin;
import io.rollcall.events.topics.TopicNames;
import io.rollcall.events.topics.TopicPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.IntFunction;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** A broker and a registry in this JVM, and what tests do with them. Each test has its own topic prefix. */
final class Cluster implements AutoCloseable {
    static final int JOURNAL_PARTITIONS = 3;
    static final int INPUT_PARTITIONS = 2;

    private final EmbeddedBroker broker;
    private final SchemaRegistryServer registry;
    private final AvroSerdes serdes;
    private final KafkaProducer<byte[], byte[]> producer;

    Cluster(Path folder) {
        broker = EmbeddedBroker.start(folder, OptionalInt.empty());
        registry = SchemaRegistryServer.start(RegistryConfig.local(broker.bootstrapServers(), 0));
        serdes = new AvroSerdes(registry.url());
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    void createTopics(String prefix, JournalTime time) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            new TopicAdmin(admin, new TopicNames(prefix))
                    .create(new TopicPlan(INPUT_PARTITIONS, JOURNAL_PARTITIONS, 2, (short) 1, time));
        }
    }

    /** As brokers do to a group that was away for long. */
    void forgetGroup(String group) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.deleteConsumerGroups(List.of(group)).all().get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    /** What nobody should do. */
    void addPartitions(String prefix, Topic<?> topic, int total) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createPartitions(Map.of(new TopicNames(prefix).of(topic), NewPartitions.increaseTo(total)))
                    .all()
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    ControllerConfig config(String prefix, String... more) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("bootstrap.servers", broker.bootstrapServers());
        settings.put("schema.registry.url", registry.url());
        settings.put("topic.prefix", prefix);
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return ControllerConfig.of(settings);
    }

    /** Appends an event and returns when the broker has it. */
    <V extends SpecificRecord> void append(String prefix, Topic<V> topic, String key, V event) {
        String name = new TopicNames(prefix).of(topic);
        appendBytes(prefix, topic, key.getBytes(UTF_8), serdes.serializer(topic).serialize(name, event));
    }

    /** Appends a barrier of a source to every partition of an input topic. */
    <V extends SpecificRecord> void appendBarriers(String prefix, Topic<V> topic, IntFunction<V> barrierOfPartition) {
        String name = new TopicNames(prefix).of(topic);
        for (int partition = 0; partition < INPUT_PARTITIONS; partition++) {
            byte[] value = serdes.serializer(topic).serialize(name, barrierOfPartition.apply(partition));
            send(new ProducerRecord<>(name, partition, Topic.BARRIER_KEY.getBytes(UTF_8), value));
        }
    }

    void appendBytes(String prefix, Topic<?> topic, byte @Nullable [] key, byte @Nullable [] value) {
        send(new ProducerRecord<>(new TopicNames(prefix).of(topic), key, value));
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        try {
            producer.send(record).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    /** Every committed record of a topic, by partition and offset. */
    <V extends SpecificRecord> List<ConsumerRecord<String, V>> read(String prefix, Topic<V> topic) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", "read_committed");
        String name = new TopicNames(prefix).of(topic);
        List<ConsumerRecord<String, V>> records = new ArrayList<>();
        try (KafkaConsumer<String, V> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), serdes.deserializer(topic))) {
            List<TopicPartition> partitions = consumer.partitionsFor(name).stream()
                    .map(info -> new TopicPartition(name, info.partition()))
                    .sorted(Comparator.comparingInt(TopicPartition::partition))
                    .toList();
            for (TopicPartition partition : partitions) {
                consumer.assign(List.of(partition));
                consumer.seekToBeginning(List.of(partition));
                long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
                while (consumer.position(partition) < end) {
                    consumer.poll(Duration.ofMillis(100)).forEach(records::add);
                }
            }
        }
        return records;
    }

    @Override
    public void close() {
        producer.close();
        registry.close();
        broker.close();
    }
}
