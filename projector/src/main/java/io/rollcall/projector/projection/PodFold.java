package io.rollcall.projector.projection;

import io.rollcall.events.OwnerReference;
import io.rollcall.events.PodChange;
import io.rollcall.events.PodEvent;
import io.rollcall.events.PodObserved;
import io.rollcall.projector.view.ViewJson;
import io.rollcall.projector.view.ViewTime;
import java.sql.SQLException;

/** Pod events: table pods. Pods of other controllers stand in it too; nothing asks for them by slot. */
final class PodFold implements Fold {

    private final ObjectRows rows;
    private final Sources sources;
    private final EventObjects objects;

    PodFold(Statements statements, Sources sources, EventObjects objects) throws SQLException {
        this.rows = new ObjectRows(statements, "pods", "namespace = ? AND name = ?", """
                uid, namespace, name, resource_version, labels, controller_kind, controller_uid, node_name,
                target_node, phase, ready, ready_since, created_at, terminating_at, reason, command_id, object, facts,
                changed_at, log_partition, log_offset, deleted_at""");
        this.sources = sources;
        this.objects = objects;
    }

    @Override
    public void fold(LogRecord at) throws SQLException {
        if (!(at.payload() instanceof LogRecord.Value value) || !(value.record() instanceof PodEvent event)) {
            return;
        }
        if (!(event.getBody() instanceof PodChange change)) {
            sources.fold(at, event.getBody(), rows);
            return;
        }
        PodObserved pod = change.getProjection();
        String facts = Facts.digest(pod);
        ObjectRows.Judgement judgement = rows.judge(at, pod.getChange(), pod.getUid(), pod.getResourceVersion(), facts);
        if (judgement.stale()) {
            return;
        }
        boolean gone = judgement.gone();
        if (judgement.appears()) {
            rows.replaceNamesakes(at, pod.getUid(), pod.getNamespace(), pod.getName());
        }
        if (judgement.news() && EventObjects.routed(pod.getController())) {
            objects.keep(at, pod.getUid(), change.getObject());
        }
        OwnerReference controller = pod.getController();
        rows.put(
                pod.getUid(),
                pod.getNamespace(),
                pod.getName(),
                pod.getResourceVersion(),
                ViewJson.map(pod.getLabels()),
                controller == null ? null : controller.getKind(),
                controller == null ? null : controller.getUid(),
                pod.getNodeName(),
                pod.getTargetNode(),
                pod.getPhase(),
                pod.getReady(),
                ViewTime.microsOrNull(pod.getReadySince()),
                ViewTime.microsOrNull(pod.getCreatedAt()),
                ViewTime.microsOrNull(pod.getDeletedAt()),
                pod.getReason(),
                pod.getCommandId(),
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
