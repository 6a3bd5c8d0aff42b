package io.rollcall.projector.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.events.broker.EmbeddedBroker;
import io.rollcall.events.registry.RegistryConfig;
import io.rollcall.events.registry.SchemaRegistryServer;
import io.rollcall.events.serde.AvroSerdes;
import io.rollcall.events.topics.JournalHeader;
import io.rollcall.events.topics.JournalTime;
import io.rollcall.events.topics.Topic;
import io.rollcall.events.topics.TopicAdmin;
import io.rollcall.events.topics.TopicPlan;
import io.rollcall.projector.past.RecordedLog;
import io.rollcall.projector.projection.LogRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A real broker whose topics hold the whole log of a recorded history: written once, to be read any number of times. */
final class KeptLog implements AutoCloseable {

    private static final int REQUEST_BYTES = 5_000_000;

    private final EmbeddedBroker broker;
    private final SchemaRegistryServer registry;
    private final int records;

    private KeptLog(EmbeddedBroker broker, SchemaRegistryServer registry, int records) {
        this.broker = broker;
        this.registry = registry;
        this.records = records;
    }

    /** Lets a cluster go through the history, with Rollcall's own pods, and writes all of it to a broker in the folder. */
    static KeptLog of(Path history, Path folder) throws Exception {
        List<LogRecord> log = RecordedLog.closedLoop(history).records();
        EmbeddedBroker broker = EmbeddedBroker.start(folder, OptionalInt.empty());
        KeptLog kept = new KeptLog(
                broker, SchemaRegistryServer.start(RegistryConfig.local(broker.bootstrapServers(), 0)), log.size());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kept.brokers()))) {
            new TopicAdmin(admin).create(TopicPlan.single(JournalTime.GIVEN));
        }
        kept.append(log);
        return kept;
    }

    private void append(List<LogRecord> log) {
        AvroSerdes serdes = new AvroSerdes(registryUrl());
        AtomicInteger written = new AtomicInteger();
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", brokers(), "linger.ms", 20, "max.request.size", REQUEST_BYTES),
                new StringSerializer(),
                new ByteArraySerializer())) {
            for (LogRecord record : log) {
                producer.send(kafkaRecord(serdes, record), (place, refused) -> {
                    if (refused == null && place.offset() == record.offset()) {
                        written.incrementAndGet();
                    }
                });
            }
        }
        assertThat(written).as("records written where they belong").hasValue(log.size());
    }

    private static ProducerRecord<String, byte[]> kafkaRecord(AvroSerdes serdes, LogRecord record) {
        byte[] value = switch (record.payload()) {
            case LogRecord.Value v -> bytes(serdes, record.topic(), record.topicName(), v.record());
            case LogRecord.Tombstone gone -> null;
            case LogRecord.Unreadable unreadable -> throw new IllegalArgumentException(unreadable.message());
        };
        var written = new ProducerRecord<String, byte[]>(
                record.topicName(), record.partition(), record.time().toEpochMilli(), record.key(), value);
        if (record.payload() instanceof LogRecord.Tombstone gone && gone.journal() != null) {
            JournalHeader.write(written.headers(), gone.journal());
        }
        return written;
    }

    private static <V extends SpecificRecord> byte[] bytes(
            AvroSerdes serdes, Topic<V> topic, String name, SpecificRecord value) {
        try (Serializer<V> serializer = serdes.serializer(topic)) {
            return serializer.serialize(name, topic.value().cast(value));
        }
    }

    String brokers() {
        return broker.bootstrapServers();
    }

    String registryUrl() {
        return registry.url();
    }

    /** How many there are. */
    int records() {
        return records;
    }

    @Override
    public void close() {
        registry.close();
        broker.close();
    }
}
