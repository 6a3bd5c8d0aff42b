package io.rollcall.controller.router;

import io.rollcall.controller.streams.JournalAppend;
import io.rollcall.controller.streams.RecordTime;
import io.rollcall.controller.streams.Stores;
import io.rollcall.events.GoneObject;
import io.rollcall.events.ObjectSighting;
import io.rollcall.events.OpenRelist;
import io.rollcall.events.RoutedObject;
import io.rollcall.events.serde.AvroSerdes;
import io.rollcall.events.topics.Topic;
import io.rollcall.events.topics.TopicCatalogue;
import io.rollcall.events.topics.TopicNames;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;

/**
 * The Router in Kafka Streams: all input topics, one processor, the journal and the topic of rejected records.
 *
 * <p>All input topics belong to one task a partition number, and Streams takes the record with the lowest timestamp of those at hand:
 * that is the only place where an order among the topics is chosen. Records are forwarded with the timestamp of their input record; it
 * counts where the journal was created with CreateTime.
 */
public final class RouterTopology {

    /** The input topics. */
    public static final List<Topic<? extends SpecificRecord>> INPUTS = List.of(
            TopicCatalogue.NODE_EVENTS,
            TopicCatalogue.POD_EVENTS,
            TopicCatalogue.DAEMON_SET_EVENTS,
            TopicCatalogue.CONTROLLER_REVISION_EVENTS,
            TopicCatalogue.COMMAND_RESULTS);

    /** Store of objects as last routed. */
    public static final String OBJECTS = "objects";

    /** Store of last mentions. */
    public static final String SIGHTINGS = "sightings";

    /** Store of UIDs that are gone. */
    public static final String GONE = "gone";

    /** Store of relists under way. */
    public static final String RELISTS = "relists";

    static final String PROCESSOR = "route";
    static final String JOURNAL_SINK = "journal";
    static final String REJECTED_SINK = "rejected";

    /** What the journal has of a record beside its key and what its value says: where it stood, and what Kafka puts around it. */
    private static final int AROUND = 65_536;

    /** A larger key and value, which a compressing producer can bring past the broker, would not fit into the journal. */
    static final int LARGEST_INPUT = TopicCatalogue.JOURNAL.maxMessageBytes() - AROUND;

    private RouterTopology() {}

    /**
     * Builds it.
     *
     * @param journalPartitions partitions of the journal, as it was created
     */
    public static Topology build(TopicNames names, AvroSerdes serdes, int journalPartitions) {
        Topology topology = new Topology();
        for (Topic<?> input : INPUTS) {
            topology.addSource(
                    AutoOffsetReset.earliest(),
                    input.name(),
                    new RecordTime(),
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer(),
                    names.of(input));
        }
        topology.addProcessor(
                PROCESSOR,
                () -> new RouterProcessor(names, serdes, journalPartitions),
                INPUTS.stream().map(Topic::name).toArray(String[]::new));
        topology.addStateStore(Stores.rows(OBJECTS, RoutedObject.class, serdes), PROCESSOR);
        topology.addStateStore(Stores.rows(SIGHTINGS, ObjectSighting.class, serdes), PROCESSOR);
        topology.addStateStore(Stores.rows(GONE, GoneObject.class, serdes), PROCESSOR);
        topology.addStateStore(Stores.rows(RELISTS, OpenRelist.class, serdes), PROCESSOR);
        topology.addSink(
                JOURNAL_SINK,
                names.of(TopicCatalogue.JOURNAL),
                new StringSerializer(),
                JournalAppend.serializer(),
                JournalAppend.partitioner(),
                PROCESSOR);
        topology.addSink(
                REJECTED_SINK,
                names.of(TopicCatalogue.REJECTED),
                new StringSerializer(),
                serdes.serializer(TopicCatalogue.REJECTED),
                PROCESSOR);
        return topology;
    }
}
