package io.rollcall.controller.streams;

import java.util.Optional;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** The record that a thread is handling, for the lines that it logs meanwhile. Keeps a reference only: it becomes text when somebody asks. */
public final class RecordInHand {

    private static final ThreadLocal<@Nullable RecordMetadata> IN_HAND = new ThreadLocal<>();

    private RecordInHand() {}

    /** Handling begins. */
    public static void take(RecordMetadata record) {
        IN_HAND.set(record);
    }

    /** Handling has ended well. */
    public static void putDown() {
        IN_HAND.set(null);
    }

    /** Where the record of this thread stands, {@code topic-partition@offset}; empty between records. */
    public static Optional<String> place() {
        return Optional.ofNullable(IN_HAND.get()).map(record -> RejectedRecords.place(RejectedRecords.origin(record)));
    }
}
