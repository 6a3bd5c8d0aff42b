package io.rollcall.cluster.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * Completes a pod spec, of a pod or of a template, as an API server does (semantics 1.1). The hash of a template is taken over
 * its completed form, so nothing may be added here lightly: it would restart every pod.
 */
final class PodDefaults {

    private static final int FILE_MODE = 0644;
    private static final long GRACE_SECONDS = 30;
    private static final List<String> PROBES = List.of("livenessProbe", "readinessProbe", "startupProbe");
    private static final List<String> WITH_FILE_MODE = List.of("configMap", "secret", "projected", "downwardAPI");

    private PodDefaults() {}

    static void complete(ObjectNode spec) {
        boolean hostNetwork = spec.path("hostNetwork").asBoolean(false);
        for (String list : List.of("initContainers", "containers")) {
            for (JsonNode container : spec.path(list)) {
                if (container instanceof ObjectNode object) {
                    container(object, hostNetwork);
                }
            }
        }
        for (JsonNode volume : spec.path("volumes")) {
            volume(volume);
        }
        setIfAbsent(spec, "restartPolicy", "Always");
        if (!spec.hasNonNull("terminationGracePeriodSeconds")) {
            spec.put("terminationGracePeriodSeconds", GRACE_SECONDS);
        }
        setIfAbsent(spec, "dnsPolicy", "ClusterFirst");
        Meta.child(spec, "securityContext");
        setIfAbsent(spec, "schedulerName", "default-scheduler");
        // The old name of the field is kept equal to the new one.
        String account = spec.path("serviceAccountName")
                .asText(spec.path("serviceAccount").asText(""));
        if (!account.isEmpty()) {
            spec.put("serviceAccountName", account).put("serviceAccount", account);
        }
    }

    private static void container(ObjectNode container, boolean hostNetwork) {
        for (JsonNode port : container.path("ports")) {
            if (port instanceof ObjectNode object) {
                setIfAbsent(object, "protocol", "TCP");
                if (hostNetwork && object.path("hostPort").asInt(0) == 0) {
                    object.set("hostPort", object.path("containerPort"));
                }
            }
        }
        for (JsonNode variable : container.path("env")) {
            if (variable.path("valueFrom").path("fieldRef") instanceof ObjectNode reference) {
                setIfAbsent(reference, "apiVersion", "v1");
            }
        }
        requestsFromLimits(Meta.child(container, "resources"));
        for (String probe : PROBES) {
            if (container.get(probe) instanceof ObjectNode object) {
                probe(object);
            }
        }
        setIfAbsent(container, "terminationMessagePath", "/dev/termination-log");
        setIfAbsent(container, "terminationMessagePolicy", "File");
        setIfAbsent(
                container, "imagePullPolicy", pullPolicy(container.path("image").asText("")));
    }

    private static void requestsFromLimits(ObjectNode resources) {
        for (Map.Entry<String, JsonNode> limit : resources.path("limits").properties()) {
            ObjectNode requests = Meta.child(resources, "requests");
            if (!requests.hasNonNull(limit.getKey())) {
                requests.set(limit.getKey(), limit.getValue());
            }
        }
    }

    private static void probe(ObjectNode probe) {
        setIfAbsent(probe, "timeoutSeconds", 1);
        setIfAbsent(probe, "periodSeconds", 10);
        setIfAbsent(probe, "successThreshold", 1);
        setIfAbsent(probe, "failureThreshold", 3);
        if (probe.get("httpGet") instanceof ObjectNode httpGet) {
            setIfAbsent(httpGet, "path", "/");
            setIfAbsent(httpGet, "scheme", "HTTP");
        }
    }

    private static void volume(JsonNode volume) {
        if (volume.get("hostPath") instanceof ObjectNode hostPath && !hostPath.hasNonNull("type")) {
            hostPath.put("type", "");
        }
        for (String source : WITH_FILE_MODE) {
            if (volume.get(source) instanceof ObjectNode object) {
                setIfAbsent(object, "defaultMode", FILE_MODE);
            }
        }
    }

    /** Images that may change under their name are pulled each time. */
    private static String pullPolicy(String image) {
        String last = image.substring(image.lastIndexOf('/') + 1);
        boolean moving = !last.contains("@") && (!last.contains(":") || last.endsWith(":latest"));
        return moving ? "Always" : "IfNotPresent";
    }

    private static void setIfAbsent(ObjectNode object, String field, String value) {
        if (object.path(field).asText("").isEmpty()) {
            object.put(field, value);
        }
    }

    private static void setIfAbsent(ObjectNode object, String field, int value) {
        if (!object.hasNonNull(field)) {
            object.put(field, value);
        }
    }
}
