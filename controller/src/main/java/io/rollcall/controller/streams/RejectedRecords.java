package io.rollcall.controller.streams;

import io.rollcall.events.Rejected;
import io.rollcall.events.RejectedObject;
import io.rollcall.events.SourcePosition;
import io.rollcall.events.topics.TopicCatalogue;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Records for the topic of what could not be used: reason, origin and original bytes. */
public final class RejectedRecords {

    /** What fits beside the explanation. */
    private static final int LARGEST_BYTES = TopicCatalogue.REJECTED.maxMessageBytes() - 64 * 1024;

    private RejectedRecords() {}

    /** Where a record stands. */
    public static SourcePosition origin(RecordMetadata metadata) {
        return new SourcePosition(metadata.topic(), metadata.partition(), metadata.offset());
    }

    /** How a place in a log is written in messages. */
    public static String place(SourcePosition origin) {
        return origin.getTopic() + "-" + origin.getPartition() + "@" + origin.getOffset();
    }

    /**
     * The rejection of a record.
     *
     * @param message one line: place, what is wrong, how to mend it
     * @param object the object that the record is of; null when it is of none
     * @param schemaId as in the header of the value; null when there is none
     */
    public static Record<String, Rejected> of(
            Record<byte[], byte[]> record,
            SourcePosition origin,
            String reason,
            String message,
            @Nullable RejectedObject object,
            @Nullable Integer schemaId) {
        byte @Nullable [] key = record.key();
        byte @Nullable [] value = record.value();
        boolean tooLarge = length(key) + length(value) > LARGEST_BYTES;
        Rejected rejected = new Rejected(
                reason,
                tooLarge ? message + " (the bytes are too many to be kept here: read them at the origin)" : message,
                origin,
                Instant.ofEpochMilli(record.timestamp()),
                schemaId,
                tooLarge ? null : wrap(key),
                tooLarge ? null : wrap(value),
                object);
        return new Record<>(origin.getTopic() + "-" + origin.getPartition(), rejected, record.timestamp());
    }

    private static long length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    private static @Nullable ByteBuffer wrap(byte @Nullable [] bytes) {
        return bytes == null ? null : ByteBuffer.wrap(bytes);
    }
}
