package io.rollcall.events.serde;

import io.confluent.kafka.serializers.KafkaAvroSerializer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Confluent's serializer, narrowed to one class of records. */
final class ValueSerializer<V extends SpecificRecord> implements Serializer<V> {
    private final KafkaAvroSerializer avro;

    ValueSerializer(KafkaAvroSerializer avro) {
        this.avro = avro;
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable V value) {
        return value == null ? null : avro.serialize(topic, value);
    }
}
