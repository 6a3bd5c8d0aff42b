package io.rollcall.projector.projection;

import io.rollcall.events.OwnerReference;
import io.rollcall.events.PodChange;
import io.rollcall.events.PodEvent;
import io.rollcall.events.PodObserved;
import io.rollcall.projector.view.ViewJson;
import io.rollcall.projector.view.ViewTime;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Pod events: table pods. Pods of other controllers stand in it too; nothing asks for them by slot. */
final class PodFold extends ObjectFold<PodObserved> {

    PodFold(Statements statements, Sources sources, EventObjects objects) throws SQLException {
        super(statements, sources, objects, "pods", List.of("namespace", "name"), """
                labels, controller_kind, controller_uid, node_name, target_node, phase, ready, ready_since, created_at,
                terminating_at, reason, command_id""");
    }

    @Override
    Optional<Object> body(SpecificRecord record) {
        return record instanceof PodEvent event ? Optional.of(event.getBody()) : Optional.empty();
    }

    @Override
    Optional<Version<PodObserved>> version(Object body) {
        if (!(body instanceof PodChange change)) {
            return Optional.empty();
        }
        PodObserved pod = change.getProjection();
        return Optional.of(new Version<>(
                pod.getChange(),
                pod.getUid(),
                List.of(pod.getNamespace(), pod.getName()),
                pod.getResourceVersion(),
                change.getObject(),
                EventObjects.routed(pod.getController()),
                pod));
    }

    @Override
    List<@Nullable Object> values(LogRecord at, PodObserved pod) {
        OwnerReference controller = pod.getController();
        return Arrays.asList(
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
                pod.getCommandId());
    }
}
