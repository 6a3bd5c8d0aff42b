package io.rollcall.cli.audit;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.rollcall.cli.console.Streams;
import io.rollcall.cli.patch.HistoryPatch;
import io.rollcall.cli.pipeline.InProcessPipeline;
import io.rollcall.cli.replay.ClosedLoop;
import io.rollcall.controller.aggregate.Decider;
import io.rollcall.controller.aggregate.DeciderOptions;
import io.rollcall.controller.aggregate.JournalPosition;
import io.rollcall.controller.decider.OutputRecord;
import io.rollcall.controller.engine.EngineOutput;
import io.rollcall.controller.engine.JournalEntry;
import io.rollcall.controller.verification.JournalVerification;
import io.rollcall.controller.verification.RecordedLog;
import io.rollcall.controller.verification.VerifiedPartition;
import io.rollcall.events.cloudevents.CloudEventHeaders;
import io.rollcall.events.serde.AvroSerdes;
import io.rollcall.events.topics.JournalHeader;
import io.rollcall.events.topics.Topic;
import io.rollcall.events.topics.TopicCatalogue;
import io.rollcall.events.topics.TopicNames;
import io.rollcall.rules.profile.RuleProfile;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/** The log that replaying a history makes, in memory and in wire format, with a partition for each topic. It can be tampered with. */
final class MemoryLog implements RecordedLog {

    private static final List<Topic<?>> OUTPUTS = List.of(
            TopicCatalogue.DECISIONS,
            TopicCatalogue.COMMANDS,
            TopicCatalogue.STATUS,
            TopicCatalogue.REVISIONS,
            TopicCatalogue.REJECTED);
    private static final TopicNames NAMES = TopicNames.standard();
    private static final CloudEventHeaders HEADERS = CloudEventHeaders.under(NAMES);

    private final RuleProfile rules;
    private final AvroSerdes serdes = new AvroSerdes(new MockSchemaRegistryClient());
    private final List<ConsumerRecord<byte[], byte[]>> journal = new ArrayList<>();
    private final Map<Topic<?>, List<ConsumerRecord<byte[], byte[]>>> outputs = new LinkedHashMap<>();
    private OptionalLong decided = OptionalLong.empty();

    private MemoryLog(RuleProfile rules) {
        this.rules = rules;
        OUTPUTS.forEach(topic -> outputs.put(topic, new ArrayList<>()));
    }

    /** Replays a history in a closed loop under these rules. */
    static MemoryLog of(Path history, RuleProfile rules) {
        MemoryLog log = new MemoryLog(rules);
        InProcessPipeline pipeline = new InProcessPipeline(decider(rules), NAMES, log::note);
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        new ClosedLoop(new Streams(nowhere, nowhere), 1).run(history, HistoryPatch.NONE, pipeline, line -> {});
        for (JournalEntry entry : pipeline.journal()) {
            log.journal.add(log.record(
                    TopicCatalogue.JOURNAL,
                    entry.position().offset(),
                    entry.time(),
                    entry.key(),
                    entry.record(),
                    new RecordHeaders()));
        }
        log.decided = OptionalLong.of(log.journal.size());
        return log;
    }

    private static Decider decider(RuleProfile rules) {
        return new Decider(rules, DeciderOptions.DEFAULTS);
    }

    private void note(EngineOutput output) {
        if (output instanceof EngineOutput.Written(JournalPosition at, Instant time, var written)) {
            OutputRecord record = OutputRecord.of(written);
            SpecificRecord value = record.value();
            Headers headers = value == null ? new RecordHeaders() : HEADERS.of(value);
            if (value == null) {
                JournalHeader.write(headers, at.toEvent());
            }
            List<ConsumerRecord<byte[], byte[]>> topic = records(record.topic());
            topic.add(record(record.topic(), topic.size(), time, record.key(), record.value(), headers));
        }
    }

    private <V extends SpecificRecord> ConsumerRecord<byte[], byte[]> record(
            Topic<V> topic, long offset, Instant time, String key, @Nullable SpecificRecord value, Headers headers) {
        String name = NAMES.of(topic);
        byte[] bytes = value == null
                ? null
                : serdes.serializer(topic).serialize(name, topic.value().cast(value));
        return record(
                new ConsumerRecord<>(name, 0, offset, key.getBytes(StandardCharsets.UTF_8), bytes),
                time.toEpochMilli(),
                bytes,
                headers);
    }

    @SuppressWarnings("NullAway") // a record without a value is one
    private static ConsumerRecord<byte[], byte[]> record(
            ConsumerRecord<byte[], byte[]> like, long timestamp, byte @Nullable [] value, Headers headers) {
        return new ConsumerRecord<>(
                like.topic(),
                like.partition(),
                like.offset(),
                timestamp,
                TimestampType.CREATE_TIME,
                0,
                0,
                like.key(),
                value,
                headers,
                Optional.empty());
    }

    List<ConsumerRecord<byte[], byte[]>> records(Topic<?> topic) {
        return outputs.getOrDefault(topic, new ArrayList<>());
    }

    List<ConsumerRecord<byte[], byte[]>> journalRecords() {
        return journal;
    }

    /** Puts another value in the place of a record's. */
    static ConsumerRecord<byte[], byte[]> withHeaders(ConsumerRecord<byte[], byte[]> record, Headers headers) {
        return record(record, record.timestamp(), record.value(), headers);
    }

    static ConsumerRecord<byte[], byte[]> withValue(ConsumerRecord<byte[], byte[]> record, byte[] value) {
        return record(record, record.timestamp(), value, record.headers());
    }

    /** The record under another key or of another time. */
    static ConsumerRecord<byte[], byte[]> with(ConsumerRecord<byte[], byte[]> record, String key, long timestamp) {
        ConsumerRecord<byte[], byte[]> renamed = new ConsumerRecord<>(
                record.topic(),
                record.partition(),
                record.offset(),
                key.getBytes(StandardCharsets.UTF_8),
                record.value());
        return record(renamed, timestamp, record.value(), record.headers());
    }

    AvroSerdes serdes() {
        return serdes;
    }

    /** The decider stands before this record of the journal; empty when nobody knows. */
    void decidedUpTo(OptionalLong offset) {
        decided = offset;
    }

    VerifiedPartition verify() {
        return verifyAs(rules);
    }

    /** With a decider under these rules. */
    VerifiedPartition verifyAs(RuleProfile profile) {
        return new JournalVerification(NAMES, serdes, () -> decider(profile)).verify(this, 0, offset -> {});
    }

    @Override
    public int journalPartitions() {
        return 1;
    }

    @Override
    public Pass open(int journalPartition) {
        return new Pass() {
            @Override
            public OptionalLong decidedUpTo() {
                return decided;
            }

            @Override
            public Iterator<ConsumerRecord<byte[], byte[]>> journal() {
                return journal.iterator();
            }

            @Override
            public List<OutputPartition> outputs() {
                return outputs.entrySet().stream()
                        .map(topic -> new OutputPartition(
                                topic.getKey(), topic.getValue().iterator()))
                        .toList();
            }

            @Override
            public void close() {}
        };
    }
}
