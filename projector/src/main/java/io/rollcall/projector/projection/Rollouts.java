package io.rollcall.projector.projection;

import io.rollcall.events.Cause;
import io.rollcall.events.SourcePosition;
import io.rollcall.events.Status;
import io.rollcall.projector.view.ViewTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Table rollouts, made from the statuses of a DaemonSet alone. One begins with the first status of another revision, and ends when
 * every node that should run the pod has an available one of that revision. Nodes that come later are no rollout.
 */
final class Rollouts {

    /** So many DaemonSets are remembered; others are looked up. */
    private static final int REMEMBERED = 10_000;

    private final Prepared last;
    private final Prepared begin;
    private final Prepared end;
    private final Map<String, Row> known = new HashMap<>();

    Rollouts(Statements statements) throws SQLException {
        last = statements.now("""
                SELECT revision_hash, valid_from_offset, outcome FROM rollouts WHERE daemonset_uid = ?
                AND journal_partition = ? ORDER BY valid_from_offset DESC LIMIT 1""");
        begin = statements.upsert("rollouts", "daemonset_uid, journal_partition, valid_from_offset", """
                daemonset_uid, journal_partition, valid_from_offset, valid_from, valid_to_offset, valid_to, namespace,
                daemonset, revision_hash, revision, outcome, cause_topic, cause_partition, cause_offset""");
        end = statements.now("""
                UPDATE rollouts SET outcome = ?, valid_to_offset = ?, valid_to = ? WHERE daemonset_uid = ?
                AND journal_partition = ? AND valid_from_offset = ? AND outcome IS NULL""");
    }

    /** @param outcome null while it is under way */
    private record Row(String hash, long from, @Nullable String outcome) {}

    void fold(Status status) throws SQLException {
        String uid = status.getDaemonSet().getUid();
        SourcePosition journal = status.getJournal();
        long time = ViewTime.micros(status.getAt());
        Row row = last(uid, journal.getPartition());
        boolean done = status.getUpdatedNumberScheduled() >= status.getDesiredNumberScheduled()
                && status.getNumberAvailable() >= status.getDesiredNumberScheduled();
        if (row == null || !row.hash().equals(status.getRevisionHash())) {
            if (status.getRevisionHash().isEmpty()) {
                return;
            }
            if (row != null) {
                end(uid, journal, row, "SUPERSEDED", time);
            }
            begin(status, done ? "FINISHED" : null, time);
        } else if (done) {
            end(uid, journal, row, "FINISHED", time);
        }
    }

    void gone(String uid, SourcePosition journal, long time) throws SQLException {
        Row row = last(uid, journal.getPartition());
        if (row != null) {
            end(uid, journal, row, "GONE", time);
        }
    }

    void forget() {
        known.clear();
    }

    private @Nullable Row last(String uid, int partition) throws SQLException {
        Row remembered = known.get(uid);
        if (remembered != null) {
            return remembered;
        }
        try (ResultSet row = last.query(uid, partition)) {
            return row.next() ? remember(uid, new Row(row.getString(1), row.getLong(2), row.getString(3))) : null;
        }
    }

    private Row remember(String uid, Row row) {
        if (known.size() >= REMEMBERED) {
            known.clear();
        }
        known.put(uid, row);
        return row;
    }

    private void begin(Status status, @Nullable String outcome, long time) throws SQLException {
        SourcePosition journal = status.getJournal();
        Cause cause = status.getCause();
        remember(status.getDaemonSet().getUid(), new Row(status.getRevisionHash(), journal.getOffset(), outcome));
        begin.run(
                status.getDaemonSet().getUid(),
                journal.getPartition(),
                journal.getOffset(),
                time,
                outcome == null ? null : journal.getOffset(),
                outcome == null ? null : time,
                status.getDaemonSet().getNamespace(),
                status.getDaemonSet().getName(),
                status.getRevisionHash(),
                status.getRevision(),
                outcome,
                cause == null ? null : cause.getTopic(),
                cause == null ? null : cause.getPartition(),
                cause == null ? null : cause.getOffset());
    }

    private void end(String uid, SourcePosition journal, Row row, String outcome, long time) throws SQLException {
        if (row.outcome() == null) {
            remember(uid, new Row(row.hash(), row.from(), outcome));
            end.run(outcome, journal.getOffset(), time, uid, journal.getPartition(), row.from());
        }
    }
}
