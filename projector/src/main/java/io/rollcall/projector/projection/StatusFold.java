package io.rollcall.projector.projection;

import io.rollcall.events.Cause;
import io.rollcall.events.SourcePosition;
import io.rollcall.events.Status;
import io.rollcall.projector.view.ViewJson;
import io.rollcall.projector.view.ViewTime;
import java.sql.Connection;
import java.sql.SQLException;

/** The topic status: table status, a row for each DaemonSet that is there. */
final class StatusFold implements Fold {

    private final Prepared put;
    private final Prepared remove;

    StatusFold(Connection connection) throws SQLException {
        put = Prepared.upsert(connection, "status", "daemonset_uid", """
                daemonset_uid, namespace, daemonset, at, observed_generation, desired, current, misscheduled, ready,
                updated, available, unavailable, revision_hash, revision, reasons, fault, journal_topic,
                journal_partition, journal_offset, cause_topic, cause_partition, cause_offset, log_partition,
                log_offset""");
        remove = new Prepared(connection, "DELETE FROM status WHERE daemonset_uid = ?");
    }

    @Override
    public void fold(LogRecord at) throws SQLException {
        if (at.payload() instanceof LogRecord.Tombstone) {
            remove.run(at.key());
        } else if (at.payload() instanceof LogRecord.Value value && value.record() instanceof Status status) {
            put(at, status);
        }
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
}
