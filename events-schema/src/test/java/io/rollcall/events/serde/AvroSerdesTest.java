package io.rollcall.events.serde;

import static io.rollcall.events.topics.TopicCatalogue.COMMAND_RESULTS;
import static io.rollcall.events.topics.TopicCatalogue.NODE_EVENTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.rollcall.events.NodeChange;
import io.rollcall.events.NodeEvent;
import io.rollcall.events.topics.TopicCatalogue;
import io.rollcall.events.topics.TopicNames;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AvroSerdesTest {
    private static final String NAME = TopicNames.standard().of(NODE_EVENTS);

    private final MockSchemaRegistryClient registry = new MockSchemaRegistryClient();
    private final AvroSerdes serdes = new AvroSerdes(registry);

    @Test
    @DisplayName("what is written is read again")
    void roundTrip() {
        NodeEvent event = Examples.nodeAdded("n1");
        assertThat(serdes.deserializer(NODE_EVENTS).deserialize(NAME, write(event)))
                .isEqualTo(event);
    }

    @Test
    @DisplayName("the wire format is byte 0, the schema id in four bytes, the Avro body")
    void wireFormat() throws Exception {
        NodeEvent event = Examples.nodeAdded("n1");
        byte[] bytes = write(event);
        int id = registry.getId(NAME + "-value", new AvroSchema(NodeEvent.getClassSchema()));

        assertThat(bytes[0]).isZero();
        assertThat(ByteBuffer.wrap(bytes).getInt(1)).isEqualTo(id);
        assertThat(Arrays.copyOfRange(bytes, 5, bytes.length)).isEqualTo(body(event));
    }

    @Test
    @DisplayName("later records of a topic are written as Confluent's serializer writes the first")
    void laterRecords() throws Exception {
        Serializer<NodeEvent> writer = serdes.serializer(NODE_EVENTS);
        for (String node : List.of("n1", "n2", "n1")) {
            NodeEvent event = Examples.nodeAdded(node);
            assertThat(writer.serialize(NAME, event)).isEqualTo(write(event));
        }
        assertThat(writer.serialize("other." + NAME, Examples.nodeAdded("n1"))).isNotNull();
        assertThat(registry.getAllSubjects()).hasSize(2);
    }

    @Test
    @DisplayName("the schema is registered under <topic>-value")
    void subject() throws Exception {
        write(Examples.nodeAdded("n1"));
        assertThat(registry.getAllSubjects()).containsExactly("rollcall.node-events-value");
    }

    @Test
    @DisplayName("an unknown schema is refused when schemas are not registered on writing")
    void withoutRegistering() {
        AvroSerdes strict = new AvroSerdes(registry, false);
        assertThatThrownBy(() -> strict.serializer(NODE_EVENTS).serialize(NAME, Examples.nodeAdded("n1")))
                .isInstanceOf(SerializationException.class);
    }

    @Test
    @DisplayName("null is a tombstone both ways")
    void tombstone() {
        assertThat(serdes.serializer(NODE_EVENTS).serialize(NAME, null)).isNull();
        assertThat(serdes.deserializer(NODE_EVENTS).deserialize(NAME, null)).isNull();
        assertThat(serdes.safe(NODE_EVENTS).deserialize(NAME, null)).isNull();
    }

    @Test
    @DisplayName("without the object everything else is read and object is empty")
    void withoutObject() {
        NodeEvent event = Examples.nodeAdded("n1");
        NodeEvent read = serdes.withoutObject(NODE_EVENTS).deserialize(NAME, write(event));

        NodeEvent expected = Examples.nodeAdded("n1");
        ((NodeChange) expected.getBody()).setObject("");
        assertThat(read).isEqualTo(expected);
    }

    @Test
    @DisplayName("a record read without the object can be written again")
    void withoutObjectWritable() {
        NodeEvent read = serdes.withoutObject(NODE_EVENTS).deserialize(NAME, write(Examples.nodeAdded("n1")));
        assertThat(serdes.deserializer(NODE_EVENTS).deserialize(NAME, write(read)))
                .isEqualTo(read);
    }

    @Test
    @DisplayName("without the object barriers are read as they are")
    void withoutObjectBarrier() {
        NodeEvent barrier = Examples.nodesSynced();
        assertThat(serdes.withoutObject(NODE_EVENTS).deserialize(NAME, write(barrier)))
                .isEqualTo(barrier);
    }

    @Test
    @DisplayName("all four event topics have an object to leave out, the others have none")
    void topicsWithObject() {
        assertThat(TopicCatalogue.all())
                .filteredOn(topic -> !ReaderSchemas.withoutObject(topic).equals(ReaderSchemas.whole(topic)))
                .containsExactly(
                        NODE_EVENTS,
                        TopicCatalogue.POD_EVENTS,
                        TopicCatalogue.DAEMON_SET_EVENTS,
                        TopicCatalogue.CONTROLLER_REVISION_EVENTS);
        assertThat(ReaderSchemas.withoutObject(COMMAND_RESULTS)).isSameAs(ReaderSchemas.whole(COMMAND_RESULTS));
    }

    @Test
    @DisplayName("records of a later schema with one more field are read")
    void laterWriter() throws Exception {
        Schema later = new Schema.Parser()
                .parse(NodeEvent.getClassSchema()
                        .toString()
                        .replaceFirst(
                                "\"fields\":\\[",
                                "\"fields\":[{\"name\":\"newcomer\",\"type\":\"string\",\"default\":\"\"},"));
        int id = registry.register(NAME + "-value", new AvroSchema(later));
        GenericRecord record = toGeneric(Examples.nodesSynced());
        GenericRecord written = new GenericData.Record(later);
        written.put("newcomer", "x");
        for (Schema.Field field : record.getSchema().getFields()) {
            written.put(field.name(), record.get(field.pos()));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<>(later).write(written, encoder);
        encoder.flush();

        assertThat(serdes.deserializer(NODE_EVENTS).deserialize(NAME, out.toByteArray()))
                .isEqualTo(Examples.nodesSynced());
    }

    private byte[] write(NodeEvent event) {
        byte[] bytes = serdes.serializer(NODE_EVENTS).serialize(NAME, event);
        assertThat(bytes).isNotNull();
        return bytes == null ? new byte[0] : bytes;
    }

    private static GenericRecord toGeneric(NodeEvent event) throws Exception {
        var reader = new GenericDatumReader<GenericRecord>(NodeEvent.getClassSchema());
        return reader.read(null, DecoderFactory.get().binaryDecoder(body(event), null));
    }

    private static byte[] body(NodeEvent event) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        new SpecificDatumWriter<>(NodeEvent.getClassSchema(), SpecificData.getForClass(NodeEvent.class))
                .write(event, encoder);
        encoder.flush();
        return out.toByteArray();
    }
}
