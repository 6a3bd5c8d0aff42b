package io.rollcall.events.cloudevents;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.events.ActionType;
import io.rollcall.events.ChangeType;
import io.rollcall.events.ClockTicked;
import io.rollcall.events.ClusterObject;
import io.rollcall.events.Command;
import io.rollcall.events.CommandOutcome;
import io.rollcall.events.CommandResult;
import io.rollcall.events.CommandResultObserved;
import io.rollcall.events.DaemonSetRef;
import io.rollcall.events.Decision;
import io.rollcall.events.DeletePods;
import io.rollcall.events.JournalRecord;
import io.rollcall.events.NodeChange;
import io.rollcall.events.NodeEvent;
import io.rollcall.events.NodeObserved;
import io.rollcall.events.ResourceKind;
import io.rollcall.events.SlotRef;
import io.rollcall.events.SourcePosition;
import io.rollcall.events.SourceSynced;
import io.rollcall.events.serde.AvroSerdes;
import io.rollcall.events.topics.Topic;
import io.rollcall.events.topics.TopicCatalogue;
import io.rollcall.events.topics.TopicNames;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The attributes keep what the specification of CloudEvents 1.0 and its binding for Kafka ask for. */
class CloudEventsTest {

    static {
        // Makes our records known to Avro, which their builders ask; nobody is called.
        new AvroSerdes("http://127.0.0.1:1");
    }

    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.000006Z");
    private static final DaemonSetRef NGINX = new DaemonSetRef("default", "nginx", "uid-1");
    private static final SourcePosition JOURNAL = new SourcePosition("rollcall.journal", 0, 42L);
    private static final CloudEventHeaders HEADERS = CloudEventHeaders.under(TopicNames.standard());

    private static final NodeEvent NODE = node("uid-n1@7", "simulated");
    private static final NodeEvent SYNCED =
            new NodeEvent("synced-1-nodes-0", TIME, "simulated", new SourceSynced(ResourceKind.NODE, 1L, 0, 1));
    private static final ClusterObject NAMESPACE = new ClusterObject(
            "uid-2@8", TIME, "simulated", ChangeType.DELETED, "Namespace", "", "team-a", "uid-2", "8", "");
    private static final Command COMMAND = Command.newBuilder()
            .setCommandId("0-42-0")
            .setSlot(new SlotRef(NGINX, "n1"))
            .setSlotSeq(42_000_000L)
            .setDecidedAt(TIME)
            .setJournal(JOURNAL)
            .setReason("ROLLING_UPDATE")
            .setWish(new DeletePods(List.of()))
            .build();
    private static final Decision DECISION = Decision.newBuilder()
            .setDecisionId("0-42-0")
            .setAt(TIME)
            .setJournal(JOURNAL)
            .setDaemonSet(NGINX)
            .setAction(ActionType.DELETE)
            .setNode("n1")
            .setPod("nginx-abcde")
            .setReason("ROLLING_UPDATE")
            .build();
    private static final CommandResult ANSWER = new CommandResult(
            "0-42-0",
            TIME,
            CommandResultObserved.newBuilder()
                    .setCommandId("0-42-0")
                    .setSlot(new SlotRef(NGINX, "n1"))
                    .setSlotSeq(42_000_000L)
                    .setOutcome(CommandOutcome.DONE)
                    .build());
    private static final List<SpecificRecord> EVENTS = List.of(NODE, SYNCED, NAMESPACE, COMMAND, DECISION, ANSWER);

    private static NodeEvent node(String id, String source) {
        NodeObserved projection = NodeObserved.newBuilder()
                .setChange(ChangeType.ADDED)
                .setName("n1")
                .setUid("uid-n1")
                .setResourceVersion("7")
                .build();
        return new NodeEvent(id, TIME, source, new NodeChange(projection, "{}"));
    }

    @Test
    @DisplayName(
            "the binding's words: attributes with ce_ before their names, content-type without, all UTF-8, in one order")
    void headers() {
        assertThat(CloudEventHeaders.read(HEADERS.of(NODE)))
                .containsExactly(
                        Map.entry("ce_specversion", "1.0"),
                        Map.entry("ce_id", "uid-n1@7"),
                        Map.entry("ce_source", "/rollcall/sources/simulated"),
                        Map.entry("ce_type", "io.rollcall.node.added"),
                        Map.entry("ce_subject", "n1"),
                        Map.entry("ce_time", "2026-01-02T03:04:05.000006Z"),
                        Map.entry("content-type", "application/avro"));
        for (SpecificRecord event : EVENTS) {
            assertThat(HEADERS.of(event).toArray()).extracting(Header::key).isEqualTo(CloudEventHeaders.NAMES);
        }
    }

    @Test
    @DisplayName("each kind of record says what it is about and what happened")
    void kinds() {
        assertThat(EVENTS.stream().map(event -> {
                    Map<String, String> texts = CloudEventHeaders.read(HEADERS.of(event));
                    return texts.get("ce_source") + " " + texts.get("ce_type") + " " + texts.get("ce_subject");
                }))
                .containsExactly(
                        "/rollcall/sources/simulated io.rollcall.node.added n1",
                        "/rollcall/sources/simulated io.rollcall.source.synced nodes",
                        "/rollcall/sources/simulated io.rollcall.namespace.deleted team-a",
                        "/rollcall/commands io.rollcall.command.delete-pods default/nginx/n1",
                        "/rollcall/decisions io.rollcall.decision.delete default/nginx/n1",
                        "/rollcall/actuator io.rollcall.command-result.done default/nginx/n1");
    }

    @Test
    @DisplayName("source and id together are unique: a decision, its command and its answer share an id, not a source")
    void unique() {
        assertThat(EVENTS.stream()
                        .map(event ->
                                new CloudEvents(TopicNames.standard()).of(event).orElseThrow())
                        .map(event -> event.source() + " " + event.id()))
                .doesNotHaveDuplicates();
    }

    @Test
    @DisplayName(
            "id, source and type are not empty, the source is a URI reference, the time is RFC 3339, the type begins with a reversed name")
    void attributes() {
        List<SpecificRecord> odd = List.of(node("e 1", ""), node("e-2", "a/b c%?#ä"));
        for (List<SpecificRecord> some : List.of(EVENTS, odd)) {
            for (SpecificRecord value : some) {
                Map<String, String> texts = CloudEventHeaders.read(HEADERS.of(value));
                assertThat(texts.values()).doesNotContain("");
                assertThat(URI.create(texts.get("ce_source")).toString()).isEqualTo(texts.get("ce_source"));
                assertThat(texts.get("ce_type")).startsWith("io.rollcall.");
                assertThat(OffsetDateTime.parse(texts.get("ce_time"), DateTimeFormatter.ISO_OFFSET_DATE_TIME)
                                .toInstant())
                        .isEqualTo(TIME);
                assertThat(texts.get("content-type")).doesNotStartWithIgnoringCase("application/cloudevents");
            }
        }
        assertThat(CloudEventHeaders.read(HEADERS.of(odd.get(1))))
                .containsEntry("ce_source", "/rollcall/sources/a%2Fb%20c%25%3F%23%C3%A4");
    }

    @Test
    @DisplayName("the journal and the rows of tables are no events; neither is anything for who wants no headers")
    void none() {
        assertThat(HEADERS.of(new JournalRecord(null, null, new ClockTicked())).toArray())
                .isEmpty();
        assertThat(CloudEventHeaders.none().of(NODE).toArray()).isEmpty();
    }

    @Test
    @DisplayName("every type that is written is listed for its topic")
    void listed() {
        Map<Topic<?>, List<SpecificRecord>> written = Map.of(
                TopicCatalogue.NODE_EVENTS, List.of(NODE, SYNCED),
                TopicCatalogue.CLUSTER_OBJECTS, List.of(NAMESPACE),
                TopicCatalogue.COMMANDS, List.of(COMMAND),
                TopicCatalogue.DECISIONS, List.of(DECISION),
                TopicCatalogue.COMMAND_RESULTS, List.of(ANSWER));
        written.forEach((topic, values) -> assertThat(CloudEventTypes.of(topic))
                .containsAll(values.stream()
                        .map(value -> CloudEventHeaders.read(HEADERS.of(value)).get("ce_type"))
                        .toList()));
        assertThat(CloudEventTypes.of(TopicCatalogue.COMMANDS))
                .containsExactly(
                        "io.rollcall.command.adopt-pod",
                        "io.rollcall.command.create-pod",
                        "io.rollcall.command.delete-pods",
                        "io.rollcall.command.release-pod");
        assertThat(CloudEventTypes.of(TopicCatalogue.JOURNAL)).isEmpty();
    }
}
