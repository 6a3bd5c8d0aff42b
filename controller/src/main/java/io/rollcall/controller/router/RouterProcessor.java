package io.rollcall.controller.router;

import io.rollcall.controller.streams.JournalAppend;
import io.rollcall.controller.streams.RecordInHand;
import io.rollcall.controller.streams.RejectedRecords;
import io.rollcall.events.JournalRecord;
import io.rollcall.events.SourcePosition;
import io.rollcall.events.serde.AvroSerdes;
import io.rollcall.events.serde.Decoded;
import io.rollcall.events.serde.SafeDeserializer;
import io.rollcall.events.topics.Topic;
import io.rollcall.events.topics.TopicCatalogue;
import io.rollcall.events.topics.TopicNames;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs {@link RouterCore} for one partition of the input topics. Whatever is wrong with a record sends that record to the topic of
 * rejected ones and nothing else; a registry that cannot be asked is waited for, then fails the task, which reads the record again.
 */
final class RouterProcessor implements Processor<byte[], byte[], String, Object> {

    private static final Logger LOG = LoggerFactory.getLogger(RouterProcessor.class);
    private static final Duration TIDY_INTERVAL = Duration.ofMinutes(10);
    /** How long late repetitions of events of a UID that is gone are recognised. */
    private static final Duration GONE_REMEMBERED = Duration.ofHours(1);

    private final TopicNames names;
    private final AvroSerdes serdes;
    private final int journalPartitions;
    private final Map<String, SafeDeserializer<? extends SpecificRecord>> readers = new HashMap<>();
    private final Serializer<JournalRecord> journalValues;
    private final String journal;

    private @Nullable ProcessorContext<String, Object> context;
    private @Nullable RouterCore core;

    RouterProcessor(TopicNames names, AvroSerdes serdes, int journalPartitions) {
        this.names = names;
        this.serdes = serdes;
        this.journalPartitions = journalPartitions;
        this.journalValues = serdes.serializer(TopicCatalogue.JOURNAL);
        this.journal = names.of(TopicCatalogue.JOURNAL);
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        this.context = context;
        for (Topic<? extends SpecificRecord> topic : RouterTopology.INPUTS) {
            readers.put(names.of(topic), serdes.safeWithoutObject(topic));
        }
        RouterCore started = new RouterCore(
                journalPartitions,
                new StoredRoutedObjects(
                        context.getStateStore(RouterTopology.OBJECTS),
                        context.getStateStore(RouterTopology.SIGHTINGS),
                        context.getStateStore(RouterTopology.GONE),
                        context.getStateStore(RouterTopology.RELISTS)));
        context.schedule(
                TIDY_INTERVAL,
                PunctuationType.STREAM_TIME,
                streamTime ->
                        started.forgetGone(Instant.ofEpochMilli(streamTime).minus(GONE_REMEMBERED)));
        core = started;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        RecordMetadata metadata = initialised(context).recordMetadata().orElseThrow();
        // Not taken back when handling fails: the line about the failure is one about this record.
        RecordInHand.take(metadata);
        handle(record, RejectedRecords.origin(metadata));
        RecordInHand.putDown();
    }

    private void handle(Record<byte[], byte[]> record, SourcePosition origin) {
        byte @Nullable [] value = record.value();
        Optional<String> key = text(record.key());
        if (record.key() == null) {
            reject(record, origin, RejectionReason.NULL_KEY, "the record has no key: use the key of the object", null);
        } else if (key.isEmpty()) {
            reject(
                    record,
                    origin,
                    RejectionReason.UNREADABLE_KEY,
                    "the key is not UTF-8: write it as UTF-8 text",
                    null);
        } else if (value == null) {
            String mend = "the record has no value: a deletion is an event with change DELETED and the last object";
            reject(record, origin, RejectionReason.NULL_VALUE, mend, null);
        } else if (record.key().length + (long) value.length > RouterTopology.LARGEST_INPUT) {
            String mend = "key and value have " + (record.key().length + (long) value.length) + " bytes, more than "
                    + RouterTopology.LARGEST_INPUT
                    + ": leave the whole object out (empty field object)";
            reject(record, origin, RejectionReason.TOO_LARGE, mend, null);
        } else {
            read(record, origin, key.get(), value);
        }
    }

    private void read(Record<byte[], byte[]> record, SourcePosition origin, String key, byte[] value) {
        SafeDeserializer<? extends SpecificRecord> reader = initialised(readers.get(origin.getTopic()));
        switch (reader.decode(origin.getTopic(), value)) {
            case Decoded.Value<? extends SpecificRecord> decoded -> route(record, origin, key, decoded.value());
            case Decoded.Fault<? extends SpecificRecord> fault -> {
                RejectionReason reason = switch (fault.code()) {
                    case NOT_WIRE_FORMAT -> RejectionReason.NOT_WIRE_FORMAT;
                    case UNKNOWN_SCHEMA -> RejectionReason.UNKNOWN_SCHEMA;
                    case UNDECODABLE -> RejectionReason.UNDECODABLE;
                };
                reject(record, origin, reason, fault.message(), fault.schemaId());
            }
        }
    }

    private void route(Record<byte[], byte[]> record, SourcePosition origin, String key, SpecificRecord event) {
        Routing routing = initialised(core).route(origin, Instant.ofEpochMilli(record.timestamp()), key, event);
        switch (routing) {
            case Routing.Forwarded forwarded ->
                forwarded.records().forEach(routed -> append(routed, record.timestamp()));
            case Routing.Refused refused -> {
                Rejection rejection = refused.rejection();
                int schemaId = ByteBuffer.wrap(record.value()).getInt(1);
                send(record, origin, rejection, schemaId);
            }
            case Routing.Dropped dropped ->
                LOG.debug("{}: dropped, {}", RejectedRecords.place(origin), dropped.reason());
        }
    }

    private void append(Routed routed, long timestamp) {
        byte[] value = journalValues.serialize(journal, routed.record());
        for (int partition : routed.destination().partitions(journalPartitions)) {
            initialised(context)
                    .forward(
                            new Record<>(routed.key(), new JournalAppend(partition, value), timestamp),
                            RouterTopology.JOURNAL_SINK);
        }
    }

    private void reject(
            Record<byte[], byte[]> record,
            SourcePosition origin,
            RejectionReason reason,
            String message,
            @Nullable Integer schemaId) {
        send(record, origin, new Rejection(reason, RejectedRecords.place(origin) + ": " + message), schemaId);
    }

    private void send(
            Record<byte[], byte[]> record, SourcePosition origin, Rejection rejection, @Nullable Integer schemaId) {
        LOG.warn("rejected ({}): {}", rejection.reason(), rejection.message());
        initialised(context)
                .forward(
                        RejectedRecords.of(
                                record,
                                origin,
                                rejection.reason().name(),
                                rejection.message(),
                                rejection.object(),
                                schemaId),
                        RouterTopology.REJECTED_SINK);
    }

    private static Optional<String> text(byte @Nullable [] key) {
        if (key == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(key))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static <T> T initialised(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("the processor has not been initialised for this topic");
        }
        return part;
    }

    @Override
    public void close() {
        readers.values().forEach(SafeDeserializer::close);
        readers.clear();
    }
}
