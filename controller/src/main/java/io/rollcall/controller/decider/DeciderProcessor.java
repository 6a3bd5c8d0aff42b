package io.rollcall.controller.decider;

import io.rollcall.controller.aggregate.JournalDecider;
import io.rollcall.controller.aggregate.JournalPosition;
import io.rollcall.controller.aggregate.Outcome;
import io.rollcall.controller.aggregate.Output;
import io.rollcall.controller.aggregate.StateRow;
import io.rollcall.controller.streams.JournalAppend;
import io.rollcall.controller.streams.RecordInHand;
import io.rollcall.controller.streams.RejectedRecords;
import io.rollcall.events.ClockTicked;
import io.rollcall.events.JournalRecord;
import io.rollcall.events.SourcePosition;
import io.rollcall.events.cloudevents.CloudEventHeaders;
import io.rollcall.events.serde.AvroSerdes;
import io.rollcall.events.serde.Decoded;
import io.rollcall.events.serde.SafeDeserializer;
import io.rollcall.events.topics.JournalHeader;
import io.rollcall.events.topics.TopicCatalogue;
import io.rollcall.events.topics.TopicNames;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one decider for one partition of the journal: state comes from the stores when the task starts and goes there as it changes, in
 * the same transaction as the outputs and the position in the journal. An exception of the decider is a fault of the code and fails the
 * task; bytes in the journal that cannot be read go to the topic of rejected records.
 */
final class DeciderProcessor implements Processor<byte[], byte[], String, Object> {

    private static final Logger LOG = LoggerFactory.getLogger(DeciderProcessor.class);

    /** Key of ticks in the journal. */
    private static final String CLOCK_KEY = "clock";

    /** Kafka Streams takes no shorter one. */
    private static final Duration SHORTEST_SLEEP = Duration.ofMillis(1);

    /**
     * What wakes the processor.
     *
     * @param at wall clock time
     */
    private record Alarm(Instant at, Cancellable cancellable) {}

    private final AvroSerdes serdes;
    private final Supplier<JournalDecider> deciders;
    private final CloudEventHeaders headers;
    private final boolean ticking;
    private final Serializer<JournalRecord> journalValues;
    private final String journal;

    // All that a task learns while it runs is made anew with it: see init.
    private @Nullable ProcessorContext<String, Object> context;
    private @Nullable JournalDecider decider;
    private @Nullable DeciderStores stores;
    private @Nullable SafeDeserializer<JournalRecord> reader;
    private JournalClock clock = new JournalClock();
    private @Nullable Alarm alarm;

    DeciderProcessor(
            TopicNames names,
            AvroSerdes serdes,
            Supplier<JournalDecider> deciders,
            CloudEventHeaders headers,
            boolean ticking) {
        this.serdes = serdes;
        this.deciders = deciders;
        this.headers = headers;
        this.ticking = ticking;
        this.journalValues = serdes.serializer(TopicCatalogue.JOURNAL);
        this.journal = names.of(TopicCatalogue.JOURNAL);
    }

    /**
     * Begins from the stores. Kafka Streams does this to the same processor again when a task is revived after its transaction was
     * aborted: whatever it has in memory by then never happened.
     */
    @Override
    public void init(ProcessorContext<String, Object> context) {
        if (alarm != null) {
            alarm.cancellable().cancel();
            alarm = null;
        }
        this.context = context;
        this.clock = new JournalClock();
        this.reader = serdes.safe(TopicCatalogue.JOURNAL);
        JournalDecider empty = deciders.get();
        DeciderStores opened = new DeciderStores(context);
        opened.restoreInto(empty);
        this.decider = empty;
        this.stores = opened;
        setAlarm();
    }

    /**
     * Sleeps until the clock has to be looked at: one alarm, set anew when a nearer deadline comes. One that has become too early is left
     * as it is, as Kafka Streams remembers a cancelled alarm until its time; it then goes off for nothing and the next one is set. Each
     * alarm that goes off makes Kafka Streams commit, so there are no others: a cluster that waits for a far deadline writes nothing.
     */
    private void setAlarm() {
        Optional<Instant> look = clock.nextLook(initialised(decider).nextDeadline());
        if (!ticking || look.isEmpty() || (alarm != null && !look.get().isBefore(alarm.at()))) {
            return;
        }
        if (alarm != null) {
            alarm.cancellable().cancel();
        }
        Duration sleep = Duration.between(wallClock(), look.get());
        Duration interval = sleep.compareTo(SHORTEST_SLEEP) < 0 ? SHORTEST_SLEEP : sleep;
        alarm = new Alarm(
                look.get(), initialised(context).schedule(interval, PunctuationType.WALL_CLOCK_TIME, time -> goOff()));
    }

    private void goOff() {
        if (alarm != null) {
            alarm.cancellable().cancel();
            alarm = null;
        }
        if (clock.ticks(initialised(decider).nextDeadline(), wallClock())) {
            byte[] tick = journalValues.serialize(journal, new JournalRecord(null, null, new ClockTicked()));
            int own = initialised(context).taskId().partition();
            send(
                    DeciderTopology.TICKS_SINK,
                    CLOCK_KEY,
                    new JournalAppend(own, tick),
                    wallClock().toEpochMilli(),
                    new RecordHeaders());
        }
        setAlarm();
    }

    private Instant wallClock() {
        return Instant.ofEpochMilli(initialised(context).currentSystemTimeMs());
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        RecordMetadata metadata = initialised(context).recordMetadata().orElseThrow();
        // Not taken back when handling fails: the line about the failure is one about this record.
        RecordInHand.take(metadata);
        handle(record, RejectedRecords.origin(metadata));
        RecordInHand.putDown();
    }

    private void handle(Record<byte[], byte[]> record, SourcePosition position) {
        if (record.value() == null) {
            reject(
                    record,
                    position,
                    "NULL_VALUE",
                    "the record has no value: only Router and Decider may write the journal",
                    null);
            return;
        }
        switch (initialised(reader).decode(journal, record.value())) {
            case Decoded.Value<JournalRecord> decoded -> handle(record, position, decoded.value());
            case Decoded.Fault<JournalRecord> fault ->
                reject(record, position, fault.code().name(), fault.message(), fault.schemaId());
        }
    }

    private void handle(Record<byte[], byte[]> record, SourcePosition position, JournalRecord value) {
        Outcome outcome = initialised(decider)
                .handle(
                        new JournalPosition(position.getTopic(), position.getPartition(), position.getOffset()),
                        Instant.ofEpochMilli(record.timestamp()),
                        value);
        for (StateRow row : outcome.rows()) {
            initialised(stores).write(row);
        }
        for (Output output : outcome.outputs()) {
            forward(output, position, record.timestamp());
        }
        if (ticking) {
            clock.read(value.getBody() instanceof ClockTicked, wallClock());
            setAlarm();
        }
    }

    private void forward(Output output, SourcePosition journal, long timestamp) {
        OutputRecord record = OutputRecord.of(output);
        // Sinks have the names of their topics.
        String sink = record.topic().name();
        if (record.value() == null) {
            Headers place = new RecordHeaders();
            JournalHeader.write(place, journal);
            send(sink, record.key(), null, timestamp, place);
        } else {
            send(sink, record.key(), record.value(), timestamp, headers.of(record.value()));
        }
    }

    private void reject(
            Record<byte[], byte[]> record,
            SourcePosition position,
            String reason,
            String problem,
            @Nullable Integer schemaId) {
        String message = RejectedRecords.place(position) + ": " + problem;
        LOG.warn("rejected ({}): {}", reason, message);
        initialised(context)
                .forward(
                        RejectedRecords.of(record, position, reason, message, null, schemaId),
                        DeciderTopology.REJECTED_SINK);
    }

    private void send(String sink, String key, @Nullable Object value, long timestamp, Headers headers) {
        initialised(context).forward(new Record<>(key, value, timestamp, headers), sink);
    }

    private static <T> T initialised(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("the processor has not been initialised");
        }
        return part;
    }

    @Override
    public void close() {
        initialised(reader).close();
    }
}
