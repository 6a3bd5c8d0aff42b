package io.rollcall.events.serde;

import io.confluent.kafka.schemaregistry.client.SchemaMetadata;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.Schema;

/**
 * The schemas that the values of a topic may be written with: the versions of its subject, by the id that stands in the wire format.
 * The registry is asked only, never written to. For one thread.
 */
public final class WriterSchemas {

    private static final int UNKNOWN_SUBJECT = 40401;

    private final SchemaRegistryClient client;
    private final Map<String, Map<Integer, Schema>> known = new TreeMap<>();

    /** As this registry has them. */
    public WriterSchemas(SchemaRegistryClient client) {
        this.client = client;
    }

    /**
     * The schema with this id, when it is one of the topic's.
     *
     * @param topic full name
     * @throws RegistryUnavailableException when the registry does not answer
     */
    public Optional<Schema> find(String topic, int id) {
        Map<Integer, Schema> ofTopic = known.computeIfAbsent(topic, this::versions);
        if (!ofTopic.containsKey(id)) {
            // A version may be new.
            ofTopic = versions(topic);
            known.put(topic, ofTopic);
        }
        return Optional.ofNullable(ofTopic.get(id));
    }

    private Map<Integer, Schema> versions(String topic) {
        String subject = topic + "-value";
        Map<Integer, Schema> versions = new TreeMap<>();
        try {
            for (int version : client.getAllVersions(subject)) {
                SchemaMetadata metadata = client.getSchemaMetadata(subject, version);
                versions.put(metadata.getId(), new Schema.Parser().parse(metadata.getSchema()));
            }
            return versions;
        } catch (RestClientException e) {
            if (e.getErrorCode() == UNKNOWN_SUBJECT) {
                return versions;
            }
            throw unavailable(subject, e);
        } catch (IOException e) {
            throw unavailable(subject, e);
        }
    }

    private static RegistryUnavailableException unavailable(String subject, Exception e) {
        return new RegistryUnavailableException(
                "the schema registry does not give the versions of " + subject + ": " + e.getMessage(), e);
    }
}
