package io.rollcall.projector.tail;

import io.rollcall.projector.query.answer.Place;
import io.rollcall.projector.view.ViewDatabase;
import io.rollcall.projector.view.ViewTime;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Changes as they come, from the journal: objects with what decisions read of them, answers to commands, lists of sources. Nodes and sources
 * stand in every partition of the journal; they are shown once, from the first.
 */
public final class ChangeTail extends Tail<Change> {

    private static final String TOPIC = "journal";
    private static final int PARTITION = 9;

    /**
     * From a position on.
     *
     * @param after an {@link Entry#position}; null for the present end
     */
    public ChangeTail(ViewDatabase view, @Nullable String after) throws SQLException {
        super(view, TOPIC, after);
    }

    /** A slot by the names of its DaemonSet and node; both null for none. */
    private record Slot(
            @Nullable String daemonSet, @Nullable String node) {
        static final Slot NONE = new Slot(null, null);
    }

    @Override
    SortedMap<Integer, Long> ends(Connection connection) throws SQLException {
        SortedMap<Integer, Long> ends = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT partition, log_offset FROM clock")) {
            while (row.next()) {
                ends.put(row.getInt(1), row.getLong(2));
            }
        }
        return ends;
    }

    @Override
    String rows() {
        return "SELECT log_offset, at, kind, record_key, cause_topic, cause_partition, cause_offset, profile, partition"
                + " FROM journal WHERE partition = ? AND log_offset > ? ORDER BY log_offset LIMIT ?";
    }

    @Override
    String oldest() {
        return "SELECT min(log_offset) FROM journal WHERE partition = ? AND kind <> 'RULES'";
    }

    @Override
    String mark() {
        return "history_since";
    }

    @Override
    @Nullable
    Change show(Connection connection, ResultSet row, boolean firstPartition) throws SQLException {
        String key = row.getString(4);
        return switch (row.getString(3)) {
            case "NODE" -> firstPartition ? change(row, "Node", null, key, new Slot(null, key)) : null;
            case "POD" -> change(row, "Pod", namespace(key), name(key), slotOfPod(connection, row, key));
            case "DAEMON_SET" -> change(row, "DaemonSet", namespace(key), name(key), new Slot(key, null));
            case "CONTROLLER_REVISION" -> change(row, "ControllerRevision", namespace(key), name(key), Slot.NONE);
            case "RESULT" -> change(row, "CommandResult", null, null, slotOfResult(connection, key));
            case "RULES" -> change(row, "Rules", null, row.getString(8), Slot.NONE);
            case "TICK" -> null;
            default -> firstPartition ? change(row, "Source", null, null, Slot.NONE) : null;
        };
    }

    private static Change change(
            ResultSet row, String kind, @Nullable String namespace, @Nullable String name, Slot slot)
            throws SQLException {
        String topic = row.getString(5);
        return new Change(
                kind,
                namespace,
                name,
                slot.daemonSet(),
                slot.node(),
                ViewTime.instant(row.getLong(2)),
                TOPIC + "-" + row.getInt(PARTITION) + "@" + row.getLong(1),
                topic == null ? null : new Place(topic, row.getInt(6), row.getLong(7)));
    }

    private static @Nullable String namespace(String key) {
        int slash = key.indexOf('/');
        return slash < 0 ? null : key.substring(0, slash);
    }

    private static String name(String key) {
        return key.substring(key.indexOf('/') + 1);
    }

    private static Slot slotOfPod(Connection connection, ResultSet row, String key) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT controller_uid, target_node FROM"
                        + " pod_versions WHERE namespace = ? AND name = ? AND valid_from_offset = ? AND journal_partition = ?")) {
            statement.setString(1, namespace(key));
            statement.setString(2, name(key));
            statement.setLong(3, row.getLong(1));
            statement.setInt(4, row.getInt(PARTITION));
            try (ResultSet pod = statement.executeQuery()) {
                if (!pod.next()) {
                    return Slot.NONE;
                }
                String uid = pod.getString(1);
                return new Slot(uid == null ? null : daemonSet(connection, uid), pod.getString(2));
            }
        }
    }

    private static Slot slotOfResult(Connection connection, String key) throws SQLException {
        int slash = key.indexOf('/');
        return slash < 0
                ? Slot.NONE
                : new Slot(daemonSet(connection, key.substring(0, slash)), key.substring(slash + 1));
    }

    private static @Nullable String daemonSet(Connection connection, String uid) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT namespace, name FROM daemonsets WHERE uid = ?")) {
            statement.setString(1, uid);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getString(1) + "/" + row.getString(2) : null;
            }
        }
    }
}
