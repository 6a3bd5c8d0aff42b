package io.rollcall.projector.matrix;

import io.rollcall.projector.query.answer.QueryException;
import io.rollcall.projector.query.finding.SlotBasis;
import io.rollcall.projector.view.Moment;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads what all slots of a DaemonSet have in common. One connection, one thread. */
final class SpecRows {

    private static final List<String> OFFSETS_OF_DAEMON_SET = List.of(
            "SELECT valid_from_offset FROM daemonset_versions WHERE uid = ? AND journal_partition = ?",
            "SELECT valid_from_offset FROM revision_versions WHERE daemonset_uid = ? AND journal_partition = ?",
            "SELECT valid_to_offset FROM revision_versions WHERE daemonset_uid = ? AND journal_partition = ?"
                    + " AND valid_to_offset IS NOT NULL",
            "SELECT valid_from_offset FROM (SELECT valid_from_offset, COALESCE(fault, '') AS fault,"
                    + " lag(COALESCE(fault, ''), 1, '') OVER (ORDER BY valid_from_offset) AS fault_before"
                    + " FROM status_versions WHERE daemonset_uid = ? AND journal_partition = ?) faults"
                    + " WHERE fault <> fault_before");
    private static final List<String> OFFSETS_OF_PARTITION = List.of(
            "SELECT valid_from_offset FROM barriers WHERE journal_partition = ? AND barrier = 'SYNCED'",
            "SELECT log_offset FROM journal WHERE partition = ? AND kind = 'RULES'");

    private final Connection connection;

    SpecRows(Connection connection) {
        this.connection = connection;
    }

    /**
     * A DaemonSet that is or was.
     *
     * @param partition of the journal
     * @param mark changes when something changes that all its slots have in common
     */
    record Known(String uid, String namespace, String name, int partition, String mark) {}

    /** All that ever were. */
    List<Known> daemonSets() throws SQLException {
        Map<String, String> marks = marks();
        List<Known> known = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT uid, namespace, name, min(journal_partition), count(*),"
                        + " max(valid_from_offset) FROM daemonset_versions GROUP BY uid, namespace, name")) {
            while (row.next()) {
                String mark = row.getLong(5) + " " + row.getLong(6) + marks.getOrDefault(row.getString(1), "");
                known.add(new Known(row.getString(1), row.getString(2), row.getString(3), row.getInt(4), mark));
            }
        }
        return known;
    }

    private Map<String, String> marks() throws SQLException {
        Map<String, String> marks = new TreeMap<>();
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery("SELECT daemonset_uid, count(*), max(valid_from_offset),"
                    + " count(valid_to_offset) FROM revision_versions GROUP BY daemonset_uid")) {
                while (row.next()) {
                    marks.put(
                            row.getString(1), " " + row.getLong(2) + " " + row.getLong(3) + " " + row.getLong(4) + " ");
                }
            }
            try (ResultSet row =
                    statement.executeQuery("SELECT daemonset_uid, fault FROM status WHERE fault IS NOT NULL")) {
                while (row.next()) {
                    marks.merge(row.getString(1), row.getString(2), String::concat);
                }
            }
        }
        return marks;
    }

    /** The past of one. */
    SpecPast past(Known daemonSet) throws SQLException {
        long[] offsets = offsets(daemonSet);
        List<Optional<SlotBasis>> bases = new ArrayList<>();
        for (long offset : offsets) {
            bases.add(basis(daemonSet, offset));
        }
        return new SpecPast(offsets, List.copyOf(bases));
    }

    private Optional<SlotBasis> basis(Known daemonSet, long offset) throws SQLException {
        SortedMap<Integer, Long> offsets = new TreeMap<>(Map.of(daemonSet.partition(), offset));
        try {
            return SlotBasis.asOf(
                    connection,
                    new Moment(offsets, 0, daemonSet.partition()),
                    daemonSet.namespace(),
                    daemonSet.name(),
                    daemonSet.uid());
        } catch (QueryException unusable) {
            // There is no explanation of its slots either.
            return Optional.empty();
        }
    }

    private long[] offsets(Known daemonSet) throws SQLException {
        OffsetList offsets = new OffsetList();
        for (String query : OFFSETS_OF_DAEMON_SET) {
            try (PreparedStatement statement = connection.prepareStatement(query)) {
                statement.setString(1, daemonSet.uid());
                statement.setInt(2, daemonSet.partition());
                add(statement, offsets);
            }
        }
        for (String query : OFFSETS_OF_PARTITION) {
            try (PreparedStatement statement = connection.prepareStatement(query)) {
                statement.setInt(1, daemonSet.partition());
                add(statement, offsets);
            }
        }
        return offsets.sorted();
    }

    private static void add(PreparedStatement query, OffsetList offsets) throws SQLException {
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                offsets.add(row.getLong(1));
            }
        }
    }
}
