package io.rollcall.projector.projection;

import io.rollcall.events.Revision;
import io.rollcall.events.SourcePosition;
import io.rollcall.projector.view.ViewTime;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The topic revisions: table revisions has a row for each key, revision_versions one for each time a key was written. */
final class RevisionFold implements Fold {

    private static final String CHANGE_CAUSE = "kubernetes.io/change-cause";

    private final Prepared put;
    private final Prepared remove;
    private final Prepared putVersion;
    private final Prepared endVersion;

    RevisionFold(Statements statements) throws SQLException {
        put = statements.upsert("revisions", "daemonset_uid, hash", """
                daemonset_uid, hash, name, revision, created_at, change_cause, template, log_partition, log_offset""");
        remove = statements.now("DELETE FROM revisions WHERE daemonset_uid = ? AND hash = ?");
        putVersion = statements.upsert(
                "revision_versions", "daemonset_uid, hash, journal_partition, valid_from_offset", """
                daemonset_uid, hash, journal_partition, valid_from_offset, valid_from, name, revision, created_at, change_cause, template""");
        endVersion = statements.now("""
                UPDATE revision_versions SET valid_to_offset = ?, valid_to = ? WHERE daemonset_uid = ? AND hash = ?
                AND valid_to_offset IS NULL AND valid_from_offset < ?""");
    }

    @Override
    public void fold(LogRecord at) throws SQLException {
        String key = at.key();
        if (at.payload() instanceof LogRecord.Value value && value.record() instanceof Revision revision) {
            put(at, revision);
        } else if (at.payload() instanceof LogRecord.Tombstone tombstone && key != null) {
            int slash = key.indexOf('/');
            if (slash > 0) {
                String uid = key.substring(0, slash);
                String hash = key.substring(slash + 1);
                remove.run(uid, hash);
                end(at, tombstone.journal(), uid, hash);
            }
        }
    }

    private void put(LogRecord at, Revision revision) throws SQLException {
        String uid = revision.getDaemonSet().getUid();
        put.run(
                uid,
                revision.getHash(),
                revision.getName(),
                revision.getRevision(),
                ViewTime.micros(revision.getCreatedAt()),
                revision.getAnnotations().get(CHANGE_CAUSE),
                revision.getTemplate(),
                at.partition(),
                at.offset());
        SourcePosition journal = revision.getJournal();
        end(at, journal, uid, revision.getHash());
        putVersion.run(
                uid,
                revision.getHash(),
                journal.getPartition(),
                journal.getOffset(),
                ViewTime.micros(at.time()),
                revision.getName(),
                revision.getRevision(),
                ViewTime.micros(revision.getCreatedAt()),
                revision.getAnnotations().get(CHANGE_CAUSE),
                revision.getTemplate());
    }

    private void end(LogRecord at, @Nullable SourcePosition journal, String uid, String hash) throws SQLException {
        if (journal != null) {
            long offset = journal.getOffset();
            endVersion.run(offset, ViewTime.micros(at.time()), uid, hash, offset);
        }
    }
}
