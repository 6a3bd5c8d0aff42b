package io.rollcall.projector.matrix;

import io.rollcall.projector.query.answer.CommandEntry;
import io.rollcall.projector.query.read.NodeRow;
import io.rollcall.projector.query.read.PodRow;
import io.rollcall.projector.view.ViewJson;
import io.rollcall.projector.view.ViewTime;
import io.rollcall.rules.model.NodeFacts;
import io.rollcall.rules.model.PodFacts;
import io.rollcall.rules.model.PodPhase;
import io.rollcall.rules.model.Taint;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Reads versions of nodes and what happened to slots, all of it or that of one node. One connection, one thread. */
final class PastRows {

    private static final String NODES =
            "SELECT name, uid, labels, taints, unschedulable, ready, valid_from_offset, valid_from, deleted"
                    + " FROM node_versions WHERE journal_partition = ?%s ORDER BY valid_from_offset";
    private static final String PODS =
            "SELECT target_node, namespace, name, uid, labels, node_name, phase, ready, ready_since, ready_seen_at,"
                    + " created_at, terminating_at IS NOT NULL, reason, valid_from_offset, valid_to_offset"
                    + " FROM pod_versions WHERE controller_uid = ? AND journal_partition = ? AND deleted = 0"
                    + " AND target_node IS NOT NULL%s";
    private static final String COMMANDS =
            "SELECT node, command_id, slot_seq, action, journal_offset, outcome, answered_offset"
                    + " FROM commands WHERE daemonset_uid = ?"
                    + " AND journal_partition = ? AND action IS NOT NULL%s ORDER BY node, slot_seq";
    private static final String FAILURES =
            "SELECT node, journal_offset, at FROM decisions WHERE daemonset_uid = ? AND journal_partition = ?"
                    + " AND action = 'DELETE' AND reason IN ('FAILED_POD', 'SUCCEEDED_POD') AND reason = 'FAILED_POD'%s"
                    + " ORDER BY at";

    private final Connection connection;
    // The labels of a DaemonSet's pods are few different texts.
    private final Map<String, SortedMap<String, String>> labels = new HashMap<>();
    private final Map<String, List<Taint>> taints = new HashMap<>();

    PastRows(Connection connection) {
        this.connection = connection;
    }

    /** The nodes of a partition by name. */
    Map<String, NodePast> nodes(int partition) throws SQLException {
        return nodes(partition, "", null);
    }

    /** One name of a node. */
    NodePast node(int partition, String name) throws SQLException {
        return nodes(partition, " AND name = ?", name).getOrDefault(name, NodePast.NONE);
    }

    private Map<String, NodePast> nodes(int partition, String condition, @Nullable String name) throws SQLException {
        Map<String, List<NodePast.Version>> versions = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(NODES.formatted(condition))) {
            statement.setInt(1, partition);
            if (name != null) {
                statement.setString(2, name);
            }
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    versions.computeIfAbsent(row.getString(1), key -> new ArrayList<>(1))
                            .add(node(row));
                }
            }
        }
        Map<String, NodePast> nodes = new HashMap<>();
        versions.forEach((key, list) -> nodes.put(key, NodePast.of(list)));
        return nodes;
    }

    private NodePast.Version node(ResultSet row) throws SQLException {
        NodeFacts facts = new NodeFacts(
                row.getString(1),
                row.getString(2),
                ViewJson.readMap(row.getString(3)),
                taints.computeIfAbsent(row.getString(4), ViewJson::readTaints),
                row.getBoolean(5),
                row.getBoolean(6));
        Instant deletedAt = row.getBoolean(9) ? ViewTime.instant(row.getLong(8)) : null;
        return new NodePast.Version(row.getLong(7), new NodeRow(facts, deletedAt));
    }

    /** The slots of a DaemonSet to which something happened, by node; of one node only where one is named. */
    Map<String, SlotPast> slots(String daemonSetUid, int partition, @Nullable String node) throws SQLException {
        Map<String, SlotPast> slots = new HashMap<>();
        each(PODS, "target_node", daemonSetUid, partition, node, row -> addPod(row, daemonSetUid, slots));
        each(COMMANDS, "node", daemonSetUid, partition, node, row -> addCommand(row, slots));
        each(
                FAILURES,
                "node",
                daemonSetUid,
                partition,
                node,
                row -> slot(row, slots).failure(row.getLong(2), ViewTime.instant(row.getLong(3))));
        return slots;
    }

    private interface Sink {
        void take(ResultSet row) throws SQLException;
    }

    private void each(
            String query, String nodeColumn, String daemonSetUid, int partition, @Nullable String node, Sink sink)
            throws SQLException {
        String condition = node == null ? "" : " AND " + nodeColumn + " = ?";
        try (PreparedStatement statement = connection.prepareStatement(query.formatted(condition))) {
            statement.setFetchSize(1_000);
            statement.setString(1, daemonSetUid);
            statement.setInt(2, partition);
            if (node != null) {
                statement.setString(3, node);
            }
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    sink.take(row);
                }
            }
        }
    }

    private static SlotPast slot(ResultSet row, Map<String, SlotPast> slots) throws SQLException {
        return slots.computeIfAbsent(row.getString(1), node -> new SlotPast());
    }

    private void addPod(ResultSet row, String daemonSetUid, Map<String, SlotPast> slots) throws SQLException {
        String phase = row.getString(7);
        PodFacts facts = new PodFacts(
                row.getString(2),
                row.getString(3),
                row.getString(4),
                labels.computeIfAbsent(row.getString(5), ViewJson::readMap),
                daemonSetUid,
                row.getString(6),
                row.getString(1),
                PodPhase.of(phase),
                row.getBoolean(8),
                readySince(time(row, 9), time(row, 10)),
                time(row, 11),
                row.getBoolean(12));
        String reason = row.getString(13);
        long from = row.getLong(14);
        long end = row.getLong(15);
        long until = row.wasNull() ? Long.MAX_VALUE : end;
        slot(row, slots).pod(from, until, new PodRow(facts, phase, reason));
    }

    /** A node's clock that runs ahead does not delay availability: decisions do it like this too. */
    private static @Nullable Instant readySince(@Nullable Instant byNode, @Nullable Instant seenAt) {
        return byNode != null && seenAt != null && byNode.isAfter(seenAt) ? seenAt : byNode;
    }

    private static void addCommand(ResultSet row, Map<String, SlotPast> slots) throws SQLException {
        SlotPast slot = slot(row, slots);
        slot.command(row.getLong(5), command(row, false));
        long answered = row.getLong(7);
        if (!row.wasNull()) {
            slot.command(answered, command(row, true));
        }
    }

    /** Without what only sentences have of it. */
    private static CommandEntry command(ResultSet row, boolean answered) throws SQLException {
        return new CommandEntry(
                row.getString(2),
                row.getLong(3),
                row.getString(4).toLowerCase(Locale.ROOT),
                List.of(),
                "",
                null,
                null,
                answered ? row.getString(6) : null,
                null,
                null,
                null);
    }

    private static @Nullable Instant time(ResultSet row, int column) throws SQLException {
        long micros = row.getLong(column);
        return row.wasNull() ? null : ViewTime.instant(micros);
    }
}
