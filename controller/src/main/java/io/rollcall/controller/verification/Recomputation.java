package io.rollcall.controller.verification;

import io.rollcall.controller.aggregate.JournalDecider;
import io.rollcall.controller.aggregate.JournalPosition;
import io.rollcall.controller.aggregate.Outcome;
import io.rollcall.controller.decider.OutputRecord;
import io.rollcall.controller.streams.RejectedRecords;
import io.rollcall.events.JournalRecord;
import io.rollcall.events.Rejected;
import io.rollcall.events.SourcePosition;
import io.rollcall.events.serde.Decoded;
import io.rollcall.events.serde.SafeDeserializer;
import io.rollcall.events.topics.TopicCatalogue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Decides upon the records of a partition of the journal, as the Decider's processor does. For one thread. */
final class Recomputation {

    /**
     * What came of a record.
     *
     * @param outputs what was to be written, in order
     * @param failure that deciding failed, which it cannot have done when the log was written
     */
    record Decided(List<Recomputed> outputs, Optional<Difference> failure) {}

    private final JournalDecider decider;
    private final SafeDeserializer<JournalRecord> reader;
    private long time;

    Recomputation(JournalDecider decider, SafeDeserializer<JournalRecord> reader) {
        this.decider = decider;
        this.reader = reader;
        decider.restored();
    }

    Decided decide(ConsumerRecord<byte[], byte[]> record) {
        // As the topology's timestamp extractor has it.
        time = record.timestamp() >= 0 ? record.timestamp() : time;
        SourcePosition place = Recorded.place(record);
        if (record.value() == null) {
            return rejected(
                    record,
                    place,
                    "NULL_VALUE",
                    "the record has no value: only Router and Decider may write the journal",
                    null);
        }
        return switch (reader.decode(record.topic(), record.value())) {
            case Decoded.Value<JournalRecord> decoded -> handle(place, decoded.value());
            case Decoded.Fault<JournalRecord> fault ->
                rejected(record, place, fault.code().name(), fault.message(), fault.schemaId());
        };
    }

    private Decided handle(SourcePosition place, JournalRecord record) {
        Outcome outcome;
        try {
            outcome = decider.handle(
                    new JournalPosition(place.getTopic(), place.getPartition(), place.getOffset()),
                    Instant.ofEpochMilli(time),
                    record);
        } catch (RuntimeException e) {
            return new Decided(
                    List.of(),
                    Optional.of(new Difference(
                            place,
                            null,
                            "journal record",
                            "",
                            Difference.RECORD,
                            "decided upon",
                            "deciding fails: " + e.getMessage())));
        }
        return new Decided(
                outcome.outputs().stream()
                        .map(output -> new Recomputed(OutputRecord.of(output), place, time))
                        .toList(),
                Optional.empty());
    }

    private Decided rejected(
            ConsumerRecord<byte[], byte[]> record,
            SourcePosition place,
            String reason,
            String problem,
            @Nullable Integer schemaId) {
        Record<String, Rejected> rejected = RejectedRecords.of(
                new Record<>(record.key(), record.value(), time),
                place,
                reason,
                RejectedRecords.place(place) + ": " + problem,
                null,
                schemaId);
        OutputRecord output = new OutputRecord(TopicCatalogue.REJECTED, rejected.key(), rejected.value());
        return new Decided(List.of(new Recomputed(output, place, time)), Optional.empty());
    }
}
