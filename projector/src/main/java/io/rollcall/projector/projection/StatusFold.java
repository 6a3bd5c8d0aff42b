package io.rollcall.projector.projection;

import io.rollcall.events.Cause;
import io.rollcall.events.SourcePosition;
import io.rollcall.events.Status;
import io.rollcall.projector.view.ViewJson;
import io.rollcall.projector.view.ViewTime;
import java.sql.SQLException;

/**
 * The topic status: table status has a row for each DaemonSet that is there, status_versions one for each status it had, rollouts one
 * for each revision that became current.
 */
final class StatusFold implements Fold {

    private final Prepared put;
    private final Prepared remove;
    private final Prepared putVersion;
    private final Prepared endVersion;
    private final Rollouts rollouts;
    private final Statements statements;

    StatusFold(Statements statements) throws SQLException {
        put = statements.upsertLater("status", "daemonset_uid", """
                daemonset_uid, namespace, daemonset, at, observed_generation, desired, current, misscheduled, ready,
                updated, available, unavailable, revision_hash, revision, reasons, fault, journal_topic,
                journal_partition, journal_offset, cause_topic, cause_partition, cause_offset, log_partition,
                log_offset""");
        remove = statements.now("DELETE FROM status WHERE daemonset_uid = ?");
        putVersion =
                statements.upsertLater("status_versions", "daemonset_uid, journal_partition, valid_from_offset", """
                daemonset_uid, journal_partition, valid_from_offset, valid_from, namespace, daemonset,
                observed_generation, desired, current, misscheduled, ready, updated, available, unavailable,
                revision_hash, revision, reasons, fault, cause_topic, cause_partition, cause_offset""");
        endVersion = statements.later("""
                UPDATE status_versions SET valid_to_offset = ?, valid_to = ? WHERE daemonset_uid = ?
                AND journal_partition = ? AND valid_to_offset IS NULL AND valid_from_offset =
                    (SELECT max(earlier.valid_from_offset) FROM status_versions earlier WHERE earlier.daemonset_uid = ?
                     AND earlier.journal_partition = ? AND earlier.valid_from_offset < ?)""");
        rollouts = new Rollouts(statements);
        this.statements = statements;
    }

    @Override
    public void fold(LogRecord at) throws SQLException {
        String uid = at.key();
        if (at.payload() instanceof LogRecord.Tombstone tombstone && uid != null) {
            // What waits comes before the end of it all.
            statements.flush();
            remove.run(uid);
            SourcePosition journal = tombstone.journal();
            if (journal != null) {
                end(uid, journal, ViewTime.micros(at.time()));
                rollouts.gone(uid, journal, ViewTime.micros(at.time()));
            }
        } else if (at.payload() instanceof LogRecord.Value value && value.record() instanceof Status status) {
            put(at, status);
            putVersion(status);
            rollouts.fold(status);
        }
    }

    @Override
    public void rolledBack() {
        rollouts.forget();
    }

    private void end(String uid, SourcePosition journal, long time) throws SQLException {
        int partition = journal.getPartition();
        long offset = journal.getOffset();
        endVersion.run(offset, time, uid, partition, uid, partition, offset);
    }

    private void put(LogRecord at, Status status) throws SQLException {
        SourcePosition journal = status.getJournal();
        Cause cause = status.getCause();
        put.run(
                status.getDaemonSet().getUid(),
                status.getDaemonSet().getNamespace(),
                status.getDaemonSet().getName(),
                ViewTime.micros(status.getAt()),
                status.getObservedGeneration(),
                status.getDesiredNumberScheduled(),
                status.getCurrentNumberScheduled(),
                status.getNumberMisscheduled(),
                status.getNumberReady(),
                status.getUpdatedNumberScheduled(),
                status.getNumberAvailable(),
                status.getNumberUnavailable(),
                status.getRevisionHash(),
                status.getRevision(),
                ViewJson.map(status.getReasons()),
                status.getFault(),
                journal.getTopic(),
                journal.getPartition(),
                journal.getOffset(),
                cause == null ? null : cause.getTopic(),
                cause == null ? null : cause.getPartition(),
                cause == null ? null : cause.getOffset(),
                at.partition(),
                at.offset());
    }

    private void putVersion(Status status) throws SQLException {
        SourcePosition journal = status.getJournal();
        Cause cause = status.getCause();
        end(status.getDaemonSet().getUid(), journal, ViewTime.micros(status.getAt()));
        putVersion.run(
                status.getDaemonSet().getUid(),
                journal.getPartition(),
                journal.getOffset(),
                ViewTime.micros(status.getAt()),
                status.getDaemonSet().getNamespace(),
                status.getDaemonSet().getName(),
                status.getObservedGeneration(),
                status.getDesiredNumberScheduled(),
                status.getCurrentNumberScheduled(),
                status.getNumberMisscheduled(),
                status.getNumberReady(),
                status.getUpdatedNumberScheduled(),
                status.getNumberAvailable(),
                status.getNumberUnavailable(),
                status.getRevisionHash(),
                status.getRevision(),
                ViewJson.map(status.getReasons()),
                status.getFault(),
                cause == null ? null : cause.getTopic(),
                cause == null ? null : cause.getPartition(),
                cause == null ? null : cause.getOffset());
    }
}
