package io.rollcall.projector.projection;

import io.rollcall.projector.view.ViewDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Removes what is older than the retention, some rows of each table at a time, so that neither readers nor the log have to wait. What
 * holds now always stays. Of the journal, a record stays as long as one that is younger: the last moment before is known.
 *
 * <p>Uses the connection that writes; one thread, between batches.
 */
public final class Pruning {

    private static final long MICROS = 1_000;
    private static final List<String> VERSIONS =
            List.of("node_versions", "pod_versions", "daemonset_versions", "controller_revision_versions");
    private static final String VERSION_KEY = "uid, journal_partition, valid_from_offset";

    private final Connection connection;
    private final Retention retention;
    private final Prepared clock;
    private final Prepared since;
    private final List<Prepared> history = new ArrayList<>();
    private final List<Prepared> decisions = new ArrayList<>();

    /** @param rows how many of each table are removed at a time */
    public Pruning(ViewDatabase view, Retention retention, int rows) throws SQLException {
        this.connection = view.writer();
        this.retention = retention;
        Statements statements = new Statements(view);
        clock = statements.now("SELECT min(journal_time) FROM clock");
        since = statements.now(
                Statements.insert("meta", "name, value") + " ON CONFLICT (name) DO UPDATE SET value = excluded.value");
        for (String table : VERSIONS) {
            history.add(delete(statements, table, VERSION_KEY, "valid_to < ?", rows));
            history.add(delete(
                    statements, table, VERSION_KEY, "valid_to IS NULL AND deleted = 1 AND valid_from < ?", rows));
        }
        history.add(delete(
                statements,
                "revision_versions",
                "daemonset_uid, hash, journal_partition, valid_from_offset",
                "valid_to < ?",
                rows));
        history.add(delete(
                statements,
                "status_versions",
                "daemonset_uid, journal_partition, valid_from_offset",
                "valid_to < ?",
                rows));
        history.add(delete(
                statements,
                "journal",
                "partition, log_offset",
                "at < ? AND kind <> 'RULES' AND EXISTS (SELECT 1 FROM journal later WHERE later.partition ="
                        + " journal.partition AND later.log_offset > journal.log_offset)",
                rows));
        history.add(delete(
                statements,
                "objects",
                "topic, partition, log_offset",
                "at < ?" + unused("node_versions") + unused("pod_versions") + unused("daemonset_versions")
                        + unused("controller_revision_versions"),
                rows));
        for (String table : List.of("nodes", "pods", "daemonsets", "controller_revisions")) {
            history.add(delete(statements, table, "uid", "deleted_at < ?", rows));
        }
        decisions.add(delete(statements, "decisions", "decision_id", "at < ? AND valid_to IS NOT NULL", rows));
        decisions.add(delete(
                statements,
                "slots",
                "daemonset_uid, node",
                "last_decided_at < ? AND NOT EXISTS (SELECT 1 FROM daemonsets d WHERE d.uid = slots.daemonset_uid"
                        + " AND d.deleted_at IS NULL)",
                rows));
        decisions.add(delete(statements, "commands", "command_id", "valid_to < ?", rows));
        decisions.add(delete(
                statements,
                "rollouts",
                "daemonset_uid, journal_partition, valid_from_offset",
                "valid_to < ? AND EXISTS (SELECT 1 FROM rollouts later WHERE later.daemonset_uid ="
                        + " rollouts.daemonset_uid AND later.valid_from_offset > rollouts.valid_from_offset)",
                rows));
    }

    private static Prepared delete(Statements statements, String table, String key, String old, int rows)
            throws SQLException {
        return statements.now("DELETE FROM " + table + " WHERE (" + key + ") IN (SELECT " + key + " FROM " + table
                + " WHERE " + old + " LIMIT " + rows + ")");
    }

    private static String unused(String versions) {
        return " AND NOT EXISTS (SELECT 1 FROM " + versions + " v WHERE v.uid = objects.uid"
                + " AND v.cause_topic = objects.topic AND v.cause_partition = objects.partition"
                + " AND v.cause_offset = objects.log_offset)";
    }

    /** Removes some of what is too old, in a transaction of its own. How many rows; 0 when nothing is left to remove. */
    public int step() throws SQLException {
        try {
            int removed = removeOlder(history, retention.historyMillis(), "history_since")
                    + removeOlder(decisions, retention.decisionsMillis(), "decisions_since");
            connection.commit();
            return removed;
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        }
    }

    private int removeOlder(List<Prepared> statements, long millis, String mark) throws SQLException {
        if (millis == Retention.FOR_EVER) {
            return 0;
        }
        long oldest;
        try (ResultSet row = clock.query()) {
            row.next();
            oldest = row.getLong(1) - millis * MICROS;
            if (row.wasNull()) {
                return 0;
            }
        }
        int removed = 0;
        for (Prepared statement : statements) {
            removed += statement.run(oldest);
        }
        if (removed > 0) {
            since.run(mark, Long.toString(oldest));
        }
        return removed;
    }
}
