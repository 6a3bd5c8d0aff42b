package io.rollcall.controller.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.rollcall.controller.aggregate.Output;
import io.rollcall.controller.decider.DeciderTopology;
import io.rollcall.controller.engine.EngineOutput;
import io.rollcall.controller.engine.InProcessEngine;
import io.rollcall.controller.engine.JournalEntry;
import io.rollcall.controller.router.RouterTopology;
import io.rollcall.controller.streams.StreamsTestDriver;
import io.rollcall.events.ClockTicked;
import io.rollcall.events.RulesActivated;
import io.rollcall.events.cloudevents.CloudEventHeaders;
import io.rollcall.events.cloudevents.CloudEvents;
import io.rollcall.events.serde.AvroSerdes;
import io.rollcall.events.topics.Topic;
import io.rollcall.events.topics.TopicCatalogue;
import io.rollcall.events.topics.TopicNames;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Router and Decider in Kafka Streams write what the engine in one thread writes, whatever the caches and commit intervals. */
class EngineAndTopologyTest {

    private static final TopicNames NAMES = TopicNames.standard();
    private static final CloudEvents EVENTS = new CloudEvents(NAMES);
    private static final List<Map<String, String>> SETTINGS = List.of(
            Map.of(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, "0", StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, "1"),
            Map.of(
                    StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG,
                    "10000000",
                    StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                    "30000"));

    @Test
    @DisplayName("in drawn histories the engine and the topologies write the same, record for record")
    void some() {
        check(6);
    }

    @Test
    @Tag("slow")
    @DisplayName("in many drawn histories the engine and the topologies write the same, record for record")
    void many() {
        check(200);
    }

    private static void check(int histories) {
        System.out.println(
                "engine and topologies: seeds " + Simulation.FIRST + " to " + (Simulation.FIRST + histories - 1));
        LongStream.range(Simulation.FIRST, Simulation.FIRST + histories)
                .parallel()
                .forEach(EngineAndTopologyTest::check);
    }

    private static void check(long seed) {
        List<JournalEntry> history = Run.journal(Histories.of(seed)).entries();
        InProcessEngine engine = new InProcessEngine(Journal.decider(), NAMES);
        List<EngineOutput> outputs = new ArrayList<>();
        List<Input> inputs = new ArrayList<>();
        for (JournalEntry entry : history) {
            Optional<Input> input = Input.of(entry);
            input.ifPresent(inputs::add);
            outputs.addAll(
                    input.isPresent()
                            ? engine.append(
                                    input.get().topic(),
                                    input.get().key(),
                                    input.get().event(),
                                    entry.time())
                            : entry.record().getBody() instanceof RulesActivated rules
                                    ? engine.activateRules(rules.getProfile(), entry.time())
                                    : engine.advanceTo(entry.time()));
        }
        Map<String, String> settings = SETTINGS.get((int) (seed % SETTINGS.size()));
        AvroSerdes serdes = new AvroSerdes(new MockSchemaRegistryClient());
        assertThat(routed(inputs, serdes, settings))
                .as("seed %d: what the Router appends", seed)
                .isEqualTo(engine.journal().stream()
                        .filter(entry -> !(entry.record().getBody() instanceof ClockTicked)
                                && !(entry.record().getBody() instanceof RulesActivated))
                        .map(entry -> new Line(entry.key(), entry.record(), entry.time()))
                        .toList());
        assertSameOutputs(seed, outputs, engine.journal(), serdes, settings);
    }

    /** A record of a topic; the value of a tombstone is the text "gone". */
    private record Line(String key, Object value, Instant time) {}

    private static List<Line> routed(List<Input> inputs, AvroSerdes serdes, Map<String, String> settings) {
        try (TopologyTestDriver driver = driver(RouterTopology.build(NAMES, serdes, 1), settings)) {
            inputs.forEach(input -> pipe(driver, input.topic(), input.key(), input.event(), input.time(), serdes));
            return read(driver, TopicCatalogue.JOURNAL, serdes);
        }
    }

    private static void assertSameOutputs(
            long seed,
            List<EngineOutput> outputs,
            List<JournalEntry> journal,
            AvroSerdes serdes,
            Map<String, String> settings) {
        Topology topology =
                DeciderTopology.build(NAMES, serdes, Journal::decider, CloudEventHeaders.under(NAMES), false);
        try (TopologyTestDriver driver = driver(topology, settings)) {
            journal.forEach(
                    entry -> pipe(driver, TopicCatalogue.JOURNAL, entry.key(), entry.record(), entry.time(), serdes));
            for (Topic<?> topic : List.of(
                    TopicCatalogue.COMMANDS,
                    TopicCatalogue.DECISIONS,
                    TopicCatalogue.STATUS,
                    TopicCatalogue.REVISIONS)) {
                assertThat(values(read(driver, topic, serdes)))
                        .as("seed %d: %s", seed, topic.name())
                        .isEqualTo(written(outputs, topic));
            }
        }
    }

    private static List<Object> values(List<Line> lines) {
        return lines.stream().map(Line::value).toList();
    }

    private static List<Object> written(List<EngineOutput> outputs, Topic<?> topic) {
        List<Object> values = new ArrayList<>();
        for (EngineOutput output : outputs) {
            if (output instanceof EngineOutput.Written written) {
                Object value = switch (written.output()) {
                    case Output.CommandIssued issued -> issued.command();
                    case Output.Decided decided -> decided.decision();
                    case Output.StatusChanged changed -> changed.status();
                    case Output.RevisionMade made -> made.revision();
                    case Output.StatusGone gone -> "gone";
                    case Output.RevisionGone gone -> "gone";
                };
                boolean here = switch (written.output()) {
                    case Output.CommandIssued issued -> topic == TopicCatalogue.COMMANDS;
                    case Output.Decided decided -> topic == TopicCatalogue.DECISIONS;
                    case Output.StatusChanged changed -> topic == TopicCatalogue.STATUS;
                    case Output.StatusGone gone -> topic == TopicCatalogue.STATUS;
                    case Output.RevisionMade made -> topic == TopicCatalogue.REVISIONS;
                    case Output.RevisionGone gone -> topic == TopicCatalogue.REVISIONS;
                };
                if (here) {
                    values.add(value);
                }
            }
        }
        return values;
    }

    private static TopologyTestDriver driver(Topology topology, Map<String, String> settings) {
        return StreamsTestDriver.of(topology, Instant.parse("2026-11-20T10:00:00Z"), settings);
    }

    @SuppressWarnings("unchecked")
    private static <V extends SpecificRecord> void pipe(
            TopologyTestDriver driver,
            Topic<V> topic,
            String key,
            SpecificRecord value,
            Instant time,
            AvroSerdes serdes) {
        driver.createInputTopic(NAMES.of(topic), new StringSerializer(), serdes.serializer(topic))
                .pipeInput(key, (V) value, time);
    }

    private static <V extends SpecificRecord> List<Line> read(
            TopologyTestDriver driver, Topic<V> topic, AvroSerdes serdes) {
        List<Line> lines = new ArrayList<>();
        for (TestRecord<String, V> record : driver.createOutputTopic(
                        NAMES.of(topic), new StringDeserializer(), serdes.deserializer(topic))
                .readRecordsToList()) {
            if (record.value() != null) {
                assertThat(CloudEventHeaders.read(record.headers()))
                        .isEqualTo(CloudEventHeaders.texts(EVENTS, record.value()));
            }
            lines.add(new Line(record.key(), record.value() == null ? "gone" : record.value(), record.getRecordTime()));
        }
        return lines;
    }
}
