package io.rollcall.events.serde;

import io.confluent.kafka.serializers.KafkaAvroSerializer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Confluent's serializer, narrowed to one class of records. The first record of a topic goes through it, which registers or looks up the
 * schema; from then on the id is known, and the same wire format is written without asking for it again: that question costs more than
 * the record itself. Safe for threads.
 */
final class ValueSerializer<V extends SpecificRecord> implements Serializer<V> {

    private static final int HEADER = 1 + Integer.BYTES;
    private static final int USUAL_SIZE = 512;

    private final KafkaAvroSerializer avro;
    private final Map<String, Integer> idsByTopic = new ConcurrentHashMap<>();

    ValueSerializer(KafkaAvroSerializer avro) {
        this.avro = avro;
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable V value) {
        if (value == null) {
            return null;
        }
        Integer id = idsByTopic.get(topic);
        if (id != null) {
            return encode(id, value);
        }
        byte[] bytes = avro.serialize(topic, value);
        idsByTopic.put(topic, ByteBuffer.wrap(bytes).getInt(1));
        return bytes;
    }

    private static <V extends SpecificRecord> byte[] encode(int id, V value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_SIZE);
        bytes.writeBytes(ByteBuffer.allocate(HEADER).put((byte) 0).putInt(id).array());
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        try {
            new SpecificDatumWriter<V>(value.getSchema(), SpecificData.getForClass(value.getClass()))
                    .write(value, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return bytes.toByteArray();
    }
}
