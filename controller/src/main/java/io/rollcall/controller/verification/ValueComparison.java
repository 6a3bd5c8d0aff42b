package io.rollcall.controller.verification;

import io.rollcall.events.serde.WriterSchemas;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * Compares a recorded value with the one that follows from the journal: byte for byte where this program's schema wrote it; where an
 * earlier version of the schema did, the fields of that version, and whether the bytes are those that it gives for them. For one thread.
 *
 * <p>So every other byte of a value is found. The one exception is no difference: a schema id that names another version of the topic's
 * schema under which the same bytes say the same.
 */
final class ValueComparison {

    private static final int HEADER = 1 + Integer.BYTES;

    private final WriterSchemas schemas;

    ValueComparison(WriterSchemas schemas) {
        this.schemas = schemas;
    }

    /**
     * The first difference.
     *
     * @param topic full name
     * @param bytes the recorded value in wire format
     * @param recorded the same, read
     */
    Optional<FieldDifference> first(String topic, byte[] bytes, SpecificRecord recorded, SpecificRecord recomputed) {
        int id = ByteBuffer.wrap(bytes).getInt(1);
        Optional<Schema> writer = schemas.find(topic, id);
        if (writer.isEmpty()) {
            return Optional.of(new FieldDifference("schema id", String.valueOf(id), "one of " + topic + "-value"));
        }
        byte[] body = encoded(recomputed);
        boolean ours = writer.get().equals(recomputed.getSchema());
        if (ours && Arrays.equals(bytes, HEADER, bytes.length, body, 0, body.length)) {
            return Optional.empty();
        }
        return FieldComparison.first(writer.get(), recorded, recomputed)
                .or(() -> bytes(bytes, ours ? body : again(writer.get(), bytes)));
    }

    private static Optional<FieldDifference> bytes(byte[] bytes, byte[] body) {
        int at = Arrays.mismatch(bytes, HEADER, bytes.length, body, 0, body.length);
        return at < 0
                ? Optional.empty()
                : Optional.of(new FieldDifference(
                        "bytes",
                        shown(bytes, HEADER + at) + " at " + (HEADER + at) + " of " + bytes.length,
                        shown(body, at) + " of " + (HEADER + body.length) + ", though both read the same"));
    }

    private static String shown(byte[] bytes, int at) {
        return at < bytes.length ? "0x%02x".formatted(bytes[at]) : "the end";
    }

    private static byte[] encoded(SpecificRecord value) {
        return write(new SpecificDatumWriter<>(value.getSchema(), SpecificData.getForClass(value.getClass())), value);
    }

    /** What the writer's schema gives for what it reads in these bytes. */
    private static byte[] again(Schema writer, byte[] bytes) {
        try {
            Object read = new InOrder(writer)
                    .read(null, DecoderFactory.get().binaryDecoder(bytes, HEADER, bytes.length - HEADER, null));
            return write(new GenericDatumWriter<>(writer), read);
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    private static <D> byte[] write(DatumWriter<D> writer, D value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        try {
            writer.write(value, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return bytes.toByteArray();
    }

    /** Keeps the entries of maps in the order of the bytes. */
    private static final class InOrder extends GenericDatumReader<Object> {

        InOrder(Schema schema) {
            super(schema, schema, new GenericData());
        }

        @Override
        protected Object newMap(Object old, int size) {
            Map<Object, Object> map = new LinkedHashMap<>();
            return map;
        }
    }
}
