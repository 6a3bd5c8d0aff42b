package io.rollcall.controller.streams;

import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.StreamPartitioner;

/**
 * A record on its way to one partition of the journal. Serialised before it is forwarded, so that a record for all partitions is
 * serialised once.
 *
 * @param partition the partition, chosen by whoever forwards it and by nothing else
 * @param value the record in wire format
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record JournalAppend(int partition, byte[] value) {

    /** Sends each record where it says. */
    public static StreamPartitioner<String, JournalAppend> partitioner() {
        return (topic, key, append, partitions) -> {
            if (append.partition() >= partitions) {
                throw new IllegalStateException(
                        "record " + key + " is for partition " + append.partition() + " of " + topic + ", which has "
                                + partitions + ": the partition count of a journal is fixed at its creation");
            }
            return Optional.of(Set.of(append.partition()));
        };
    }

    /** The value as it is. */
    public static Serializer<JournalAppend> serializer() {
        return (topic, append) -> append.value();
    }
}
