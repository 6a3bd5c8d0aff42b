package io.rollcall.projector.projection;

import static io.rollcall.events.topics.TopicCatalogue.*;
import static io.rollcall.projector.Given.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.events.ActionType;
import io.rollcall.events.ChangeType;
import io.rollcall.events.CommandOutcome;
import io.rollcall.events.JournalRecord;
import io.rollcall.events.Rejected;
import io.rollcall.events.RelistFinished;
import io.rollcall.events.RelistStarted;
import io.rollcall.events.ResourceKind;
import io.rollcall.events.RulesActivated;
import io.rollcall.events.SourcePosition;
import io.rollcall.events.SourceSynced;
import io.rollcall.projector.Records;
import io.rollcall.projector.View;
import io.rollcall.projector.log.LogReader;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectionTest {

    @TempDir
    private Path folder;

    private final Records log = new Records();
    private View view;

    @BeforeEach
    void open() throws SQLException {
        view = view(folder);
    }

    View view(Path folder) throws SQLException {
        return new View(folder);
    }

    @AfterEach
    void close() {
        view.close();
    }

    @Test
    @DisplayName("objects stand in the view with their whole JSON, a newer version replaces an older one")
    void objects() throws SQLException {
        log.add(NODE_EVENTS, "n1", event(node("n1", "u1", 9).setReady(false)))
                .add(NODE_EVENTS, "n1", event(node("n1", "u1", 10).setTaints(taints(taint("k", "NoSchedule")))))
                .add(POD_EVENTS, "default/a", event(running("a", "n1")))
                .add(DAEMON_SET_EVENTS, "default/nginx", event(daemonSet(PLAIN)));
        view.fold(log);

        assertThat(view.rows("SELECT name, uid, resource_version, ready, taints, object FROM nodes"))
                .containsExactly("n1|u1|10|1|[{\"effect\":\"NoSchedule\",\"key\":\"k\",\"value\":\"\"}]"
                        + "|{\"kind\":\"Node\",\"name\":\"n1\"}");
        assertThat(view.rows("SELECT name, controller_uid, target_node, phase, object FROM pods"))
                .containsExactly("a|ds-1|n1|Running|{\"kind\":\"Pod\",\"name\":\"a\"}");
        assertThat(view.rows("SELECT namespace, name, generation, selector, object FROM daemonsets"))
                .containsExactly("default|nginx|1|{\"matchExpressions\":[],\"matchLabels\":{\"app\":\"nginx\"}}"
                        + "|{\"kind\":\"DaemonSet\"}");
    }

    @Test
    @DisplayName("a stale or repeated version changes nothing, even after the deletion")
    void stale() throws SQLException {
        log.add(NODE_EVENTS, "n1", event(node("n1", "u1", 10)))
                .add(NODE_EVENTS, "n1", event(node("n1", "u1", 9).setReady(false)))
                .add(NODE_EVENTS, "n1", event(node("n1", "u1", 10).setReady(false)));
        assertThat(view.fold(log).rows("SELECT resource_version, ready FROM nodes"))
                .containsExactly("10|1");

        log.add(NODE_EVENTS, "n1", event(node("n1", "u1", 11).setChange(ChangeType.DELETED)))
                .add(NODE_EVENTS, "n1", event(node("n1", "u1", 11)))
                .add(NODE_EVENTS, "n1", event(node("n1", "u1", 10)));
        assertThat(view.fold(log).rows("SELECT resource_version, deleted_at IS NOT NULL, object FROM nodes"))
                .containsExactly("11|1|");
    }

    @Test
    @DisplayName("a new UID under an old name: the old object is gone")
    void namesake() throws SQLException {
        log.add(NODE_EVENTS, "n1", event(node("n1", "u1", 10))).add(NODE_EVENTS, "n1", event(node("n1", "u2", 3)));
        assertThat(view.fold(log).rows("SELECT uid, deleted_at IS NOT NULL FROM nodes ORDER BY uid"))
                .containsExactly("u1|1", "u2|0");
    }

    @Test
    @DisplayName("what a relist does not mention is gone, what it repeats is not")
    void relist() throws SQLException {
        log.add(NODE_EVENTS, "n1", event(node("n1")))
                .add(NODE_EVENTS, "n2", event(node("n2")))
                .add(NODE_EVENTS, "barrier", barrier(new RelistStarted(ResourceKind.NODE, 5L, 0, 1)))
                .add(NODE_EVENTS, "n2", event(node("n2")));
        assertThat(view.fold(log).rows("SELECT count(*) FROM nodes WHERE deleted_at IS NULL"))
                .containsExactly("2");

        log.add(NODE_EVENTS, "n3", event(node("n3")))
                .add(NODE_EVENTS, "barrier", barrier(new RelistFinished(ResourceKind.NODE, 5L, 0, 1)));
        assertThat(view.fold(log).rows("SELECT name, deleted_at IS NULL FROM nodes ORDER BY name"))
                .containsExactly("n1|0", "n2|1", "n3|1");
        assertThat(view.rows("SELECT relist_offset FROM sources")).containsExactly("null");
    }

    @Test
    @DisplayName("barriers say which sources have listed everything")
    void synced() throws SQLException {
        log.add(NODE_EVENTS, "barrier", barrier(new SourceSynced(ResourceKind.NODE, 5L, 0, 3)));
        assertThat(view.fold(log)
                        .rows("SELECT kind, partition, partition_of, epoch, synced_at IS NOT NULL FROM sources"))
                .containsExactly("NODE|0|3|5|1");
    }

    @Test
    @DisplayName("a command and its answer meet in one row, whichever comes first")
    void commands() throws SQLException {
        log.add(COMMANDS, "k", create("c1", "n1", 1, "a"))
                .add(COMMAND_RESULTS, "k", answer("c1", "n1", 1, CommandOutcome.DONE, ""))
                .add(COMMAND_RESULTS, "k", answer("c2", "n2", 1, CommandOutcome.FAILED, "Forbidden"))
                .add(COMMANDS, "k", create("c2", "n2", 1, "b"))
                .add(COMMANDS, "k", create("c3", "n1", 2, "c"));
        view.fold(log);
        assertThat(view.rows(
                        "SELECT command_id, action, pods, outcome, outcome_reason FROM commands ORDER BY command_id"))
                .containsExactly(
                        "c1|CREATE|[\"a\"]|DONE|null",
                        "c2|CREATE|[\"b\"]|FAILED|Forbidden",
                        "c3|CREATE|[\"c\"]|null|null");
        assertThat(view.rows("SELECT node, last_seq, last_command_id FROM slots ORDER BY node"))
                .containsExactly("n1|2|c3", "n2|1|c2");
    }

    @Test
    @DisplayName("a decision keeps its cause and its place in the journal; the slot has the last one")
    void decisions() throws SQLException {
        log.add(
                        DECISIONS,
                        "default/nginx",
                        decision("0-7-0", ActionType.CREATE, "n1", "a", "MISSING_POD")
                                .build())
                .add(
                        DECISIONS,
                        "default/nginx",
                        decision("0-9-0", ActionType.DELETE, "n1", "a", "FAILED_POD")
                                .setAt(after(60))
                                .setCause(null)
                                .setJournal(place(9L))
                                .build());
        view.fold(log);
        assertThat(view.rows("SELECT decision_id, reason, cause_topic, cause_partition, cause_offset, journal_offset"
                        + " FROM decisions ORDER BY at"))
                .containsExactly("0-7-0|MISSING_POD|rollcall.node-events|0|12|7", "0-9-0|FAILED_POD|null|null|null|9");
        assertThat(view.rows("SELECT last_decision_id, last_action, last_reason FROM slots"))
                .containsExactly("0-9-0|DELETE|FAILED_POD");
    }

    @Test
    @DisplayName("status and revisions follow their keys, tombstones included")
    void tables() throws SQLException {
        log.add(STATUS, UID, status(3, 2).build())
                .add(REVISIONS, UID + "/h1", revision("h1", 1))
                .add(REVISIONS, UID + "/h2", revision("h2", 2))
                .tombstone(REVISIONS, UID + "/h1");
        view.fold(log);
        assertThat(view.rows("SELECT desired, available, unavailable, journal_offset FROM status"))
                .containsExactly("3|2|1|9");
        assertThat(view.rows("SELECT hash, revision FROM revisions")).containsExactly("h2|2");

        log.tombstone(STATUS, UID);
        assertThat(view.fold(log).rows("SELECT * FROM status")).isEmpty();
    }

    @Test
    @DisplayName("journal time never goes back, and says since when a pod was seen Ready")
    void journal() throws SQLException {
        log.at(after(100)).add(JOURNAL, "k", journal(running("a", "n1").build()));
        log.at(after(50)).add(JOURNAL, "k", journal(running("a", "n1").build()));
        log.at(after(60)).add(JOURNAL, "k", journal(running("b", "n2").build()));
        log.at(after(110)).add(JOURNAL, "k", journal(new RulesActivated("1.28")));
        view.fold(log);
        assertThat(view.rows("SELECT partition, journal_time / 1000000, log_offset, profile FROM clock"))
                .containsExactly("0|" + after(110).getEpochSecond() + "|3|1.28");
        assertThat(view.rows("SELECT uid, ready_seen_at / 1000000 FROM ready_pods ORDER BY uid"))
                .containsExactly(
                        "uid-a|" + after(100).getEpochSecond(),
                        "uid-b|" + after(100).getEpochSecond());

        log.add(JOURNAL, "k", journal(running("a", "n1").setReady(false).build()));
        log.add(
                JOURNAL,
                "k",
                journal(running("b", "n2").setChange(ChangeType.DELETED).build()));
        assertThat(view.fold(log).rows("SELECT uid FROM ready_pods")).isEmpty();
    }

    @Test
    @DisplayName("every topic that is read has its place in the view")
    void everyTopic() throws SQLException {
        LogReader.TOPICS.forEach(topic -> log.tombstone(topic, "k"));
        view.fold(log);
        assertThat(view.rows("SELECT topic, message FROM rejected")).isEmpty();
    }

    private static JournalRecord journal(Object body) {
        return new JournalRecord(null, null, body);
    }

    @Test
    @DisplayName("values that cannot be read or shown are noted with their place and stop nothing")
    void poison() throws SQLException {
        log.unreadable(NODE_EVENTS, "NOT_WIRE_FORMAT", "the value does not begin with byte 0")
                .add(NODE_EVENTS, "n1", barrier("a body that no schema has"))
                .add(NODE_EVENTS, "n2", event(node("n2")))
                .add(
                        REJECTED,
                        "k",
                        Rejected.newBuilder()
                                .setReason("UNDECODABLE")
                                .setMessage("by the router")
                                .setOrigin(new SourcePosition("rollcall.node-events", 0, 0L))
                                .setRejectedAt(Records.START)
                                .build());
        view.fold(log);
        assertThat(view.rows("SELECT name FROM nodes")).containsExactly("n2");
        assertThat(view.rows("SELECT topic, log_offset, rejected_by, reason FROM rejected ORDER BY log_offset"))
                .containsExactly(
                        "rollcall.node-events|0|router|UNDECODABLE", "rollcall.node-events|1|projector|UNUSABLE");
        assertThat(view.projection.positions()).containsEntry(new LogPartition("rollcall.node-events", 0), 3L);
    }
}
