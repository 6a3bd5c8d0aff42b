package io.rollcall.controller.decider;

import static io.rollcall.events.ChangeType.ADDED;
import static io.rollcall.events.ChangeType.DELETED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.rollcall.controller.aggregate.JournalDecider;
import io.rollcall.controller.router.InputEvents;
import io.rollcall.controller.streams.StreamsTestDriver;
import io.rollcall.events.ChangeType;
import io.rollcall.events.ClockTicked;
import io.rollcall.events.JournalRecord;
import io.rollcall.events.NodeChange;
import io.rollcall.events.Rejected;
import io.rollcall.events.SourcePosition;
import io.rollcall.events.Status;
import io.rollcall.events.cloudevents.CloudEventHeaders;
import io.rollcall.events.serde.AvroSerdes;
import io.rollcall.events.topics.JournalHeader;
import io.rollcall.events.topics.TopicCatalogue;
import io.rollcall.events.topics.TopicNames;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DeciderTopologyTest {
    private static final Instant T0 = Instant.parse("2026-03-01T10:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String JOURNAL = "rollcall.journal";

    private final AvroSerdes serdes = new AvroSerdes(new MockSchemaRegistryClient());
    private TopologyTestDriver driver = driver(true);

    private TopologyTestDriver driver(boolean ticking) {
        return driver(PATIENCE, ticking);
    }

    private TopologyTestDriver driver(Duration patience, boolean ticking) {
        return driver(() -> new CountingDecider(patience), ticking);
    }

    private TopologyTestDriver driver(Supplier<JournalDecider> deciders, boolean ticking) {
        TopicNames names = TopicNames.standard();
        return StreamsTestDriver.of(
                DeciderTopology.build(names, serdes, deciders, CloudEventHeaders.under(names), ticking), T0);
    }

    private TestOutputTopic<String, Status> status() {
        return driver.createOutputTopic(
                "rollcall.status", new StringDeserializer(), serdes.deserializer(TopicCatalogue.STATUS));
    }

    private TestOutputTopic<String, JournalRecord> ticks() {
        return driver.createOutputTopic(JOURNAL, new StringDeserializer(), serdes.deserializer(TopicCatalogue.JOURNAL));
    }

    private void journal(byte[] value, Instant time) {
        TestInputTopic<byte[], byte[]> topic =
                driver.createInputTopic(JOURNAL, new ByteArraySerializer(), new ByteArraySerializer());
        topic.pipeInput("key".getBytes(UTF_8), value, time);
    }

    private void node(ChangeType change, String name, Instant time) {
        NodeChange body =
                (NodeChange) InputEvents.node(change, name, "u-" + name, 1).getBody();
        JournalRecord record = new JournalRecord(null, null, body.getProjection());
        journal(serdes.serializer(TopicCatalogue.JOURNAL).serialize(JOURNAL, record), time);
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void outputsGoToTheirTopicsWithTheTimeOfTheJournal() {
        node(ADDED, "n1", T0.plusSeconds(1));
        TestRecord<String, Status> record = status().readRecord();
        assertThat(record.key()).isEqualTo(CountingDecider.UID);
        assertThat(record.getRecordTime()).isEqualTo(T0.plusSeconds(1));
        assertThat(record.value().getDesiredNumberScheduled()).isEqualTo(1);
        assertThat(record.value().getJournal()).isEqualTo(new SourcePosition(JOURNAL, 0, 0L));
    }

    @Test
    void changedRowsStandInTheStores() {
        node(ADDED, "n1", T0);
        node(ADDED, "n2", T0);
        node(DELETED, "n1", T0.plusSeconds(1));
        assertThat(driver.getKeyValueStore(DeciderTopology.NODES).get("n1")).isNull();
        assertThat(driver.getKeyValueStore(DeciderTopology.NODES).get("n2")).isNotNull();
        assertThat(driver.getKeyValueStore(DeciderTopology.PROGRESS).get(DeciderStores.PROGRESS_KEY))
                .isNotNull();
    }

    @Test
    void whatIsGoneLeavesATombstone() {
        node(ADDED, "n1", T0);
        node(DELETED, "n1", T0);
        List<TestRecord<String, Status>> records = status().readRecordsToList();
        assertThat(records).hasSize(2);
        assertThat(records.getLast().key()).isEqualTo(CountingDecider.UID);
        assertThat(records.getLast().value()).isNull();
        assertThat(JournalHeader.read(records.getLast().headers())).contains(new SourcePosition(JOURNAL, 0, 1L));
    }

    @Test
    void aDeadlineThatNothingElseMeetsIsMetByOneTick() {
        node(ADDED, "n1", T0);
        driver.advanceWallClockTime(PATIENCE.minusMillis(1));
        assertThat(ticks().isEmpty()).isTrue();
        driver.advanceWallClockTime(Duration.ofSeconds(1));
        driver.advanceWallClockTime(Duration.ofSeconds(10));
        assertThat(ticks().readValuesToList())
                .singleElement()
                .satisfies(tick -> assertThat(tick.getBody()).isInstanceOf(ClockTicked.class));
        assertThat(status().readValuesToList())
                .extracting(status -> status.getReasons().keySet().iterator().next())
                .containsExactly("counted", "woken");
    }

    @Test
    @DisplayName(
            "an idle cluster that waits for a far deadline is woken once, at the deadline, so it commits nothing before")
    void aFarDeadlineIsSleptUntil() {
        driver.close();
        Duration far = Duration.ofHours(1);
        driver = driver(far, true);
        node(ADDED, "n1", T0);
        double before = wakings();
        for (Duration waited = Duration.ZERO;
                waited.compareTo(far.minusMillis(100)) < 0;
                waited = waited.plusMillis(100)) {
            driver.advanceWallClockTime(Duration.ofMillis(100));
        }
        assertThat(wakings()).isEqualTo(before);
        assertThat(ticks().isEmpty()).isTrue();
        driver.advanceWallClockTime(Duration.ofMillis(100));
        driver.advanceWallClockTime(far);
        assertThat(wakings()).isEqualTo(before + 1);
        assertThat(ticks().readValuesToList()).hasSize(1);
    }

    @Test
    @DisplayName("a nearer deadline is woken for in time, and a farther one after it")
    void aNearerDeadline() {
        driver.close();
        Deque<Duration> patience = new ArrayDeque<>(List.of(Duration.ofHours(1), Duration.ofSeconds(2)));
        driver = driver(() -> new CountingDecider(patience::removeFirst), true);
        node(ADDED, "n1", T0);
        driver.advanceWallClockTime(Duration.ofSeconds(1));
        node(ADDED, "n2", T0.plusSeconds(1));
        driver.advanceWallClockTime(Duration.ofMillis(1_999));
        assertThat(ticks().isEmpty()).isTrue();
        driver.advanceWallClockTime(Duration.ofMillis(1));
        assertThat(ticks().readValuesToList()).hasSize(1);
    }

    /** How often Kafka Streams ran something because of time; it commits after each. */
    private double wakings() {
        return driver.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals("punctuate-total")
                        && metric.metricName().group().equals("stream-task-metrics"))
                .mapToDouble(metric -> (Double) metric.metricValue())
                .sum();
    }

    @Test
    void anIdleJournalGetsNoTicks() {
        driver.advanceWallClockTime(Duration.ofHours(1));
        assertThat(ticks().isEmpty()).isTrue();
    }

    @Test
    void aReplayGetsNoTicks() {
        driver.close();
        driver = driver(false);
        node(ADDED, "n1", T0);
        driver.advanceWallClockTime(Duration.ofHours(1));
        assertThat(ticks().isEmpty()).isTrue();
    }

    @Test
    void bytesThatAreNoJournalRecordAreRejectedAndTheNextOneIsDecided() {
        journal("nonsense".getBytes(UTF_8), T0);
        node(ADDED, "n1", T0);
        TestOutputTopic<String, Rejected> rejected = driver.createOutputTopic(
                "rollcall.rejected", new StringDeserializer(), serdes.deserializer(TopicCatalogue.REJECTED));
        assertThat(rejected.readValuesToList()).extracting(Rejected::getReason).containsExactly("NOT_WIRE_FORMAT");
        assertThat(status().readValuesToList()).hasSize(1);
    }

    @Test
    void anExceptionOfTheDeciderFailsTheTask() {
        assertThatThrownBy(() -> node(ADDED, "poison", T0)).hasRootCauseMessage("no decision for poison");
    }
}
