package io.rollcall.controller.verification;

import io.rollcall.events.Command;
import io.rollcall.events.Decision;
import io.rollcall.events.topics.Cleanup;
import io.rollcall.events.topics.Topic;
import io.rollcall.events.topics.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/**
 * What one decider recorded, read along with what follows from its journal. A record is looked for at the head of each partition of its
 * topic, because a decider's records stand in each in the order in which it wrote them. For one thread.
 */
final class RecordedOutputs {

    private final List<Cursor> cursors;
    private final ValueComparison values;
    private final HeaderComparison headers;
    private final boolean complete;
    private final SortedMap<String, Long> compared = new TreeMap<>();
    /** Of compacted topics: by key, the last value that was not there. A later one has to be. */
    private final Map<String, Recomputed> overwritten = new TreeMap<>();

    private long compacted;
    private boolean ended;

    /** @param complete whether everything that will be asked for has been recorded; if not, it ends somewhere */
    RecordedOutputs(List<Cursor> cursors, ValueComparison values, HeaderComparison headers, boolean complete) {
        this.cursors = cursors;
        this.values = values;
        this.headers = headers;
        this.complete = complete;
        for (Cursor cursor : cursors) {
            compared.putIfAbsent(Recorded.name(cursor.topic()), 0L);
        }
    }

    SortedMap<String, Long> compared() {
        return Collections.unmodifiableSortedMap(compared);
    }

    long compacted() {
        return compacted;
    }

    /** Whether the record ends before what was asked for last. */
    boolean ended() {
        return ended;
    }

    /** Holds the next output against what was recorded. */
    Optional<Difference> compare(Recomputed expected) {
        Optional<Cursor> found = find(expected);
        if (found.isEmpty()) {
            return missing(expected);
        }
        Cursor cursor = found.get();
        Recorded recorded = cursor.head().orElseThrow();
        Optional<FieldDifference> difference = difference(recorded, expected);
        if (difference.isPresent()) {
            return Optional.of(new Difference(
                    expected.journal(),
                    recorded.place(),
                    expected.name(),
                    expected.identity(),
                    difference.get().field(),
                    difference.get().recorded(),
                    difference.get().recomputed()));
        }
        cursor.take();
        overwritten.remove(slot(expected));
        compared.merge(expected.name(), 1L, Long::sum);
        return Optional.empty();
    }

    /** A record that says it was decided up to this place of the journal, though it was not. */
    Optional<Difference> unexpected(long offset) {
        for (Cursor cursor : cursors) {
            Optional<Recorded> head = cursor.head();
            if (head.isPresent() && head.get().journal().getOffset() <= offset) {
                Recorded recorded = head.get();
                return Optional.of(new Difference(
                        recorded.journal(),
                        recorded.place(),
                        Recorded.name(recorded.topic()),
                        recorded.identity(),
                        Difference.RECORD,
                        describe(recorded.value()),
                        Difference.NOTHING));
            }
        }
        return Optional.empty();
    }

    /** What is wrong with what is left when everything has been compared. */
    Optional<Difference> rest() {
        for (Cursor cursor : cursors) {
            cursor.head();
            if (cursor.broken().isPresent()) {
                Unusable broken = cursor.broken().get();
                return Optional.of(new Difference(
                        null,
                        broken.place(),
                        Recorded.name(cursor.topic()),
                        "",
                        Difference.RECORD,
                        broken.problem(),
                        Difference.NOTHING));
            }
        }
        return complete ? overwritten.values().stream().findFirst().map(last -> nothing(last)) : Optional.empty();
    }

    private Optional<Cursor> find(Recomputed expected) {
        boolean unique = expected.record().topic().cleanup() != Cleanup.COMPACT;
        Cursor likely = null;
        for (Cursor cursor : cursors) {
            Optional<Recorded> head = cursor.topic() == expected.record().topic() ? cursor.head() : Optional.empty();
            if (head.isEmpty()) {
                continue;
            }
            boolean here =
                    head.get().journal().getOffset() == expected.journal().getOffset();
            boolean same = head.get().identity().equals(expected.identity());
            if (here && same) {
                return Optional.of(cursor);
            }
            // Behind a record that cannot be read stands another one.
            boolean next = here
                    && cursor.broken().isEmpty()
                    && head.get().key().equals(expected.record().key());
            if (unique && (same || next)) {
                likely = cursor;
            }
        }
        return Optional.ofNullable(likely);
    }

    private Optional<Difference> missing(Recomputed expected) {
        Topic<?> topic = expected.record().topic();
        Optional<Unusable> broken = cursors.stream()
                .filter(cursor -> cursor.topic() == topic)
                .flatMap(cursor -> cursor.broken().stream())
                .findFirst();
        if (broken.isPresent()) {
            return Optional.of(new Difference(
                    expected.journal(),
                    broken.get().place(),
                    expected.name(),
                    expected.identity(),
                    Difference.RECORD,
                    broken.get().problem(),
                    describe(expected.record().value())));
        }
        if (topic.cleanup() == Cleanup.COMPACT) {
            compacted++;
            if (expected.record().value() == null) {
                // A tombstone goes too, after a while.
                overwritten.remove(slot(expected));
            } else {
                overwritten.put(slot(expected), expected);
            }
            return Optional.empty();
        }
        if (!complete && cursors.stream().allMatch(RecordedOutputs::exhausted)) {
            ended = true;
            return Optional.empty();
        }
        return Optional.of(nothing(expected));
    }

    private static boolean exhausted(Cursor cursor) {
        boolean tells = cursor.topic() == TopicCatalogue.DECISIONS || cursor.topic() == TopicCatalogue.COMMANDS;
        return !tells || cursor.head().isEmpty();
    }

    private static Difference nothing(Recomputed expected) {
        return new Difference(
                expected.journal(),
                null,
                expected.name(),
                expected.identity(),
                Difference.RECORD,
                Difference.NOTHING,
                describe(expected.record().value()));
    }

    private Optional<FieldDifference> difference(Recorded recorded, Recomputed expected) {
        ConsumerRecord<byte[], byte[]> record = recorded.record();
        String key = expected.record().key();
        if (!Arrays.equals(record.key(), key.getBytes(StandardCharsets.UTF_8))) {
            return Optional.of(new FieldDifference("key", recorded.key(), key));
        }
        if (record.timestampType() == TimestampType.CREATE_TIME && record.timestamp() != expected.timestamp()) {
            return Optional.of(new FieldDifference(
                    "timestamp", String.valueOf(record.timestamp()), String.valueOf(expected.timestamp())));
        }
        SpecificRecord value = expected.record().value();
        if (value == null || recorded.value() == null) {
            return value == null && recorded.value() == null
                    ? Optional.empty()
                    : Optional.of(new FieldDifference(Difference.RECORD, describe(recorded.value()), describe(value)));
        }
        return values.first(record.topic(), record.value(), recorded.value(), value)
                .or(() -> headers.first(record.headers(), value));
    }

    private static String slot(Recomputed expected) {
        return expected.record().topic().name() + "/" + expected.record().key();
    }

    private static String describe(@Nullable SpecificRecord value) {
        return switch (value) {
            case null -> "a tombstone";
            case Decision decision ->
                decision.getAction() + " " + decision.getPod() + " on " + decision.getNode() + ": "
                        + decision.getReason();
            case Command command ->
                command.getWish().getClass().getSimpleName() + " on "
                        + command.getSlot().getNode() + ": " + command.getReason();
            default -> "a " + value.getSchema().getName();
        };
    }
}
