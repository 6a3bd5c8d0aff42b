package io.rollcall.projector.query.read;

import io.rollcall.projector.query.answer.CommandEntry;
import io.rollcall.projector.query.answer.DecisionEntry;
import io.rollcall.projector.query.answer.DecisionFilter;
import io.rollcall.projector.query.answer.Place;
import io.rollcall.projector.view.Tables;
import io.rollcall.projector.view.ViewJson;
import io.rollcall.projector.view.ViewTime;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads decisions and commands. One connection, one thread. */
public final class HistoryReader {

    private static final int MOST_OF_POD = 100;
    private static final String COMMAND =
            "SELECT command_id, slot_seq, action, pods, reason, decided_at, cause_topic, cause_partition, cause_offset,"
                    + " outcome, outcome_reason, outcome_message, answered_at, node FROM %s WHERE daemonset_uid = ?";

    private final Connection connection;
    private final Tables tables;

    /** @param tables the moment to read */
    public HistoryReader(Connection connection, Tables tables) {
        this.connection = connection;
        this.tables = tables;
    }

    /** The newest decisions that fit, newest first. */
    public List<DecisionEntry> decisions(DecisionFilter filter) throws SQLException {
        return new DecisionReader(connection, tables).decisions(filter);
    }

    /** The newest decisions about one slot, newest first. */
    public List<DecisionEntry> decisionsOfSlot(String daemonSetUid, String node, int limit) throws SQLException {
        return new DecisionReader(connection, tables).ofSlot(daemonSetUid, node, limit);
    }

    /** The decisions about one pod, newest first; creations of its namesakes are among them. */
    public List<DecisionEntry> decisionsOfPod(String namespace, String node, String pod, String uid)
            throws SQLException {
        return new DecisionReader(connection, tables).ofPod(namespace, node, pod, uid, MOST_OF_POD);
    }

    /** When failed pods of a slot were deleted since a time, oldest first. */
    public List<Instant> failedPodsDeleted(String daemonSetUid, String node, Instant since) throws SQLException {
        List<Instant> times = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement("SELECT DISTINCT at FROM "
                + tables.of("decisions") + " WHERE daemonset_uid = ? AND node = ? AND at >= ? AND action = 'DELETE'"
                + " AND reason = 'FAILED_POD' ORDER BY at")) {
            statement.setString(1, daemonSetUid);
            statement.setString(2, node);
            statement.setLong(3, ViewTime.micros(since));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    times.add(ViewTime.instant(row.getLong(1)));
                }
            }
        }
        return times;
    }

    /** The command with the highest number of a slot. */
    public Optional<CommandEntry> lastCommand(String daemonSetUid, String node) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(commandFrom() + " AND node = ? ORDER BY slot_seq DESC LIMIT 1")) {
            statement.setString(1, daemonSetUid);
            statement.setString(2, node);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(command(row)) : Optional.empty();
            }
        }
    }

    /** The command with the highest number of each slot of a DaemonSet that no pod is in, by node. */
    public SortedMap<String, CommandEntry> lastCommandsWithoutPods(String daemonSetUid) throws SQLException {
        SortedMap<String, CommandEntry> commands = new TreeMap<>();
        String highest = " AND slot_seq = (SELECT max(slot_seq) FROM " + tables.of("commands", "other")
                + " WHERE other.daemonset_uid = commands.daemonset_uid AND other.node = commands.node)"
                + " AND NOT EXISTS (SELECT 1 FROM " + tables.of("pods") + " WHERE pods.controller_uid ="
                + " commands.daemonset_uid AND pods.target_node = commands.node AND pods.deleted_at IS NULL)";
        try (PreparedStatement statement = connection.prepareStatement(commandFrom() + highest)) {
            statement.setString(1, daemonSetUid);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    commands.put(row.getString(14), command(row));
                }
            }
        }
        return commands;
    }

    private String commandFrom() {
        return COMMAND.formatted(tables.of("commands"));
    }

    private static CommandEntry command(ResultSet row) throws SQLException {
        String action = row.getString(3);
        String pods = row.getString(4);
        String reason = row.getString(5);
        return new CommandEntry(
                row.getString(1),
                row.getLong(2),
                action == null ? "" : action.toLowerCase(Locale.ROOT),
                pods == null ? List.of() : ViewJson.readNames(pods),
                reason == null ? "" : reason,
                ObjectReader.time(row, 6),
                place(row, 7),
                row.getString(10),
                row.getString(11),
                row.getString(12),
                ObjectReader.time(row, 13));
    }

    static @Nullable Place place(ResultSet row, int column) throws SQLException {
        String topic = row.getString(column);
        return topic == null ? null : new Place(topic, row.getInt(column + 1), row.getLong(column + 2));
    }
}
