package io.rollcall.controller.verification;

import io.rollcall.controller.verification.OutputReading.Read;
import io.rollcall.events.topics.Topic;
import java.util.Iterator;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Goes through what one decider wrote to one partition. Holds one record at a time. For one thread. */
final class Cursor {

    private final Topic<?> topic;
    private final Iterator<ConsumerRecord<byte[], byte[]>> records;
    private final OutputReading reading;
    private @Nullable Recorded head;
    private @Nullable Unusable broken;

    Cursor(RecordedLog.OutputPartition partition, OutputReading reading) {
        this.topic = partition.topic();
        this.records = partition.records();
        this.reading = reading;
    }

    Topic<?> topic() {
        return topic;
    }

    /** The next record; empty when there is none any more. */
    Optional<Recorded> head() {
        while (head == null && records.hasNext()) {
            switch (reading.read(topic, records.next())) {
                case Read.Own own -> head = own.recorded();
                case Read.Foreign foreign -> {}
                case Read.Broken other -> broken = broken == null ? other.unusable() : broken;
            }
        }
        return Optional.ofNullable(head);
    }

    /** The head has been compared. */
    void take() {
        head = null;
    }

    /** The first record that nobody can have written, up to the head. */
    Optional<Unusable> broken() {
        return Optional.ofNullable(broken);
    }
}
