package io.rollcall.projector.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Nodes. */
final class NodeMetrics {

    private static final String ROLE = "node-role.kubernetes.io/";
    private static final List<String> STATUSES = List.of("true", "false", "unknown");

    private final Remembered<Facts> nodes = new Remembered<>("nodes", "1 = 1", NodeMetrics::facts);

    private record Taint(String key, String value, String effect) {}

    private record Condition(String type, String status) {}

    /** @param info values of the labels of kube_node_info */
    private record Facts(
            String name,
            List<String> info,
            double created,
            List<String> roles,
            boolean unschedulable,
            List<Taint> taints,
            List<Condition> conditions) {}

    void collect(Connection connection, Samples samples) throws SQLException {
        for (Facts node : nodes.read(connection)) {
            samples.add(KubeFamilies.NODE_INFO, 1, node.info().toArray(String[]::new));
            KubeObjects.addTime(samples, KubeFamilies.NODE_CREATED, node.created(), node.name());
            node.roles().forEach(role -> samples.add(KubeFamilies.NODE_ROLE, 1, node.name(), role));
            samples.add(KubeFamilies.NODE_UNSCHEDULABLE, KubeObjects.one(node.unschedulable()), node.name());
            for (Taint taint : node.taints()) {
                samples.add(KubeFamilies.NODE_TAINT, 1, node.name(), taint.key(), taint.value(), taint.effect());
            }
            for (Condition condition : node.conditions()) {
                for (String status : STATUSES) {
                    samples.add(
                            KubeFamilies.NODE_CONDITION,
                            KubeObjects.one(condition.status().equals(status)),
                            node.name(),
                            condition.type(),
                            status);
                }
            }
        }
    }

    private static Facts facts(JsonNode node) {
        JsonNode spec = node.path("spec");
        JsonNode status = node.path("status");
        JsonNode info = status.path("nodeInfo");
        String name = node.path("metadata").path("name").asText();
        List<String> roles = new ArrayList<>();
        node.path("metadata").path("labels").fieldNames().forEachRemaining(label -> {
            if (label.startsWith(ROLE)) {
                roles.add(label.substring(ROLE.length()));
            }
        });
        List<Taint> taints = new ArrayList<>();
        for (JsonNode taint : spec.path("taints")) {
            taints.add(new Taint(
                    taint.path("key").asText(),
                    taint.path("value").asText(),
                    taint.path("effect").asText()));
        }
        List<Condition> conditions = new ArrayList<>();
        for (JsonNode condition : status.path("conditions")) {
            conditions.add(new Condition(
                    condition.path("type").asText(),
                    condition.path("status").asText().toLowerCase(Locale.ROOT)));
        }
        return new Facts(
                name,
                List.of(
                        name,
                        info.path("kernelVersion").asText(),
                        info.path("osImage").asText(),
                        info.path("containerRuntimeVersion").asText(),
                        info.path("kubeletVersion").asText(),
                        info.path("kubeProxyVersion").asText(),
                        spec.path("podCIDR").asText(),
                        spec.path("providerID").asText(),
                        info.path("systemUUID").asText(),
                        internalIp(status)),
                KubeObjects.created(node),
                roles,
                spec.path("unschedulable").asBoolean(),
                taints,
                conditions);
    }

    private static String internalIp(JsonNode status) {
        for (JsonNode address : status.path("addresses")) {
            if (address.path("type").asText().equals("InternalIP")) {
                return address.path("address").asText();
            }
        }
        return "";
    }
}
