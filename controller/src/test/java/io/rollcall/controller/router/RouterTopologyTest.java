package io.rollcall.controller.router;

import static io.rollcall.controller.router.InputEvents.node;
import static io.rollcall.controller.router.InputEvents.nodeEvent;
import static io.rollcall.controller.router.InputEvents.relistFinished;
import static io.rollcall.controller.router.InputEvents.relistStarted;
import static io.rollcall.events.ChangeType.ADDED;
import static io.rollcall.events.ChangeType.DELETED;
import static io.rollcall.events.ChangeType.MODIFIED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.rollcall.controller.streams.StreamsTestDriver;
import io.rollcall.events.Cause;
import io.rollcall.events.JournalRecord;
import io.rollcall.events.NodeEvent;
import io.rollcall.events.NodeObserved;
import io.rollcall.events.Rejected;
import io.rollcall.events.ResourceKind;
import io.rollcall.events.serde.AvroSerdes;
import io.rollcall.events.topics.TopicCatalogue;
import io.rollcall.events.topics.TopicNames;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RouterTopologyTest {
    private static final Instant T0 = Instant.parse("2026-03-01T10:00:00Z");
    private static final String NODE_EVENTS = "rollcall.node-events";

    private final FlakyRegistry registry = new FlakyRegistry();
    private final AvroSerdes serdes = new AvroSerdes(registry);
    private final TopologyTestDriver driver =
            StreamsTestDriver.of(RouterTopology.build(TopicNames.standard(), serdes, 1), T0);
    private final TestInputTopic<byte[], byte[]> nodes =
            driver.createInputTopic(NODE_EVENTS, new ByteArraySerializer(), new ByteArraySerializer());
    private final TestOutputTopic<String, JournalRecord> journal = driver.createOutputTopic(
            "rollcall.journal", new StringDeserializer(), serdes.deserializer(TopicCatalogue.JOURNAL));
    private final TestOutputTopic<String, Rejected> rejected = driver.createOutputTopic(
            "rollcall.rejected", new StringDeserializer(), serdes.deserializer(TopicCatalogue.REJECTED));

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void anEventBecomesAJournalRecordThatNamesItsCause() {
        pipe("n1", node(ADDED, "n1", "u1", 1), T0.plusSeconds(3));
        TestRecord<String, JournalRecord> record = journal.readRecord();
        assertThat(record.key()).isEqualTo("n1");
        assertThat(record.getRecordTime()).isEqualTo(T0.plusSeconds(3));
        assertThat(record.value().getCause()).isEqualTo(new Cause(NODE_EVENTS, 0, 0L, "event"));
        assertThat(record.value().getObservedAt()).isEqualTo(InputEvents.SEEN);
        assertThat(record.value().getBody())
                .isInstanceOfSatisfying(
                        NodeObserved.class, body -> assertThat(body.getUid()).isEqualTo("u1"));
        assertThat(rejected.isEmpty()).isTrue();
    }

    @Test
    void aHeartbeatEndsHere() {
        pipe("n1", node(ADDED, "n1", "u1", 1), T0);
        pipe("n1", node(MODIFIED, "n1", "u1", 2), T0.plusSeconds(10));
        assertThat(journal.readRecordsToList()).hasSize(1);
    }

    @Test
    void aRelistIsResolvedFromTheStores() {
        pipe("n1", node(ADDED, "n1", "u1", 1), T0);
        pipe("n2", node(ADDED, "n2", "u2", 2), T0);
        pipe("barrier", nodeEvent(relistStarted(ResourceKind.NODE, 5)), T0);
        pipe("n2", node(ADDED, "n2", "u2", 2), T0);
        pipe("barrier", nodeEvent(relistFinished(ResourceKind.NODE, 5)), T0);
        assertThat(journal.readValuesToList())
                .extracting(record -> RouterBench.line(record.getBody()))
                .containsExactly(
                        "ADDED n1 u1 v1", "ADDED n2 u2 v2", "RelistStarted", "DELETED n1 u1 v1", "RelistFinished");
    }

    @Test
    void whatIsPoisonIsRejectedWithItsBytesAndTheNextRecordGoesOn() {
        byte[] text = "hello, world".getBytes(UTF_8);
        byte[] unknownSchema = {0, 0, 0, 3, 0x42, 1, 2, 3};
        byte[] valid = bytes(node(ADDED, "n1", "u1", 1));
        byte[] cut = Arrays.copyOf(valid, 12);
        byte[] noUtf8 = {(byte) 0xC3, (byte) 0x28};
        nodes.pipeInput(key("n1"), text, T0);
        nodes.pipeInput(key("n1"), unknownSchema, T0);
        nodes.pipeInput(key("n1"), cut, T0);
        nodes.pipeInput(null, valid, T0);
        nodes.pipeInput(noUtf8, valid, T0);
        nodes.pipeInput(key("n1"), null, T0);
        nodes.pipeInput(key("n9"), valid, T0);
        pipe("n1", node(ADDED, "n1", "", 1), T0);
        nodes.pipeInput(key("n1"), new byte[RouterTopology.LARGEST_INPUT - 1], T0);
        pipe("n1", node(ADDED, "n1", "u1", 1), T0);

        List<Rejected> refused = rejected.readValuesToList();
        assertThat(refused)
                .extracting(Rejected::getReason)
                .containsExactly(
                        "NOT_WIRE_FORMAT",
                        "UNKNOWN_SCHEMA",
                        "UNDECODABLE",
                        "NULL_KEY",
                        "UNREADABLE_KEY",
                        "NULL_VALUE",
                        "WRONG_KEY",
                        "INVALID_OBJECT",
                        "TOO_LARGE");
        assertThat(refused)
                .extracting(each -> each.getOrigin().getOffset())
                .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
        assertThat(refused)
                .allSatisfy(each -> assertThat(each.getMessage())
                        .startsWith(NODE_EVENTS + "-0@" + each.getOrigin().getOffset() + ": ")
                        .doesNotContain("\n"));
        assertThat(bytes(refused.get(0).getValue())).isEqualTo(text);
        assertThat(refused.get(0).getSchemaId()).isNull();
        assertThat(refused.get(1).getSchemaId()).isEqualTo(0x342);
        assertThat(refused.get(3).getKey()).isNull();
        assertThat(bytes(refused.get(4).getKey())).isEqualTo(noUtf8);
        assertThat(refused.get(5).getValue()).isNull();
        assertThat(refused.get(7).getSchemaId()).isNotNull();
        assertThat(journal.readRecordsToList()).hasSize(1);
    }

    @Test
    void theLargestRecordThatIsLetThroughFitsTheJournal() {
        String name = "n".repeat(1_000_000);
        byte[] small = bytes(node(ADDED, name, "u1", 1, "label", ""));
        int left = RouterTopology.LARGEST_INPUT - small.length - name.length() - 10;
        pipe(name, node(ADDED, name, "u1", 1, "label", "x".repeat(left)), T0);
        assertThat(rejected.isEmpty()).isTrue();
        JournalRecord record = journal.readValue();
        byte[] written = serdes.serializer(TopicCatalogue.JOURNAL).serialize("rollcall.journal", record);
        assertThat(written.length + name.length())
                .isBetween(RouterTopology.LARGEST_INPUT - 100, TopicCatalogue.JOURNAL.maxMessageBytes() - 10_000);
    }

    @Test
    void rejectedRecordsStandUnderTheirOrigin() {
        nodes.pipeInput(key("n1"), key("nonsense"), T0.plusSeconds(1));
        TestRecord<String, Rejected> record = rejected.readRecord();
        assertThat(record.key()).isEqualTo(NODE_EVENTS + "-0");
        assertThat(record.value().getRejectedAt()).isEqualTo(T0.plusSeconds(1));
    }

    @Test
    void aRegistryThatDoesNotAnswerIsWaitedFor() {
        byte[] valid = bytes(node(ADDED, "n1", "u1", 1));
        registry.failures = 2;
        nodes.pipeInput(key("n1"), valid, T0);
        assertThat(registry.failures).isZero();
        assertThat(rejected.isEmpty()).isTrue();
        assertThat(journal.readRecordsToList()).hasSize(1);
    }

    @Test
    void goneObjectsAreForgottenAfterAnHourOfStreamTime() {
        pipe("n1", node(DELETED, "n1", "u1", 5), T0);
        pipe("n1", node(ADDED, "n1", "u1", 4), T0.plusSeconds(60));
        assertThat(journal.isEmpty()).isTrue();
        pipe("n2", node(ADDED, "n2", "u2", 6), T0.plusSeconds(2 * 60 * 60));
        pipe("n1", node(ADDED, "n1", "u1", 4), T0.plusSeconds(2 * 60 * 60));
        assertThat(journal.readRecordsToList()).hasSize(2);
    }

    private void pipe(String key, NodeEvent event, Instant time) {
        nodes.pipeInput(key(key), bytes(event), time);
    }

    private byte[] bytes(NodeEvent event) {
        return serdes.serializer(TopicCatalogue.NODE_EVENTS).serialize(NODE_EVENTS, event);
    }

    private static byte[] key(String text) {
        return text.getBytes(UTF_8);
    }

    private static byte[] bytes(@Nullable ByteBuffer buffer) {
        ByteBuffer copy = Objects.requireNonNull(buffer).duplicate();
        byte[] bytes = new byte[copy.remaining()];
        copy.get(bytes);
        return bytes;
    }

    /** A registry whose next answers fail. */
    private static final class FlakyRegistry extends MockSchemaRegistryClient {
        int failures;

        @Override
        public ParsedSchema getSchemaBySubjectAndId(String subject, int id) throws IOException, RestClientException {
            if (failures > 0) {
                failures--;
                throw new IOException("connection refused");
            }
            return super.getSchemaBySubjectAndId(subject, id);
        }
    }
}
