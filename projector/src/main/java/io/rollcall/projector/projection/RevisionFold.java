package io.rollcall.projector.projection;

import io.rollcall.events.Revision;
import io.rollcall.projector.view.ViewTime;
import java.sql.Connection;
import java.sql.SQLException;

/** The topic revisions: table revisions, a row for each key. */
final class RevisionFold implements Fold {

    private static final String CHANGE_CAUSE = "kubernetes.io/change-cause";

    private final Prepared put;
    private final Prepared remove;

    RevisionFold(Connection connection) throws SQLException {
        put = Prepared.upsert(connection, "revisions", "daemonset_uid, hash", """
                daemonset_uid, hash, name, revision, created_at, change_cause, template, log_partition, log_offset""");
        remove = new Prepared(connection, "DELETE FROM revisions WHERE daemonset_uid = ? AND hash = ?");
    }

    @Override
    public void fold(LogRecord at) throws SQLException {
        String key = at.key();
        if (at.payload() instanceof LogRecord.Value value && value.record() instanceof Revision revision) {
            put.run(
                    revision.getDaemonSet().getUid(),
                    revision.getHash(),
                    revision.getName(),
                    revision.getRevision(),
                    ViewTime.micros(revision.getCreatedAt()),
                    revision.getAnnotations().get(CHANGE_CAUSE),
                    revision.getTemplate(),
                    at.partition(),
                    at.offset());
        } else if (at.payload() instanceof LogRecord.Tombstone && key != null) {
            int slash = key.indexOf('/');
            if (slash > 0) {
                remove.run(key.substring(0, slash), key.substring(slash + 1));
            }
        }
    }
}
