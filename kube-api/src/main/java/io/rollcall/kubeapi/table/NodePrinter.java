package io.rollcall.kubeapi.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Rows of nodes. */
public record NodePrinter() implements RowPrinter {

    private static final String ROLE_PREFIX = "node-role.kubernetes.io/";
    private static final String ROLE = "kubernetes.io/role";

    private static final List<Column> COLUMNS = List.of(
            Column.name("Name of the node."),
            Column.text("Status", "Whether it is Ready, and whether it takes new pods."),
            Column.text("Roles", "Roles that its labels name."),
            Column.text("Age", "Time since it was created."),
            Column.text("Version", "Version of its kubelet."),
            Column.wide("Internal-IP", "Its first internal address."),
            Column.wide("External-IP", "Its first external address."),
            Column.wide("OS-Image", "Operating system that it reports."),
            Column.wide("Kernel-Version", "Kernel that it reports."),
            Column.wide("Container-Runtime", "Container runtime that it reports."));

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public List<Object> cells(JsonNode node, Instant now) {
        JsonNode info = node.at("/status/nodeInfo");
        return List.of(
                Fields.name(node),
                status(node),
                roles(node),
                Fields.age(node, now),
                info.path("kubeletVersion").asText(""),
                address(node, "InternalIP"),
                address(node, "ExternalIP"),
                Fields.orUnknown(info.path("osImage").asText("")),
                Fields.orUnknown(info.path("kernelVersion").asText("")),
                Fields.orUnknown(info.path("containerRuntimeVersion").asText("")));
    }

    private static String status(JsonNode node) {
        String status = "Unknown";
        for (JsonNode condition : node.at("/status/conditions")) {
            if (condition.path("type").asText("").equals("Ready")) {
                status = condition.path("status").asText("").equals("True") ? "Ready" : "NotReady";
            }
        }
        return node.at("/spec/unschedulable").asBoolean() ? status + ",SchedulingDisabled" : status;
    }

    private static String roles(JsonNode node) {
        SortedSet<String> roles = new TreeSet<>();
        for (Map.Entry<String, JsonNode> label : node.at("/metadata/labels").properties()) {
            String value = label.getValue().asText("");
            if (label.getKey().startsWith(ROLE_PREFIX) && label.getKey().length() > ROLE_PREFIX.length()) {
                roles.add(label.getKey().substring(ROLE_PREFIX.length()));
            } else if (label.getKey().equals(ROLE) && !value.isEmpty()) {
                roles.add(value);
            }
        }
        return Fields.orNone(String.join(",", roles));
    }

    private static String address(JsonNode node, String type) {
        for (JsonNode address : node.at("/status/addresses")) {
            if (address.path("type").asText("").equals(type)) {
                return Fields.orNone(address.path("address").asText(""));
            }
        }
        return NONE;
    }
}
