package io.rollcall.events.serde;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Confluent's deserializer with a reader schema of our choice, so that what comes out is always of the topic's class,
 * even when bytes of another record stand in the topic: then it fails.
 */
final class ValueDeserializer<V extends SpecificRecord> implements Deserializer<V> {
    private final KafkaAvroDeserializer avro;
    private final Class<V> value;
    private final Schema reader;

    ValueDeserializer(SchemaRegistryClient client, Class<V> value, Schema reader) {
        this.avro = new KafkaAvroDeserializer(client);
        this.avro.configure(Map.of("schema.registry.url", "shared", "specific.avro.reader", true), false);
        this.value = value;
        this.reader = reader;
    }

    @Override
    public @Nullable V deserialize(String topic, byte @Nullable [] data) {
        if (data == null) {
            return null;
        }
        Object record = avro.deserialize(topic, data, reader);
        if (!value.isInstance(record)) {
            throw new SerializationException("the value is not a " + value.getSimpleName());
        }
        ReaderSchemas.fillIn((SpecificRecord) record, reader);
        return value.cast(record);
    }
}
