package io.rollcall.projector.projection;

import io.rollcall.events.SourcePosition;
import io.rollcall.events.topics.Topic;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * One record of the log with its place.
 *
 * @param topic the topic of the catalogue
 * @param topicName its full name, prefix included
 * @param partition partition it stands in
 * @param offset offset in that partition
 * @param time the record's timestamp
 * @param key the key as text; null when the record has none
 * @param payload what its value came to
 */
public record LogRecord(
        Topic<?> topic,
        String topicName,
        int partition,
        long offset,
        Instant time,
        @Nullable String key,
        Payload payload) {

    /** What the value of a record came to. */
    public sealed interface Payload {}

    /** A value of the topic. */
    public record Value(SpecificRecord record) implements Payload {}

    /**
     * No value: the key's row is gone.
     *
     * @param journal journal record at which it went; null when the record does not say
     */
    public record Tombstone(@Nullable SourcePosition journal) implements Payload {}

    /**
     * Bytes that are no value of the topic.
     *
     * @param code which fault, for programs
     * @param message one line for people
     * @param schemaId schema id in the header of the value; null without one
     */
    public record Unreadable(
            String code, String message, @Nullable Integer schemaId) implements Payload {}

    /** {@code topic-partition@offset}. */
    public String place() {
        return topicName + "-" + partition + "@" + offset;
    }
}
