package io.rollcall.projector.projection;

import io.rollcall.events.NodeChange;
import io.rollcall.events.NodeEvent;
import io.rollcall.events.NodeObserved;
import io.rollcall.projector.view.ViewJson;
import io.rollcall.projector.view.ViewTime;
import java.sql.SQLException;

/** Node events: table nodes. */
final class NodeFold implements Fold {

    private final ObjectRows rows;
    private final Sources sources;
    private final EventObjects objects;

    NodeFold(Statements statements, Sources sources, EventObjects objects) throws SQLException {
        this.rows = new ObjectRows(statements, "nodes", "name = ?", """
                uid, name, resource_version, labels, taints, unschedulable, ready, object, facts, changed_at,
                log_partition, log_offset, deleted_at""");
        this.sources = sources;
        this.objects = objects;
    }

    @Override
    public void fold(LogRecord at) throws SQLException {
        if (!(at.payload() instanceof LogRecord.Value value) || !(value.record() instanceof NodeEvent event)) {
            return;
        }
        if (!(event.getBody() instanceof NodeChange change)) {
            sources.fold(at, event.getBody(), rows);
            return;
        }
        NodeObserved node = change.getProjection();
        String facts = Facts.digest(node);
        ObjectRows.Judgement judgement =
                rows.judge(at, node.getChange(), node.getUid(), node.getResourceVersion(), facts);
        if (judgement.stale()) {
            return;
        }
        boolean gone = judgement.gone();
        if (judgement.appears()) {
            rows.replaceNamesakes(at, node.getUid(), node.getName());
        }
        if (judgement.news()) {
            objects.keep(at, node.getUid(), change.getObject());
        }
        rows.put(
                node.getUid(),
                node.getName(),
                node.getResourceVersion(),
                ViewJson.map(node.getLabels()),
                ViewJson.taints(Projections.taints(node)),
                node.getUnschedulable(),
                node.getReady(),
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
