package io.rollcall.cli.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.events.Cause;
import io.rollcall.events.ChangeType;
import io.rollcall.events.ClockTicked;
import io.rollcall.events.JournalRecord;
import io.rollcall.events.NodeChange;
import io.rollcall.events.NodeEvent;
import io.rollcall.events.NodeObserved;
import io.rollcall.events.ResourceKind;
import io.rollcall.events.SourcePosition;
import io.rollcall.events.SourceSynced;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The ledger sees what becomes of inputs on their way into the journal, which has two partitions here. */
class InputLedgerTest {

    private static final String NODES = "rollcall.node-events";
    private static final Instant SEEN = Instant.parse("2026-03-01T10:00:00Z");
    private static final long END = 5;

    private static final NodeObserved ADDED = node(ChangeType.ADDED, "n1", 1, true);
    private static final NodeObserved OTHER = node(ChangeType.ADDED, "n2", 2, true);
    private static final SourceSynced LISTED = new SourceSynced(ResourceKind.NODE, 1L, 0, 1);
    private static final NodeObserved CHANGED = node(ChangeType.MODIFIED, "n1", 4, false);

    /** Two nodes, the end of the list, a heartbeat, a node that is not ready any more; what comes then has not been read. */
    private static final List<ConsumerRecord<String, NodeEvent>> INPUTS = List.of(
            input(0, "n1", new NodeChange(ADDED, "")),
            input(1, "n2", new NodeChange(OTHER, "")),
            input(2, "barrier", LISTED),
            input(3, "n1", new NodeChange(node(ChangeType.MODIFIED, "n1", 3, true), "")),
            input(4, "n1", new NodeChange(CHANGED, "")),
            input(5, "n1", new NodeChange(node(ChangeType.DELETED, "n1", 5, false), "")));

    @Test
    @DisplayName(
            "each input once in each partition of the journal that it belongs in, but for what says nothing new, is right")
    void complete() {
        assertThat(ledger(INPUTS, right()).verify()).isEqualTo(8);
    }

    @Test
    @DisplayName("an input that is lost in a partition of the journal is found")
    void lost() {
        for (int i = 0; i < right().size(); i++) {
            List<ConsumerRecord<String, JournalRecord>> journal = new ArrayList<>(right());
            ConsumerRecord<String, JournalRecord> gone = journal.remove(i);
            if (gone.value().getCause() != null) {
                found(
                        journal,
                        "lost",
                        gone.key() + ", made from rollcall.node-events-0@"
                                + gone.value().getCause().getOffset());
            }
        }
    }

    @Test
    @DisplayName("an input that is in a partition of the journal twice is found, at once or later")
    void doubled() {
        for (ConsumerRecord<String, JournalRecord> again : right()) {
            if (again.value().getCause() != null) {
                List<ConsumerRecord<String, JournalRecord>> journal = new ArrayList<>(right());
                journal.add(again);
                found(journal, "more often", again.key() + ", made from");
            }
        }
    }

    @Test
    @DisplayName(
            "what was dropped by rule, what was not read yet, what changed on its way and what came in another order are found")
    void wrong() {
        List<ConsumerRecord<String, JournalRecord>> heartbeat = new ArrayList<>(right());
        heartbeat.add(entry(0, "n1", 3, node(ChangeType.MODIFIED, "n1", 3, true)));
        found(heartbeat, "more often", "@3");
        List<ConsumerRecord<String, JournalRecord>> ahead = new ArrayList<>(right());
        ahead.add(entry(0, "n1", 5, node(ChangeType.DELETED, "n1", 5, false)));
        found(ahead, "more often", "@5");
        List<ConsumerRecord<String, JournalRecord>> forgotten = new ArrayList<>(right());
        forgotten.replaceAll(record -> record.value().getBody().equals(CHANGED) && record.partition() == 1
                ? entry(1, "n1", 4, node(ChangeType.ADDED, "n1", 4, false))
                : record);
        found(forgotten, "lost", "@4");
        List<ConsumerRecord<String, JournalRecord>> turned = new ArrayList<>(right());
        Collections.swap(turned, 0, 1);
        found(turned, "in the order of their inputs", "to partition 0 of the journal");
    }

    @Test
    @DisplayName("a rejected input that is lost or doubled among the rejected ones is found")
    void rejected() {
        List<ConsumerRecord<String, NodeEvent>> inputs = new ArrayList<>(INPUTS);
        inputs.set(3, input(3, "n9", new NodeChange(node(ChangeType.MODIFIED, "n1", 3, true), "")));
        SourcePosition refused = new SourcePosition(NODES, 0, 3L);
        InputLedger once = ledger(inputs, right());
        assertThatThrownBy(once::verify)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("rejected inputs: lost");
        once.refused(refused);
        once.refused(new SourcePosition("rollcall.journal", 0, 3L));
        once.verify();
        once.refused(refused);
        assertThatThrownBy(once::verify)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("rejected inputs: there more often");
    }

    private static void found(List<ConsumerRecord<String, JournalRecord>> journal, String... told) {
        InputLedger ledger = ledger(INPUTS, journal);
        assertThatThrownBy(ledger::verify).isInstanceOf(AssertionError.class).hasMessageContainingAll(told);
    }

    private static InputLedger ledger(
            List<ConsumerRecord<String, NodeEvent>> inputs, List<ConsumerRecord<String, JournalRecord>> journal) {
        InputLedger ledger = new InputLedger(2, Map.of(new TopicPartition(NODES, 0), END));
        inputs.forEach(ledger::input);
        journal.forEach(ledger::journal);
        return ledger;
    }

    /** What the inputs give, and a tick of the clock. */
    private static List<ConsumerRecord<String, JournalRecord>> right() {
        List<ConsumerRecord<String, JournalRecord>> journal = new ArrayList<>();
        for (int partition = 0; partition < 2; partition++) {
            journal.add(entry(partition, "n1", 0, ADDED));
            journal.add(entry(partition, "n2", 1, OTHER));
            journal.add(entry(partition, "barrier", 2, LISTED));
            journal.add(new ConsumerRecord<>(
                    "rollcall.journal", partition, 0, "clock", new JournalRecord(null, null, new ClockTicked())));
            journal.add(entry(partition, "n1", 4, CHANGED));
        }
        return journal;
    }

    private static ConsumerRecord<String, JournalRecord> entry(int partition, String key, long input, Object body) {
        JournalRecord record = new JournalRecord(new Cause(NODES, 0, input, "event " + input), SEEN, body);
        return new ConsumerRecord<>("rollcall.journal", partition, 0, key, record);
    }

    private static ConsumerRecord<String, NodeEvent> input(long offset, String key, Object body) {
        return new ConsumerRecord<>(NODES, 0, offset, key, new NodeEvent("event " + offset, SEEN, "test", body));
    }

    private static NodeObserved node(ChangeType change, String name, long version, boolean ready) {
        return NodeObserved.newBuilder()
                .setChange(change)
                .setName(name)
                .setUid("uid of " + name)
                .setResourceVersion(Long.toString(version))
                .setLabels(Map.of())
                .setReady(ready)
                .build();
    }
}
