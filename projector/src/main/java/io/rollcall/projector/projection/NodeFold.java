package io.rollcall.projector.projection;

import io.rollcall.events.NodeChange;
import io.rollcall.events.NodeEvent;
import io.rollcall.events.NodeObserved;
import io.rollcall.projector.view.ViewJson;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Node events: table nodes. */
final class NodeFold extends ObjectFold<NodeObserved> {

    NodeFold(Statements statements, Sources sources, EventObjects objects) throws SQLException {
        super(statements, sources, objects, "nodes", List.of("name"), "labels, taints, unschedulable, ready");
    }

    @Override
    Optional<Object> body(SpecificRecord record) {
        return record instanceof NodeEvent event ? Optional.of(event.getBody()) : Optional.empty();
    }

    @Override
    Optional<Version<NodeObserved>> version(Object body) {
        if (!(body instanceof NodeChange change)) {
            return Optional.empty();
        }
        NodeObserved node = change.getProjection();
        return Optional.of(new Version<>(
                node.getChange(),
                node.getUid(),
                List.of(node.getName()),
                node.getResourceVersion(),
                change.getObject(),
                true,
                node));
    }

    @Override
    List<@Nullable Object> values(LogRecord at, NodeObserved node) {
        return Arrays.asList(
                ViewJson.map(node.getLabels()),
                ViewJson.taints(Projections.taints(node)),
                node.getUnschedulable(),
                node.getReady());
    }
}
