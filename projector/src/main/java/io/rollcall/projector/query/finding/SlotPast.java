package io.rollcall.projector.query.finding;

import io.rollcall.projector.query.answer.QueryException;
import io.rollcall.projector.query.read.DaemonSetRow;
import io.rollcall.projector.query.read.HistoryReader;
import io.rollcall.projector.query.read.NodeRow;
import io.rollcall.projector.query.read.ObjectReader;
import io.rollcall.projector.query.read.StateReader;
import io.rollcall.projector.view.Moment;
import io.rollcall.projector.view.Tables;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A slot as it was after any record of the journal of its DaemonSet. One connection, one thread. */
final class SlotPast {

    /** Each part gives the offsets of one table at which something changed that a slot depends on. */
    private static final String CHANGES = """
            SELECT c.change_offset, j.at FROM (
            SELECT valid_from_offset AS change_offset FROM node_versions WHERE name = ? AND journal_partition = ?
            UNION SELECT valid_from_offset FROM daemonset_versions WHERE uid = ? AND journal_partition = ?
            UNION SELECT valid_from_offset FROM pod_versions
                WHERE controller_uid = ? AND target_node = ? AND journal_partition = ?
            UNION SELECT valid_to_offset FROM pod_versions
                WHERE controller_uid = ? AND target_node = ? AND journal_partition = ?
            UNION SELECT valid_from_offset FROM pod_versions
                WHERE controller_uid IS NULL AND namespace = ? AND target_node = ? AND journal_partition = ?
            UNION SELECT valid_to_offset FROM pod_versions
                WHERE controller_uid IS NULL AND namespace = ? AND target_node = ? AND journal_partition = ?
            UNION SELECT journal_offset FROM commands WHERE daemonset_uid = ? AND node = ? AND journal_partition = ?
            UNION SELECT answered_offset FROM commands WHERE daemonset_uid = ? AND node = ? AND journal_partition = ?
            UNION SELECT journal_offset FROM decisions WHERE daemonset_uid = ? AND node = ? AND journal_partition = ?
            UNION SELECT valid_from_offset FROM revision_versions WHERE daemonset_uid = ? AND journal_partition = ?
            UNION SELECT valid_to_offset FROM revision_versions WHERE daemonset_uid = ? AND journal_partition = ?
            UNION SELECT valid_from_offset FROM status_versions
                WHERE daemonset_uid = ? AND journal_partition = ? AND fault IS NOT NULL
            UNION SELECT valid_to_offset FROM status_versions
                WHERE daemonset_uid = ? AND journal_partition = ? AND fault IS NOT NULL
            UNION SELECT valid_from_offset FROM barriers WHERE journal_partition = ? AND barrier = 'SYNCED'
            ) c JOIN journal j ON j.partition = ? AND j.log_offset = c.change_offset
            WHERE c.change_offset <= ? ORDER BY c.change_offset DESC LIMIT ?""";

    private final Connection connection;
    private final int partition;
    private final DaemonSetRow daemonSet;
    private final String node;
    private final Map<Long, SlotState> known = new HashMap<>();

    SlotPast(Connection connection, int partition, DaemonSetRow daemonSet, String node) {
        this.connection = connection;
        this.partition = partition;
        this.daemonSet = daemonSet;
        this.node = node;
    }

    /**
     * A record of the journal at which something changed.
     *
     * @param at journal time, microseconds
     */
    record Change(long offset, long at) {}

    /** What changed up to an offset, newest first, at most so many. */
    List<Change> changes(long upTo, int limit) throws SQLException {
        List<Change> changes = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(CHANGES)) {
            Parameters parameters = new Parameters(statement);
            parameters.add(node, partition).add(daemonSet.uid(), partition);
            for (int versions = 0; versions < 2; versions++) {
                parameters.add(daemonSet.uid(), node, partition);
            }
            for (int orphans = 0; orphans < 2; orphans++) {
                parameters.add(daemonSet.namespace(), node, partition);
            }
            for (int acts = 0; acts < 3; acts++) {
                parameters.add(daemonSet.uid(), node, partition);
            }
            for (int own = 0; own < 4; own++) {
                parameters.add(daemonSet.uid(), partition);
            }
            parameters.add(partition, partition, upTo, limit);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    changes.add(new Change(row.getLong(1), row.getLong(2)));
                }
            }
        }
        return changes;
    }

    private static final class Parameters {
        private final PreparedStatement statement;
        private int count;

        Parameters(PreparedStatement statement) {
            this.statement = statement;
        }

        Parameters add(Object... values) throws SQLException {
            for (Object value : values) {
                statement.setObject(++count, value);
            }
            return this;
        }
    }

    /** How it was after a record of the journal. */
    SlotState after(long offset) throws SQLException {
        SlotState state = known.get(offset);
        if (state == null) {
            state = read(offset);
            known.put(offset, state);
        }
        return state;
    }

    private SlotState read(long offset) throws SQLException {
        Tables tables = Tables.asOf(new Moment(new TreeMap<>(Map.of(partition, offset)), Long.MIN_VALUE, partition));
        ObjectReader objects = new ObjectReader(connection, tables);
        Optional<DaemonSetRow> then = objects.daemonSet(daemonSet.namespace(), daemonSet.name())
                .filter(row -> row.uid().equals(daemonSet.uid()));
        if (then.isEmpty()) {
            return SlotState.without("there was no DaemonSet " + daemonSet.id());
        }
        Optional<NodeRow> row = objects.node(node);
        if (row.isEmpty()) {
            return SlotState.without("there was no node " + node);
        }
        try {
            SlotReader reader = new SlotReader(
                    then.get(), objects, new HistoryReader(connection, tables), new StateReader(connection, tables));
            SlotFacts facts = reader.slot(row.get());
            return SlotState.of(facts, SlotDiagnosis.of(facts), SlotChecks.of(facts, reader.eligibility()));
        } catch (QueryException unusable) {
            return SlotState.without(String.valueOf(unusable.getMessage()));
        }
    }
}
