package io.rollcall.events.serde;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.rollcall.events.serde.Decoded.Fault;
import io.rollcall.events.serde.Decoded.FaultCode;
import io.rollcall.events.serde.Decoded.Value;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads bytes that may be anything. A fault of the data is a {@link Fault}; a registry that cannot be asked is waited
 * for, and when it does not come back {@link RegistryUnavailableException} is thrown, because skipping the record would
 * lose it. A null value (tombstone) is null.
 *
 * <p>Belongs to one thread.
 */
public final class SafeDeserializer<V extends SpecificRecord> implements Deserializer<Decoded<V>> {
    private static final int HEADER = 5;
    /** Unknown subject, version, schema. A bare 404 is no such answer: it comes from a wrong URL. */
    private static final Set<Integer> UNKNOWN = Set.of(40401, 40402, 40403);
    /** How the client begins to say, with the same exception as for a lost connection, that it cannot parse a schema. */
    private static final String NOT_AVRO = "Invalid schema";

    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 2_000;

    private final SchemaRegistryClient client;
    private final Deserializer<V> values;
    private final Duration patience;

    /**
     * @param client the registry, the same that {@code values} asks
     * @param values reads bytes that are in order
     * @param patience how long to wait for a registry that does not answer, before failing
     */
    public SafeDeserializer(SchemaRegistryClient client, Deserializer<V> values, Duration patience) {
        this.client = client;
        this.values = values;
        this.patience = patience;
    }

    @Override
    public @Nullable Decoded<V> deserialize(String topic, byte @Nullable [] data) {
        return data == null ? null : decode(topic, data);
    }

    /** {@link #deserialize} for bytes that are there. */
    public Decoded<V> decode(String topic, byte[] data) {
        if (data.length < HEADER || data[0] != 0) {
            return new Fault<>(
                    FaultCode.NOT_WIRE_FORMAT,
                    "the value (" + data.length + " bytes) does not begin with byte 0 and a schema id: write it with a"
                            + " schema-registry serializer for Avro",
                    null);
        }
        int schemaId = ByteBuffer.wrap(data).getInt(1);
        long deadline = System.nanoTime() + patience.toNanos();
        for (long pause = FIRST_PAUSE_MILLIS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS)) {
            try {
                return decode(topic, data, schemaId);
            } catch (RegistryUnavailableException unavailable) {
                if (System.nanoTime() + Duration.ofMillis(pause).toNanos() > deadline) {
                    throw unavailable;
                }
                pause(pause, unavailable);
            }
        }
    }

    private Decoded<V> decode(String topic, byte[] data, int schemaId) {
        try {
            // Asked for first, so that a schema that cannot be had is told from a body that cannot be read. Cached.
            client.getSchemaBySubjectAndId(topic + "-value", schemaId);
        } catch (RestClientException answer) {
            if (UNKNOWN.contains(answer.getErrorCode())) {
                return new Fault<>(
                        FaultCode.UNKNOWN_SCHEMA,
                        "the registry has no schema with id " + schemaId
                                + ": the record was written with another registry, or the schema was deleted for good",
                        schemaId);
            }
            throw new RegistryUnavailableException(
                    "the schema registry refused to give schema " + schemaId + ": " + answer.getMessage(), answer);
        } catch (IOException failed) {
            if (String.valueOf(failed.getMessage()).startsWith(NOT_AVRO)) {
                return unusable(schemaId, failed);
            }
            throw new RegistryUnavailableException(
                    "the schema registry does not answer: " + failed.getMessage(), failed);
        } catch (RuntimeException unparsable) {
            // So the client reports a schema type that it does not know; the network fails with IOException only.
            return unusable(schemaId, unparsable);
        }
        try {
            return new Value<>(values.deserialize(topic, data));
        } catch (RetriableException noAnswer) {
            throw new RegistryUnavailableException(
                    "the schema registry does not answer: " + noAnswer.getMessage(), noAnswer);
        } catch (SerializationException unreadable) {
            return new Fault<>(
                    FaultCode.UNDECODABLE,
                    "the value does not follow schema " + schemaId + ", or that schema does not fit the topic: "
                            + innermost(unreadable),
                    schemaId);
        }
    }

    private static <V extends SpecificRecord> Fault<V> unusable(int schemaId, Exception why) {
        return new Fault<>(
                FaultCode.UNDECODABLE,
                "schema " + schemaId + " is not an Avro schema that can be read: " + innermost(why),
                schemaId);
    }

    private static String innermost(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        return message == null
                ? cause.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }

    private static void pause(long millis, RegistryUnavailableException why) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw why;
        }
    }

    @Override
    public void close() {
        values.close();
    }
}
