package io.rollcall.projector.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Pods of DaemonSets. */
final class PodMetrics {

    private static final List<String> PHASES = List.of("Pending", "Succeeded", "Failed", "Unknown", "Running");
    private static final List<String> STATUSES = List.of("true", "false", "unknown");

    private final Remembered<Facts> pods = new Remembered<>("pods", "controller_kind = 'DaemonSet'", PodMetrics::facts);

    /** @param waiting why it waits; empty while it does not */
    private record Container(String name, String waiting, long restarts) {}

    /** @param more values of the labels of kube_pod_info behind the first three */
    private record Facts(
            String namespace,
            String name,
            String uid,
            List<String> more,
            double created,
            String phase,
            String ready,
            List<Container> containers) {

        String owner() {
            return more.get(4);
        }
    }

    void collect(Connection connection, Samples samples) throws SQLException {
        for (Facts pod : pods.read(connection)) {
            samples.add(KubeFamilies.POD_INFO, 1, labels(pod, pod.more().toArray(String[]::new)));
            KubeObjects.addTime(samples, KubeFamilies.POD_CREATED, pod.created(), labels(pod));
            samples.add(KubeFamilies.POD_OWNER, 1, labels(pod, "DaemonSet", pod.owner(), "true"));
            for (String phase : PHASES) {
                samples.add(KubeFamilies.POD_PHASE, KubeObjects.one(pod.phase().equals(phase)), labels(pod, phase));
            }
            for (String status : STATUSES) {
                samples.add(KubeFamilies.POD_READY, KubeObjects.one(pod.ready().equals(status)), labels(pod, status));
            }
            for (Container container : pod.containers()) {
                if (!container.waiting().isEmpty()) {
                    samples.add(KubeFamilies.POD_WAITING, 1, labels(pod, container.name(), container.waiting()));
                }
                samples.add(KubeFamilies.POD_RESTARTS, container.restarts(), labels(pod, container.name()));
            }
        }
    }

    private static String[] labels(Facts pod, String... more) {
        String[] labels = new String[more.length + 3];
        labels[0] = pod.namespace();
        labels[1] = pod.name();
        labels[2] = pod.uid();
        System.arraycopy(more, 0, labels, 3, more.length);
        return labels;
    }

    private static Facts facts(JsonNode pod) {
        JsonNode metadata = pod.path("metadata");
        JsonNode spec = pod.path("spec");
        JsonNode status = pod.path("status");
        List<Container> containers = new ArrayList<>();
        for (JsonNode container : status.path("containerStatuses")) {
            containers.add(new Container(
                    container.path("name").asText(),
                    container.path("state").path("waiting").path("reason").asText(),
                    container.path("restartCount").asLong()));
        }
        return new Facts(
                metadata.path("namespace").asText(),
                metadata.path("name").asText(),
                metadata.path("uid").asText(),
                List.of(
                        status.path("hostIP").asText(),
                        status.path("podIP").asText(),
                        spec.path("nodeName").asText(),
                        "DaemonSet",
                        owner(metadata),
                        spec.path("priorityClassName").asText(),
                        Boolean.toString(spec.path("hostNetwork").asBoolean())),
                KubeObjects.created(pod),
                status.path("phase").asText(),
                ready(status),
                containers);
    }

    private static String owner(JsonNode metadata) {
        for (JsonNode owner : metadata.path("ownerReferences")) {
            if (owner.path("controller").asBoolean()) {
                return owner.path("name").asText();
            }
        }
        return "";
    }

    /** A pod that says nothing is not ready. */
    private static String ready(JsonNode status) {
        for (JsonNode condition : status.path("conditions")) {
            if (condition.path("type").asText().equals("Ready")) {
                return condition.path("status").asText().toLowerCase(Locale.ROOT);
            }
        }
        return "false";
    }
}
