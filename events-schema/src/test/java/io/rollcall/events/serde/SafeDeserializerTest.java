package io.rollcall.events.serde;

import static io.rollcall.events.topics.TopicCatalogue.NODE_EVENTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.rollcall.events.NodeEvent;
import io.rollcall.events.serde.Decoded.Fault;
import io.rollcall.events.serde.Decoded.FaultCode;
import io.rollcall.events.serde.Decoded.Value;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SafeDeserializerTest {
    private static final String NAME = "rollcall.node-events";
    private static final String SUBJECT = NAME + "-value";

    private final Registry registry = new Registry();
    private final AvroSerdes serdes = new AvroSerdes(registry);
    private final SafeDeserializer<NodeEvent> safe =
            new SafeDeserializer<>(registry, serdes.deserializer(NODE_EVENTS), Duration.ofSeconds(30));

    @Test
    @DisplayName("a value in order is a value")
    void value() {
        NodeEvent event = Examples.nodeAdded("n1");
        assertThat(safe.decode(NAME, write(event))).isEqualTo(new Value<>(event));
    }

    @Test
    @DisplayName("bytes that do not begin with 0, and bytes too short for a header, are not wire format")
    void notWireFormat() {
        for (byte[] bytes : new byte[][] {{}, {0}, {0, 0, 0, 1}, "{\"a\":1}".getBytes(StandardCharsets.UTF_8)}) {
            Fault<NodeEvent> fault = fault(bytes);
            assertThat(fault.code()).isEqualTo(FaultCode.NOT_WIRE_FORMAT);
            assertThat(fault.schemaId()).isNull();
        }
    }

    @Test
    @DisplayName("a schema id that the registry does not know is named")
    void unknownSchema() {
        Fault<NodeEvent> fault = fault(header(4711));
        assertThat(fault.code()).isEqualTo(FaultCode.UNKNOWN_SCHEMA);
        assertThat(fault.schemaId()).isEqualTo(4711);
        assertThat(fault.message()).contains("4711");
    }

    @Test
    @DisplayName("a body cut off anywhere is undecodable, and so is noise in its place")
    void undecodable() {
        byte[] bytes = write(Examples.nodeAdded("n1"));
        for (int length = 5; length < bytes.length; length++) {
            assertThat(fault(Arrays.copyOf(bytes, length)).code()).isEqualTo(FaultCode.UNDECODABLE);
        }
        byte[] noise = bytes.clone();
        Arrays.fill(noise, 5, noise.length, (byte) 0xff);
        Fault<NodeEvent> fault = fault(noise);
        assertThat(fault.code()).isEqualTo(FaultCode.UNDECODABLE);
        assertThat(fault.schemaId()).isEqualTo(ByteBuffer.wrap(bytes).getInt(1));
        assertThat(fault.message().lines()).hasSize(1);
    }

    @Test
    @DisplayName("a record of another kind, or a value that is no record, is undecodable")
    void otherKind() throws Exception {
        for (String schema : new String[] {
            "{\"type\":\"record\",\"name\":\"Other\",\"fields\":[{\"name\":\"x\",\"type\":\"long\"}]}", "\"string\""
        }) {
            int id = registry.register(SUBJECT, new AvroSchema(new Schema.Parser().parse(schema)));
            byte[] bytes = Arrays.copyOf(header(id), 6);
            assertThat(fault(bytes).code()).as(schema).isEqualTo(FaultCode.UNDECODABLE);
        }
    }

    @Test
    @DisplayName("a registry that comes back is waited for")
    void waits() {
        byte[] bytes = write(Examples.nodeAdded("n1"));
        registry.failures = 2;
        assertThat(safe.decode(NAME, bytes)).isInstanceOf(Value.class);
        assertThat(registry.failures).isZero();
    }

    @Test
    @DisplayName("a registry that stays away fails the read, it is no fault of the data")
    void givesUp() {
        byte[] bytes = write(Examples.nodeAdded("n1"));
        registry.failures = Integer.MAX_VALUE;
        SafeDeserializer<NodeEvent> impatient =
                new SafeDeserializer<>(registry, serdes.deserializer(NODE_EVENTS), Duration.ZERO);
        assertThatThrownBy(() -> impatient.decode(NAME, bytes)).isInstanceOf(RegistryUnavailableException.class);
    }

    @Test
    @DisplayName("a registry that answers with an error of its own fails the read, it is no fault of the data")
    void registryError() {
        byte[] bytes = write(Examples.nodeAdded("n1"));
        SafeDeserializer<NodeEvent> impatient =
                new SafeDeserializer<>(registry, serdes.deserializer(NODE_EVENTS), Duration.ZERO);
        for (RestClientException error : List.of(
                new RestClientException("broken", 500, 50001),
                new RestClientException("who are you", 401, 401),
                new RestClientException("wrong URL", 404, 404))) {
            registry.error = error;
            assertThatThrownBy(() -> impatient.decode(NAME, bytes))
                    .as(error.getMessage())
                    .isInstanceOf(RegistryUnavailableException.class);
        }
    }

    @Test
    @DisplayName("a body that announces more than it has is undecodable, and takes no memory for it")
    void announcesTooMuch() {
        byte[] bytes = write(Examples.nodeAdded("n1"));
        for (long announced : new long[] {Integer.MAX_VALUE - 9, Integer.MAX_VALUE, Long.MAX_VALUE, -1}) {
            // The first field is a string: its length, then its bytes.
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            body.write(bytes, 0, 5);
            for (long rest = (announced << 1) ^ (announced >> 63); ; rest >>>= 7) {
                if ((rest & ~0x7fL) == 0) {
                    body.write((int) rest);
                    break;
                }
                body.write((int) (rest & 0x7f | 0x80));
            }
            body.write('x');
            assertThat(fault(body.toByteArray()).code()).as("%d", announced).isEqualTo(FaultCode.UNDECODABLE);
        }
    }

    private Fault<NodeEvent> fault(byte[] bytes) {
        Decoded<NodeEvent> decoded = safe.decode(NAME, bytes);
        assertThat(decoded).isInstanceOf(Fault.class);
        return (Fault<NodeEvent>) decoded;
    }

    private byte[] write(NodeEvent event) {
        byte[] bytes = serdes.serializer(NODE_EVENTS).serialize(NAME, event);
        assertThat(bytes).isNotNull();
        return bytes == null ? new byte[0] : bytes;
    }

    private static byte[] header(int schemaId) {
        return ByteBuffer.allocate(5).put((byte) 0).putInt(schemaId).array();
    }

    /** Confluent's registry in memory, which can be out of reach for a while. */
    private static final class Registry extends MockSchemaRegistryClient {
        int failures;

        @Nullable
        RestClientException error;

        @Override
        public ParsedSchema getSchemaBySubjectAndId(String subject, int id) throws IOException, RestClientException {
            if (failures > 0) {
                failures--;
                throw new ConnectException("Connection refused");
            }
            if (error != null) {
                throw error;
            }
            return super.getSchemaBySubjectAndId(subject, id);
        }
    }
}
