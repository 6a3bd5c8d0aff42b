package io.rollcall.kubeapi.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;

/** Rows of pods. */
public record PodPrinter() implements RowPrinter {

    private static final List<Column> COLUMNS = List.of(
            Column.name("Name of the pod, unique in its namespace."),
            Column.text("Ready", "Containers that are ready, of all."),
            Column.text("Status", "What its containers are up to, in a word."),
            Column.text("Restarts", "How often its containers were restarted, and when last."),
            Column.text("Age", "Time since it was created."),
            Column.wide("IP", "Its first address."),
            Column.wide("Node", "Node that it is bound to."),
            Column.wide("Nominated Node", "Node where it waits for others to make room."),
            Column.wide("Readiness Gates", "Readiness gates that are passed, of all."));

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public List<Object> cells(JsonNode pod, Instant now) {
        ContainerSummary containers = ContainerSummary.of(pod);
        JsonNode status = pod.path("status");
        return List.of(
                Fields.name(pod),
                containers.ready() + "/" + pod.at("/spec/containers").size(),
                containers.status(),
                restarts(containers, now),
                Fields.age(pod, now),
                Fields.orNone(
                        status.at("/podIPs/0/ip").asText(status.path("podIP").asText(""))),
                Fields.orNone(pod.at("/spec/nodeName").asText("")),
                Fields.orNone(status.path("nominatedNodeName").asText("")),
                readinessGates(pod));
    }

    private static String restarts(ContainerSummary containers, Instant now) {
        boolean dated = containers.restarts() > 0 && !containers.lastRestart().isEmpty();
        String ago = dated ? " (" + HumanDuration.since(containers.lastRestart(), now) + " ago)" : "";
        return containers.restarts() + ago;
    }

    private static String readinessGates(JsonNode pod) {
        JsonNode gates = pod.at("/spec/readinessGates");
        int passed = 0;
        for (JsonNode gate : gates) {
            String type = gate.path("conditionType").asText("");
            if (ContainerSummary.isTrue(pod, type)) {
                passed++;
            }
        }
        return gates.isEmpty() ? NONE : passed + "/" + gates.size();
    }
}
