package io.rollcall.controller.verification;

import io.rollcall.events.SourcePosition;
import io.rollcall.events.serde.AvroSerdes;
import io.rollcall.events.serde.Decoded;
import io.rollcall.events.serde.SafeDeserializer;
import io.rollcall.events.topics.Cleanup;
import io.rollcall.events.topics.JournalHeader;
import io.rollcall.events.topics.Topic;
import io.rollcall.events.topics.TopicCatalogue;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads what deciders wrote, and tells the records of one decider from those of others. For one thread. */
final class OutputReading {

    /** What a record of an output topic is. */
    sealed interface Read {

        /** A record of this decider. */
        record Own(Recorded recorded) implements Read {}

        /** Somebody else's. */
        record Foreign() implements Read {}

        /** Nobody's. */
        record Broken(Unusable unusable) implements Read {}
    }

    private static final Read FOREIGN = new Read.Foreign();

    private final AvroSerdes serdes;
    private final String journal;
    private final int partition;
    private final int partitions;
    private final Map<String, SafeDeserializer<?>> deserializers = new TreeMap<>();

    /**
     * @param journal full name of the journal
     * @param partition the decider's partition of it
     * @param partitions how many it has
     */
    OutputReading(AvroSerdes serdes, String journal, int partition, int partitions) {
        this.serdes = serdes;
        this.journal = journal;
        this.partition = partition;
        this.partitions = partitions;
    }

    Read read(Topic<?> topic, ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return tombstone(topic, record);
        }
        SafeDeserializer<?> reader = deserializers.computeIfAbsent(topic.name(), name -> serdes.safe(topic));
        return switch (reader.decode(record.topic(), record.value())) {
            case Decoded.Fault<?> fault -> broken(record, fault.message());
            case Decoded.Value<?> decoded -> {
                SpecificRecord value = decoded.value();
                yield place(new Recorded(topic, record, value, Recorded.journal(value)));
            }
        };
    }

    private Read tombstone(Topic<?> topic, ConsumerRecord<byte[], byte[]> record) {
        if (topic.cleanup() != Cleanup.COMPACT) {
            return broken(record, "the record has no value");
        }
        Optional<SourcePosition> place = JournalHeader.read(record.headers());
        return place.isPresent()
                ? place(new Recorded(topic, record, null, place.get()))
                : broken(record, "the tombstone does not say at which journal record the value went");
    }

    private Read place(Recorded recorded) {
        SourcePosition at = recorded.journal();
        if (!at.getTopic().equals(journal)) {
            // What the Router refused has another origin.
            return recorded.topic() == TopicCatalogue.REJECTED
                    ? FOREIGN
                    : broken(recorded.record(), "it names " + at.getTopic() + " as the journal, which is " + journal);
        }
        if (at.getPartition() < 0 || at.getPartition() >= partitions) {
            return broken(
                    recorded.record(),
                    "it names partition " + at.getPartition() + " of the journal, which has " + partitions);
        }
        return at.getPartition() == partition ? new Read.Own(recorded) : FOREIGN;
    }

    private static Read broken(ConsumerRecord<byte[], byte[]> record, String problem) {
        return new Read.Broken(new Unusable(Recorded.place(record), problem));
    }
}
