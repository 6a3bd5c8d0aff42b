package io.rollcall.kubeapi.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;

/** Rows of DaemonSets. The node selector column shows the template's nodeSelector alone, not its affinity. */
public record DaemonSetPrinter() implements RowPrinter {

    private static final List<Column> COLUMNS = List.of(
            Column.name("Name of the DaemonSet, unique in its namespace."),
            Column.number("Desired", "Nodes that should run its pod."),
            Column.number("Current", "Nodes that should run its pod and have at least one."),
            Column.number("Ready", "Nodes that should run its pod and have one that is Ready."),
            Column.number("Up-to-date", "Nodes that should run its pod and have one of the current template."),
            Column.number("Available", "Nodes that should run its pod and have one that is available."),
            Column.text("Node Selector", "Labels that a node must have."),
            Column.text("Age", "Time since it was created."),
            Column.wide("Containers", "Names of the containers of its template."),
            Column.wide("Images", "Images of the containers of its template."),
            Column.wide("Selector", "Labels of the pods that belong to it."));

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public List<Object> cells(JsonNode daemonSet, Instant now) {
        JsonNode status = daemonSet.path("status");
        JsonNode pod = daemonSet.at("/spec/template/spec");
        return List.of(
                Fields.name(daemonSet),
                status.path("desiredNumberScheduled").asLong(),
                status.path("currentNumberScheduled").asLong(),
                status.path("numberReady").asLong(),
                status.path("updatedNumberScheduled").asLong(),
                status.path("numberAvailable").asLong(),
                Fields.pairs(pod.path("nodeSelector")),
                Fields.age(daemonSet, now),
                Fields.joined(pod.path("containers"), "name"),
                Fields.joined(pod.path("containers"), "image"),
                Fields.selector(daemonSet.at("/spec/selector")));
    }
}
