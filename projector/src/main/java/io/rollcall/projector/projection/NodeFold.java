package io.rollcall.projector.projection;

import io.rollcall.events.NodeChange;
import io.rollcall.events.NodeEvent;
import io.rollcall.events.NodeObserved;
import io.rollcall.projector.view.ViewJson;
import io.rollcall.projector.view.ViewTime;
import io.rollcall.rules.model.Taint;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Node events: table nodes. */
final class NodeFold implements Fold {

    private final ObjectRows rows;
    private final Sources sources;
    private final Prepared put;

    NodeFold(Connection connection, Sources sources) throws SQLException {
        this.rows = new ObjectRows(connection, "nodes", "name = ?");
        this.sources = sources;
        this.put = Prepared.upsert(connection, "nodes", "uid", """
                uid, name, resource_version, labels, taints, unschedulable, ready, object, changed_at,
                log_partition, log_offset, deleted_at""");
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
        ObjectRows.Verdict verdict = rows.judge(at, node.getChange(), node.getUid(), node.getResourceVersion());
        if (verdict == ObjectRows.Verdict.STALE) {
            return;
        }
        boolean gone = verdict == ObjectRows.Verdict.GONE;
        if (!gone) {
            rows.replaceNamesakes(at, node.getUid(), node.getName());
        }
        put.run(
                node.getUid(),
                node.getName(),
                node.getResourceVersion(),
                ViewJson.map(node.getLabels()),
                ViewJson.taints(taints(node)),
                node.getUnschedulable(),
                node.getReady(),
                gone ? "" : change.getObject(),
                ViewTime.micros(at.time()),
                at.partition(),
                at.offset(),
                gone ? ViewTime.micros(at.time()) : null);
    }

    private static List<Taint> taints(NodeObserved node) {
        return node.getTaints().stream()
                .map(taint -> new Taint(taint.getKey(), taint.getValue(), taint.getEffect()))
                .toList();
    }
}
