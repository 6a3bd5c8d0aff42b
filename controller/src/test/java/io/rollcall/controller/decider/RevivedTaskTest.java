package io.rollcall.controller.decider;

import static io.rollcall.events.ChangeType.ADDED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.rollcall.controller.router.InputEvents;
import io.rollcall.controller.streams.Stores;
import io.rollcall.events.DaemonSetState;
import io.rollcall.events.DeciderState;
import io.rollcall.events.JournalRecord;
import io.rollcall.events.NodeChange;
import io.rollcall.events.NodeObserved;
import io.rollcall.events.PodObserved;
import io.rollcall.events.RevisionObserved;
import io.rollcall.events.SlotState;
import io.rollcall.events.Status;
import io.rollcall.events.cloudevents.CloudEventHeaders;
import io.rollcall.events.serde.AvroSerdes;
import io.rollcall.events.topics.TopicCatalogue;
import io.rollcall.events.topics.TopicNames;
import java.io.File;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedForward;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka Streams initialises the same processor again when the transaction of its task was aborted. */
class RevivedTaskTest {

    private static final String JOURNAL = "rollcall.journal";
    private static final long TIME = 1_772_359_200_000L;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private File folder;

    private final AvroSerdes serdes = new AvroSerdes(new MockSchemaRegistryClient());

    @Test
    @DisplayName("a revived task knows what its stores have, and nothing of what was aborted")
    void revived() {
        MockProcessorContext<String, Object> context =
                new MockProcessorContext<>(new Properties(), new TaskId(0, 0), folder);
        KeyValueStore<String, NodeObserved> nodes = store(context, DeciderTopology.NODES, NodeObserved.class);
        store(context, DeciderTopology.DAEMON_SETS, DaemonSetState.class);
        store(context, DeciderTopology.SLOTS, SlotState.class);
        store(context, DeciderTopology.ORPHANS, PodObserved.class);
        store(context, DeciderTopology.REVISIONS, RevisionObserved.class);
        store(context, DeciderTopology.PROGRESS, DeciderState.class);
        TopicNames names = TopicNames.standard();
        DeciderProcessor processor = new DeciderProcessor(
                names, serdes, () -> new CountingDecider(Duration.ofSeconds(5)), CloudEventHeaders.under(names), true);
        context.setCurrentSystemTimeMs(TIME);
        processor.init(context);
        observe(processor, context, "n1", 0);
        observe(processor, context, "n2", 1);
        assertThat(counted(context)).isEqualTo(2);
        // What the abort of the transaction takes back.
        nodes.delete("n2");
        processor.close();

        processor.init(context);
        observe(processor, context, "n3", 1);
        assertThat(counted(context)).isEqualTo(2);
    }

    private <V extends SpecificRecord> KeyValueStore<String, V> store(
            MockProcessorContext<String, Object> context, String name, Class<V> type) {
        KeyValueStore<String, V> store =
                Stores.rows(name, type, serdes).withLoggingDisabled().build();
        store.init(context.getStateStoreContext(), store);
        context.addStateStore(store);
        return store;
    }

    private void observe(
            DeciderProcessor processor, MockProcessorContext<String, Object> context, String name, long offset) {
        NodeChange change =
                (NodeChange) InputEvents.node(ADDED, name, "u-" + name, 1).getBody();
        JournalRecord record = new JournalRecord(null, null, change.getProjection());
        context.setRecordMetadata(JOURNAL, 0, offset);
        processor.process(new Record<>(
                "key".getBytes(UTF_8), serdes.serializer(TopicCatalogue.JOURNAL).serialize(JOURNAL, record), TIME));
    }

    /** How many nodes the last status counts. */
    private static int counted(MockProcessorContext<String, Object> context) {
        List<Status> statuses = context.forwarded().stream()
                .map(CapturedForward::record)
                .map(Record::value)
                .flatMap(value -> value instanceof Status status
                        ? Optional.of(status).stream()
                        : Optional.<Status>empty().stream())
                .toList();
        return statuses.getLast().getDesiredNumberScheduled();
    }
}
