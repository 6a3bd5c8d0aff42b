package io.rollcall.projector.projection;

import io.rollcall.events.ControllerRevisionEvent;
import io.rollcall.events.OwnerReference;
import io.rollcall.events.RevisionChange;
import io.rollcall.events.RevisionObserved;
import io.rollcall.projector.view.ViewTime;
import java.sql.SQLException;

/** ControllerRevision events: table controller_revisions. */
final class ControllerRevisionFold implements Fold {

    private final ObjectRows rows;
    private final Sources sources;
    private final EventObjects objects;

    ControllerRevisionFold(Statements statements, Sources sources, EventObjects objects) throws SQLException {
        this.rows = new ObjectRows(statements, "controller_revisions", "namespace = ? AND name = ?", """
                uid, namespace, name, resource_version, controller_uid, revision, hash, object, facts, changed_at,
                log_partition, log_offset, deleted_at""");
        this.sources = sources;
        this.objects = objects;
    }

    @Override
    public void fold(LogRecord at) throws SQLException {
        if (!(at.payload() instanceof LogRecord.Value value)
                || !(value.record() instanceof ControllerRevisionEvent event)) {
            return;
        }
        if (!(event.getBody() instanceof RevisionChange change)) {
            sources.fold(at, event.getBody(), rows);
            return;
        }
        RevisionObserved revision = change.getProjection();
        String facts = Facts.digest(revision);
        ObjectRows.Judgement judgement =
                rows.judge(at, revision.getChange(), revision.getUid(), revision.getResourceVersion(), facts);
        if (judgement.stale()) {
            return;
        }
        boolean gone = judgement.gone();
        if (judgement.appears()) {
            rows.replaceNamesakes(at, revision.getUid(), revision.getNamespace(), revision.getName());
        }
        if (judgement.news() && EventObjects.routed(revision.getController())) {
            objects.keep(at, revision.getUid(), change.getObject());
        }
        OwnerReference controller = revision.getController();
        rows.put(
                revision.getUid(),
                revision.getNamespace(),
                revision.getName(),
                revision.getResourceVersion(),
                controller == null ? null : controller.getUid(),
                revision.getRevision(),
                revision.getHash(),
                gone ? "" : change.getObject(),
                facts,
                ViewTime.micros(at.time()),
                at.partition(),
                at.offset(),
                gone ? ViewTime.micros(at.time()) : null);
    }

    @Override
    public void rolledBack() {
        rows.forget();
    }
}
