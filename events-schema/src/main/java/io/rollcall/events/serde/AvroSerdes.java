package io.rollcall.events.serde;

import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import io.rollcall.events.settings.CommonSettings;
import io.rollcall.events.settings.InvalidSettingsException;
import io.rollcall.events.settings.RegistryAccess;
import io.rollcall.events.topics.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Serdes for the values of Rollcall's topics: Avro in Confluent's wire format (byte 0, schema id in four bytes
 * big-endian, body), subjects by TopicNameStrategy.
 *
 * <p>All serdes of one instance share one registry client and its caches; the instance and the client are safe for
 * several threads, a single serializer or deserializer belongs to one thread.
 */
public final class AvroSerdes {
    /** Schemas that a client remembers for each subject; there is one a topic and version. */
    private static final int CACHE_CAPACITY = 1_000;

    private static final Duration REGISTRY_PATIENCE = Duration.ofSeconds(30);

    private final SchemaRegistryClient client;
    private final boolean autoRegister;

    /** Serdes that ask the registry at this URL, or at the first that answers of several with commas between. */
    public AvroSerdes(String registryUrl) {
        this(client(registryUrl));
    }

    /** Serdes on a client that is there already; unknown schemas are registered when they are first written. */
    public AvroSerdes(SchemaRegistryClient client) {
        this(client, true);
    }

    /**
     * Serdes on a client that is there already.
     *
     * @param autoRegister whether a schema the registry does not know is registered when it is first written; if not,
     *     writing it fails, and schemas have to be registered beforehand
     */
    public AvroSerdes(SchemaRegistryClient client, boolean autoRegister) {
        TrustedRecords.makeKnown();
        this.client = client;
        this.autoRegister = autoRegister;
    }

    /** A caching client for the registry at this URL, or at the first that answers of several with commas between. */
    public static SchemaRegistryClient client(String registryUrl) {
        return client(RegistryAccess.open(registryUrl));
    }

    /**
     * A caching client that gets in with these settings.
     *
     * @throws InvalidSettingsException when they cannot be used
     */
    public static SchemaRegistryClient client(RegistryAccess registry) {
        // Confluent's client takes credentials by their own names and what is about TLS with the prefix.
        Map<String, Object> settings = new TreeMap<>(registry.client().values());
        registry.client()
                .values()
                .forEach((name, value) -> settings.put(name.substring(CommonSettings.REGISTRY_PREFIX.length()), value));
        try {
            return new CachedSchemaRegistryClient(registry.url(), CACHE_CAPACITY, settings);
        } catch (RuntimeException e) {
            throw new InvalidSettingsException(List.of(CommonSettings.REGISTRY_PREFIX
                    + "*: the registry's client cannot use these settings: " + e.getMessage()));
        }
    }

    /** The client that all serdes of this instance share. */
    public SchemaRegistryClient client() {
        return client;
    }

    /** Writes values of the topic. Fails with {@link SerializationException} when the registry refuses the schema. */
    public <V extends SpecificRecord> Serializer<V> serializer(Topic<V> topic) {
        KafkaAvroSerializer avro = new KafkaAvroSerializer(client);
        avro.configure(Map.of("schema.registry.url", "shared", "auto.register.schemas", autoRegister), false);
        return new ValueSerializer<>(avro);
    }

    /**
     * Reads values of the topic into its class, whatever version they were written with.
     *
     * <p>Bytes that cannot be read fail with {@link SerializationException}; where foreign bytes must be expected, use
     * {@link #safe(Topic)}.
     */
    public <V extends SpecificRecord> Deserializer<V> deserializer(Topic<V> topic) {
        return new ValueDeserializer<>(client, topic.value(), ReaderSchemas.whole(topic));
    }

    /** {@link #serializer(Topic)} and {@link #deserializer(Topic)} in one. */
    public <V extends SpecificRecord> Serde<V> serde(Topic<V> topic) {
        return Serdes.serdeFrom(serializer(topic), deserializer(topic));
    }

    /**
     * Reads values of an event topic without the whole Kubernetes object: {@code object} of a change is skipped, not
     * decoded, and is the empty string in the result. For other topics the same as {@link #deserializer(Topic)}.
     */
    public <V extends SpecificRecord> Deserializer<V> withoutObject(Topic<V> topic) {
        return new ValueDeserializer<>(client, topic.value(), ReaderSchemas.withoutObject(topic));
    }

    /** {@link #deserializer(Topic)} for bytes that may be anything: what is wrong with them is a result. */
    public <V extends SpecificRecord> SafeDeserializer<V> safe(Topic<V> topic) {
        return new SafeDeserializer<>(client, deserializer(topic), REGISTRY_PATIENCE);
    }

    /** {@link #withoutObject(Topic)} for bytes that may be anything: what is wrong with them is a result. */
    public <V extends SpecificRecord> SafeDeserializer<V> safeWithoutObject(Topic<V> topic) {
        return new SafeDeserializer<>(client, withoutObject(topic), REGISTRY_PATIENCE);
    }
}
