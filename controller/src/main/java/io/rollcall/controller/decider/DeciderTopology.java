package io.rollcall.controller.decider;

import io.rollcall.controller.aggregate.JournalDecider;
import io.rollcall.controller.streams.JournalAppend;
import io.rollcall.controller.streams.RecordTime;
import io.rollcall.controller.streams.Stores;
import io.rollcall.events.DaemonSetState;
import io.rollcall.events.DeciderState;
import io.rollcall.events.NodeObserved;
import io.rollcall.events.PodObserved;
import io.rollcall.events.RevisionObserved;
import io.rollcall.events.SlotState;
import io.rollcall.events.cloudevents.CloudEventHeaders;
import io.rollcall.events.serde.AvroSerdes;
import io.rollcall.events.topics.Topic;
import io.rollcall.events.topics.TopicCatalogue;
import io.rollcall.events.topics.TopicNames;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;

/** The Decider in Kafka Streams: one topic, one processor, six stores; commands, decisions, status and revisions come out. */
public final class DeciderTopology {

    /** Store of nodes by name. */
    public static final String NODES = "nodes";

    /** Store of DaemonSets by UID. */
    public static final String DAEMON_SETS = "daemonsets";

    /** Store of slots by DaemonSet UID and node. */
    public static final String SLOTS = "slots";

    /** Store of pods without a controller by UID. */
    public static final String ORPHANS = "orphans";

    /** Store of ControllerRevisions by UID. */
    public static final String REVISIONS = "revisions";

    /** Store of the one row that tells how far the partition has been read. */
    public static final String PROGRESS = "progress";

    static final String SOURCE = "journal";
    static final String PROCESSOR = "decide";
    static final String COMMANDS_SINK = TopicCatalogue.COMMANDS.name();
    static final String DECISIONS_SINK = TopicCatalogue.DECISIONS.name();
    static final String STATUS_SINK = TopicCatalogue.STATUS.name();
    static final String REVISIONS_SINK = TopicCatalogue.REVISIONS.name();
    static final String REJECTED_SINK = TopicCatalogue.REJECTED.name();
    static final String TICKS_SINK = "ticks";

    private DeciderTopology() {}

    /**
     * Builds it.
     *
     * @param deciders gives a decider that has seen nothing yet, for each start of a task
     * @param headers what commands and decisions say in their headers
     * @param ticking whether the wall clock may append ticks to the journal: yes in live use, no when a replay gives the time
     */
    public static Topology build(
            TopicNames names,
            AvroSerdes serdes,
            Supplier<JournalDecider> deciders,
            CloudEventHeaders headers,
            boolean ticking) {
        Topology topology = new Topology();
        topology.addSource(
                AutoOffsetReset.earliest(),
                SOURCE,
                new RecordTime(),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                names.of(TopicCatalogue.JOURNAL));
        topology.addProcessor(PROCESSOR, () -> new DeciderProcessor(names, serdes, deciders, headers, ticking), SOURCE);
        topology.addStateStore(Stores.rows(NODES, NodeObserved.class, serdes), PROCESSOR);
        topology.addStateStore(Stores.rows(DAEMON_SETS, DaemonSetState.class, serdes), PROCESSOR);
        topology.addStateStore(Stores.rows(SLOTS, SlotState.class, serdes), PROCESSOR);
        topology.addStateStore(Stores.rows(ORPHANS, PodObserved.class, serdes), PROCESSOR);
        topology.addStateStore(Stores.rows(REVISIONS, RevisionObserved.class, serdes), PROCESSOR);
        topology.addStateStore(Stores.rows(PROGRESS, DeciderState.class, serdes), PROCESSOR);
        sink(topology, COMMANDS_SINK, names, TopicCatalogue.COMMANDS, serdes);
        sink(topology, DECISIONS_SINK, names, TopicCatalogue.DECISIONS, serdes);
        sink(topology, STATUS_SINK, names, TopicCatalogue.STATUS, serdes);
        sink(topology, REVISIONS_SINK, names, TopicCatalogue.REVISIONS, serdes);
        sink(topology, REJECTED_SINK, names, TopicCatalogue.REJECTED, serdes);
        topology.addSink(
                TICKS_SINK,
                names.of(TopicCatalogue.JOURNAL),
                new StringSerializer(),
                JournalAppend.serializer(),
                JournalAppend.partitioner(),
                PROCESSOR);
        return topology;
    }

    private static <V extends SpecificRecord> void sink(
            Topology topology, String name, TopicNames names, Topic<V> topic, AvroSerdes serdes) {
        topology.addSink(name, names.of(topic), new StringSerializer(), serdes.serializer(topic), PROCESSOR);
    }
}
