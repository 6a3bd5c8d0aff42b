package io.rollcall.cli.pipeline;

import io.rollcall.events.cloudevents.CloudEventHeaders;
import io.rollcall.events.serde.AvroSerdes;
import io.rollcall.events.topics.Topic;
import io.rollcall.events.topics.TopicCatalogue;
import io.rollcall.events.topics.TopicNames;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Appends records at given times to topics of one partition, and knows how far those have been written. For one thread. */
final class Appender implements AutoCloseable {

    private final TopicNames names;
    private final AvroSerdes serdes;
    private final CloudEventHeaders headers;
    private final Producer<String, byte[]> producer;
    private final Map<Topic<?>, Serializer<?>> serializers = new HashMap<>();
    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    Appender(String bootstrapServers, TopicNames names, AvroSerdes serdes) {
        this.names = names;
        this.serdes = serdes;
        this.headers = CloudEventHeaders.under(names);
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "linger.ms",
                        "0",
                        "batch.size",
                        String.valueOf(256 * 1024),
                        "max.request.size",
                        String.valueOf(TopicCatalogue.NODE_EVENTS.maxMessageBytes())),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    void append(Topic<?> topic, String key, SpecificRecord value, Instant time) {
        String name = names.of(topic);
        byte[] bytes = bytes(topic, name, value);
        var record = new ProducerRecord<>(name, 0, time.toEpochMilli(), key, bytes, headers.of(value));
        producer.send(record, (metadata, exception) -> {
            if (exception != null) {
                failure.compareAndSet(null, exception);
            } else if (topic != TopicCatalogue.JOURNAL) {
                synchronized (ends) {
                    ends.merge(new TopicPartition(name, 0), metadata.offset() + 1, Math::max);
                }
            }
        });
    }

    /** Returns when everything is written: where each input topic ends. */
    Map<TopicPartition, Long> flush() {
        producer.flush();
        Exception broken = failure.get();
        if (broken != null) {
            throw new IllegalStateException("a record could not be written: " + broken.getMessage(), broken);
        }
        synchronized (ends) {
            return Map.copyOf(ends);
        }
    }

    @SuppressWarnings("unchecked")
    private <V extends SpecificRecord> byte[] bytes(Topic<V> topic, String name, SpecificRecord value) {
        Serializer<V> serializer = (Serializer<V>) serializers.computeIfAbsent(topic, key -> serdes.serializer(topic));
        return serializer.serialize(name, topic.value().cast(value));
    }

    @Override
    public void close() {
        producer.close(java.time.Duration.ZERO);
    }
}
