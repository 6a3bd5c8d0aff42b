package io.rollcall.controller.verification;

import io.rollcall.controller.streams.RejectedRecords;
import io.rollcall.events.Command;
import io.rollcall.events.Decision;
import io.rollcall.events.Rejected;
import io.rollcall.events.Revision;
import io.rollcall.events.SourcePosition;
import io.rollcall.events.Status;
import io.rollcall.events.topics.Topic;
import io.rollcall.events.topics.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record that a decider wrote.
 *
 * @param topic its topic
 * @param record as it stands there
 * @param value its value; null for a tombstone
 * @param journal the journal record at which it says it was written
 */
record Recorded(
        Topic<?> topic,
        ConsumerRecord<byte[], byte[]> record,
        @Nullable SpecificRecord value,
        SourcePosition journal) {

    /** Where it stands. */
    SourcePosition place() {
        return place(record);
    }

    static SourcePosition place(ConsumerRecord<?, ?> record) {
        return new SourcePosition(record.topic(), record.partition(), record.offset());
    }

    String key() {
        byte @Nullable [] key = record.key();
        return key == null ? "" : new String(key, StandardCharsets.UTF_8);
    }

    /** What tells it from others of its topic wherever it stands; its key where nothing else does. */
    String identity() {
        return value == null ? key() : identity(value, key());
    }

    static String identity(SpecificRecord value, String key) {
        return switch (value) {
            case Decision decision -> decision.getDecisionId();
            case Command command -> command.getCommandId();
            case Rejected rejected -> RejectedRecords.place(rejected.getOrigin());
            default -> key;
        };
    }

    /** The journal record that a value names. */
    static SourcePosition journal(SpecificRecord value) {
        return switch (value) {
            case Decision decision -> decision.getJournal();
            case Command command -> command.getJournal();
            case Status status -> status.getJournal();
            case Revision revision -> revision.getJournal();
            case Rejected rejected -> rejected.getOrigin();
            default ->
                throw new IllegalArgumentException(
                        "a decider writes no " + value.getClass().getSimpleName());
        };
    }

    /** What a record of the topic is called. */
    static String name(Topic<?> topic) {
        if (topic == TopicCatalogue.DECISIONS) {
            return "decision";
        }
        if (topic == TopicCatalogue.COMMANDS) {
            return "command";
        }
        return topic == TopicCatalogue.REVISIONS
                ? "revision"
                : topic == TopicCatalogue.REJECTED ? "rejection" : topic.name();
    }
}
