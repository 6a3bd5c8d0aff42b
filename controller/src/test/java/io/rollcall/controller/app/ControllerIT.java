package io.rollcall.controller.app;

import static io.rollcall.controller.router.InputEvents.daemonSet;
import static io.rollcall.controller.router.InputEvents.daemonSetEvent;
import static io.rollcall.controller.router.InputEvents.daemonSetOwner;
import static io.rollcall.controller.router.InputEvents.node;
import static io.rollcall.controller.router.InputEvents.nodeEvent;
import static io.rollcall.controller.router.InputEvents.pod;
import static io.rollcall.controller.router.InputEvents.podEvent;
import static io.rollcall.events.ChangeType.ADDED;
import static io.rollcall.events.ChangeType.MODIFIED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rollcall.controller.aggregate.JournalDecider;
import io.rollcall.controller.decider.CountingDecider;
import io.rollcall.controller.router.Destination;
import io.rollcall.controller.router.InputEvents;
import io.rollcall.events.ClockTicked;
import io.rollcall.events.ControllerRevisionEvent;
import io.rollcall.events.CreatePod;
import io.rollcall.events.DaemonSetEvent;
import io.rollcall.events.DaemonSetObserved;
import io.rollcall.events.JournalRecord;
import io.rollcall.events.NodeObserved;
import io.rollcall.events.PodObserved;
import io.rollcall.events.Rejected;
import io.rollcall.events.ResourceKind;
import io.rollcall.events.SourceSynced;
import io.rollcall.events.Status;
import io.rollcall.events.topics.JournalTime;
import io.rollcall.events.topics.TopicCatalogue;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both applications against a real broker and registry, with a decider that counts nodes. */
class ControllerIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration NEVER = Duration.ofDays(1);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static Cluster cluster;

    @BeforeAll
    static void start() {
        cluster = new Cluster(folder.resolve("broker"));
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    private static ControllerApp controller(String prefix, Supplier<JournalDecider> deciders) {
        ControllerApp app = ControllerApp.start(cluster.config(prefix), deciders);
        app.awaitReady(LONG);
        return app;
    }

    private static List<ConsumerRecord<String, JournalRecord>> journal(String prefix, Class<?> body) {
        return cluster.read(prefix, TopicCatalogue.JOURNAL).stream()
                .filter(record -> body.isInstance(record.value().getBody()))
                .toList();
    }

    @Test
    void aNodeReachesEveryPartitionAndAnOwnedPodItsOwn() {
        cluster.createTopics("multicast", JournalTime.APPENDED);
        try (ControllerApp app = controller("multicast", () -> new CountingDecider(NEVER))) {
            cluster.append("multicast", TopicCatalogue.NODE_EVENTS, "n1", node(ADDED, "n1", "u1", 1));
            cluster.append(
                    "multicast",
                    TopicCatalogue.POD_EVENTS,
                    "default/web-1",
                    pod(ADDED, "web-1", "p1", 2, "Pending", daemonSetOwner("ds-1")));
            await().atMost(LONG).untilAsserted(() -> {
                assertThat(journal("multicast", NodeObserved.class))
                        .extracting(ConsumerRecord::partition)
                        .containsExactly(0, 1, 2);
                assertThat(journal("multicast", PodObserved.class))
                        .extracting(ConsumerRecord::partition)
                        .containsExactly(Destination.partitionOf("ds-1", Cluster.JOURNAL_PARTITIONS));
            });
            assertThat(journal("multicast", NodeObserved.class).stream()
                            .map(ConsumerRecord::value)
                            .distinct())
                    .hasSize(1);
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(cluster.read("multicast", TopicCatalogue.STATUS))
                            .hasSize(Cluster.JOURNAL_PARTITIONS));
            assertThat(app.failure()).isEmpty();
        }
    }

    @Test
    void poisonIsSetAsideWithItsBytesAndTheRestGoesOn() {
        cluster.createTopics("poison", JournalTime.APPENDED);
        byte[] text = "no Avro".getBytes(UTF_8);
        byte[] unknownSchema = {0, 0, 0x0F, (byte) 0xFF, 0x42, 1, 2};
        byte[] key = "n1".getBytes(UTF_8);
        cluster.appendBytes("poison", TopicCatalogue.NODE_EVENTS, key, text);
        cluster.appendBytes("poison", TopicCatalogue.NODE_EVENTS, key, unknownSchema);
        cluster.appendBytes("poison", TopicCatalogue.NODE_EVENTS, key, null);
        cluster.append("poison", TopicCatalogue.NODE_EVENTS, "n1", node(ADDED, "n1", "u1", 1));
        try (ControllerApp app = controller("poison", () -> new CountingDecider(NEVER))) {
            await().atMost(LONG)
                    .untilAsserted(() ->
                            assertThat(journal("poison", NodeObserved.class)).hasSize(Cluster.JOURNAL_PARTITIONS));
            List<ConsumerRecord<String, Rejected>> rejected = cluster.read("poison", TopicCatalogue.REJECTED);
            assertThat(rejected)
                    .extracting(record -> record.value().getReason())
                    .containsExactly("NOT_WIRE_FORMAT", "UNKNOWN_SCHEMA", "NULL_VALUE");
            assertThat(rejected.getFirst().value().getValue()).isEqualTo(ByteBuffer.wrap(text));
            assertThat(rejected)
                    .allSatisfy(record -> assertThat(record.value().getMessage())
                            .startsWith(record.key() + "@"
                                    + record.value().getOrigin().getOffset() + ": "));
            assertThat(app.failure()).isEmpty();
        }
    }

    @Test
    void eachPartitionThatWaitsForTimeGetsOneTickOfItsOwn() {
        cluster.createTopics("ticks", JournalTime.APPENDED);
        try (ControllerApp app = controller("ticks", () -> new CountingDecider(Duration.ofMillis(300)))) {
            cluster.append("ticks", TopicCatalogue.NODE_EVENTS, "n1", node(ADDED, "n1", "u1", 1));
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(cluster.read("ticks", TopicCatalogue.STATUS).stream()
                                    .filter(record ->
                                            record.value().getReasons().containsKey("woken")))
                            .hasSize(Cluster.JOURNAL_PARTITIONS));
            assertThat(journal("ticks", ClockTicked.class).stream()
                            .map(ConsumerRecord::partition)
                            .distinct())
                    .containsExactly(0, 1, 2);
            assertThat(app.ready()).isTrue();
        }
    }

    @Test
    void aJournalWithTheTimeOfAHistoryGetsNoTicks() {
        cluster.createTopics("history", JournalTime.GIVEN);
        try (ControllerApp app = controller("history", () -> new CountingDecider(Duration.ofMillis(1)))) {
            cluster.append("history", TopicCatalogue.NODE_EVENTS, "n1", node(ADDED, "n1", "u1", 1));
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(cluster.read("history", TopicCatalogue.STATUS))
                            .hasSize(Cluster.JOURNAL_PARTITIONS));
            // The deadline is met by the next record, not by the clock.
            cluster.append("history", TopicCatalogue.NODE_EVENTS, "n1", node(MODIFIED, "n1", "u1", 2, "a", "b"));
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(cluster.read("history", TopicCatalogue.STATUS))
                            .hasSize(3 * Cluster.JOURNAL_PARTITIONS));
            assertThat(journal("history", ClockTicked.class)).isEmpty();
            assertThat(app.ready()).isTrue();
        }
    }

    @Test
    void faultsAndRestartsNeitherLoseNorRepeat() {
        int events = 120;
        cluster.createTopics("exactly-once", JournalTime.APPENDED);
        AtomicInteger handled = new AtomicInteger();
        Supplier<JournalDecider> faulty = () -> new Faulty(new CountingDecider(NEVER), handled);
        try (ControllerApp app = controller("exactly-once", faulty)) {
            for (int i = 0; i < events / 2; i++) {
                appendNode(i);
            }
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(cluster.read("exactly-once", TopicCatalogue.STATUS))
                            .hasSizeGreaterThan(events / 3));
            assertThat(app.failure()).isEmpty();
        }
        for (int i = events / 2; i < events; i++) {
            appendNode(i);
        }
        try (ControllerApp app = controller("exactly-once", faulty)) {
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(cluster.read("exactly-once", TopicCatalogue.STATUS))
                            .hasSize(events * Cluster.JOURNAL_PARTITIONS));
            assertThat(app.failure()).isEmpty();
        }
        assertThat(handled.get()).as("the fault was met").isGreaterThan(Faulty.AT);
        List<ConsumerRecord<String, JournalRecord>> journal = journal("exactly-once", NodeObserved.class);
        assertThat(journal).hasSize(events * Cluster.JOURNAL_PARTITIONS);
        assertThat(new HashSet<>(journal.stream()
                        .map(record -> record.partition() + "/" + record.key())
                        .toList()))
                .hasSize(journal.size());
        List<Status> statuses = cluster.read("exactly-once", TopicCatalogue.STATUS).stream()
                .map(ConsumerRecord::value)
                .toList();
        for (int partition = 0; partition < Cluster.JOURNAL_PARTITIONS; partition++) {
            int own = partition;
            // Counted on from the restored state: each number once, none left out.
            assertThat(statuses.stream()
                            .filter(status -> status.getJournal().getPartition() == own)
                            .map(Status::getDesiredNumberScheduled))
                    .hasSize(events)
                    .doesNotHaveDuplicates()
                    .contains(1, events);
        }
    }

    @Test
    void theDeciderWishesForAPodOnceEverySourceHasReported() {
        cluster.createTopics("live", JournalTime.APPENDED);
        try (ControllerApp app = ControllerApp.start(cluster.config("live"))) {
            app.awaitReady(LONG);
            cluster.append("live", TopicCatalogue.NODE_EVENTS, "n1", node(ADDED, "n1", "u1", 1));
            cluster.append(
                    "live",
                    TopicCatalogue.DAEMON_SET_EVENTS,
                    "default/web",
                    daemonSetEvent(daemonSet(ADDED, "web", "ds-1", 2, 1)));
            await().atMost(LONG)
                    .untilAsserted(() ->
                            assertThat(journal("live", DaemonSetObserved.class)).hasSize(1));
            assertThat(cluster.read("live", TopicCatalogue.COMMANDS)).isEmpty();
            sourcesReport("live");
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(cluster.read("live", TopicCatalogue.COMMANDS))
                            .singleElement()
                            .satisfies(record -> {
                                assertThat(record.key()).isEqualTo("ds-1/n1");
                                assertThat(record.value().getWish()).isInstanceOf(CreatePod.class);
                            }));
            assertThat(cluster.read("live", TopicCatalogue.DECISIONS))
                    .extracting(ConsumerRecord::key)
                    .containsExactly("default/web");
            assertThat(cluster.read("live", TopicCatalogue.REVISIONS)).hasSize(1);
            assertThat(app.failure()).isEmpty();
        }
    }

    private static void sourcesReport(String prefix) {
        int of = Cluster.INPUT_PARTITIONS;
        cluster.appendBarriers(
                prefix,
                TopicCatalogue.NODE_EVENTS,
                partition -> nodeEvent(new SourceSynced(ResourceKind.NODE, 1L, partition, of)));
        cluster.appendBarriers(
                prefix,
                TopicCatalogue.POD_EVENTS,
                partition -> podEvent(new SourceSynced(ResourceKind.POD, 1L, partition, of)));
        cluster.appendBarriers(
                prefix,
                TopicCatalogue.DAEMON_SET_EVENTS,
                partition -> new DaemonSetEvent(
                        "event",
                        InputEvents.SEEN,
                        "test",
                        new SourceSynced(ResourceKind.DAEMON_SET, 1L, partition, of)));
        cluster.appendBarriers(
                prefix,
                TopicCatalogue.CONTROLLER_REVISION_EVENTS,
                partition -> new ControllerRevisionEvent(
                        "event",
                        InputEvents.SEEN,
                        "test",
                        new SourceSynced(ResourceKind.CONTROLLER_REVISION, 1L, partition, of)));
    }

    @Test
    void aFaultOfTheCodeStopsItAndIsSaid() {
        cluster.createTopics("fault", JournalTime.APPENDED);
        try (ControllerApp app = controller("fault", () -> new CountingDecider(NEVER))) {
            cluster.append("fault", TopicCatalogue.NODE_EVENTS, "poison", node(ADDED, "poison", "u1", 1));
            await().atMost(LONG).until(() -> app.failure().isPresent());
            assertThat(app.failure().orElseThrow().faultOfTheCode()).isTrue();
            assertThat(app.failure().orElseThrow().message())
                    .startsWith("decider: ")
                    .contains("no decision for poison", "fault.journal")
                    .doesNotContain("\n");
            await().atMost(LONG).until(() -> !app.ready());
        }
    }

    @Test
    void missingTopicsAreNamed() {
        assertThatThrownBy(() -> ControllerApp.start(cluster.config("nowhere")))
                .isInstanceOf(ControllerStartException.class)
                .hasMessageContaining("nowhere.journal")
                .hasMessageContaining("rollcall topics create");
    }

    private static void appendNode(int number) {
        cluster.append(
                "exactly-once",
                TopicCatalogue.NODE_EVENTS,
                "n" + number,
                node(ADDED, "n" + number, "u" + number, number + 1));
    }
}
