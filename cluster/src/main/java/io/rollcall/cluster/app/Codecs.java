package io.rollcall.cluster.app;

import io.rollcall.events.cloudevents.CloudEventHeaders;
import io.rollcall.events.serde.AvroSerdes;
import io.rollcall.events.serde.Decoded;
import io.rollcall.events.serde.SafeDeserializer;
import io.rollcall.events.topics.Topic;
import io.rollcall.events.topics.TopicNames;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes and reads values of topics. For one thread. */
final class Codecs {

    private static final Logger LOG = LoggerFactory.getLogger(Codecs.class);

    private final TopicNames names;
    private final AvroSerdes serdes;
    private final CloudEventHeaders headers;
    private final Map<String, Serializer<?>> serializers = new HashMap<>();
    private final Map<String, SafeDeserializer<?>> deserializers = new HashMap<>();

    Codecs(TopicNames names, AvroSerdes serdes, CloudEventHeaders headers) {
        this.names = names;
        this.serdes = serdes;
        this.headers = headers;
    }

    TopicNames names() {
        return names;
    }

    /** What a record with this value says in its headers. */
    Headers headers(SpecificRecord value) {
        return headers.of(value);
    }

    /** The value's bytes. The value must be of the topic's class, else this fails with a ClassCastException. */
    <V extends SpecificRecord> byte[] encode(Topic<V> topic, SpecificRecord value) {
        @SuppressWarnings("unchecked") // Put there under the name of its topic, which fixes the class.
        Serializer<V> serializer =
                (Serializer<V>) serializers.computeIfAbsent(topic.name(), name -> serdes.serializer(topic));
        return serializer.serialize(names.of(topic), topic.value().cast(value));
    }

    /** The record's value; empty for bytes that are none, which are left to others to report. */
    <V extends SpecificRecord> Optional<V> decode(Topic<V> topic, ConsumerRecord<String, byte[]> record) {
        @SuppressWarnings("unchecked") // Put there under the name of its topic, which fixes the class.
        SafeDeserializer<V> deserializer =
                (SafeDeserializer<V>) deserializers.computeIfAbsent(topic.name(), name -> serdes.safe(topic));
        return switch (deserializer.decode(record.topic(), record.value())) {
            case Decoded.Value<V> value -> Optional.of(value.value());
            case Decoded.Fault<V> fault -> {
                LOG.warn(
                        "{}-{}@{} is passed over: {}",
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        fault.message());
                yield Optional.empty();
            }
        };
    }
}
