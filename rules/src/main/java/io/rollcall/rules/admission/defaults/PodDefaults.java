package io.rollcall.rules.admission.defaults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** Completes a pod spec as an API server does (semantics 1.1). */
public final class PodDefaults {

    private static final int GRACE_SECONDS = 30;
    private static final List<String> PROBES = List.of("livenessProbe", "readinessProbe", "startupProbe");
    private static final List<String> CONTAINERS = List.of("initContainers", "containers", "ephemeralContainers");

    private PodDefaults() {}

    /** Completes the spec of a template in place; what is there stays. */
    public static void completeTemplate(ObjectNode spec) {
        boolean hostNetwork = spec.path("hostNetwork").asBoolean(false);
        for (String list : CONTAINERS) {
            for (JsonNode container : spec.path(list)) {
                if (container instanceof ObjectNode object) {
                    container(object, hostNetwork);
                }
            }
        }
        for (JsonNode volume : spec.path("volumes")) {
            if (volume instanceof ObjectNode object) {
                VolumeDefaults.complete(object);
            }
        }
        Trees.text(spec, "restartPolicy", "Always");
        Trees.number(spec, "terminationGracePeriodSeconds", GRACE_SECONDS);
        Trees.text(spec, "dnsPolicy", "ClusterFirst");
        Trees.child(spec, "securityContext");
        Trees.text(spec, "schedulerName", "default-scheduler");
        // The old name of the field is kept equal to the new one.
        String account = spec.path("serviceAccountName")
                .asText(spec.path("serviceAccount").asText(""));
        if (!account.isEmpty()) {
            spec.put("serviceAccountName", account).put("serviceAccount", account);
        }
    }

    /** As {@link #completeTemplate}, and what is filled in for pods alone: a limit without request is requested too. */
    public static void completePod(ObjectNode spec) {
        completeTemplate(spec);
        for (String list : CONTAINERS) {
            for (JsonNode container : spec.path(list)) {
                if (container.get("resources") instanceof ObjectNode resources) {
                    requestsFromLimits(resources);
                }
            }
        }
    }

    private static void container(ObjectNode container, boolean hostNetwork) {
        for (JsonNode port : container.path("ports")) {
            if (port instanceof ObjectNode object) {
                Trees.text(object, "protocol", "TCP");
                if (hostNetwork && object.path("hostPort").asInt(0) == 0 && object.hasNonNull("containerPort")) {
                    object.set("hostPort", object.path("containerPort"));
                }
            }
        }
        for (JsonNode variable : container.path("env")) {
            References.complete(variable.path("valueFrom"));
        }
        Trees.child(container, "resources");
        for (String probe : PROBES) {
            if (container.get(probe) instanceof ObjectNode object) {
                probe(object);
            }
        }
        for (String hook : List.of("postStart", "preStop")) {
            httpGet(container.path("lifecycle").path(hook));
        }
        Trees.text(container, "terminationMessagePath", "/dev/termination-log");
        Trees.text(container, "terminationMessagePolicy", "File");
        Trees.text(
                container, "imagePullPolicy", pullPolicy(container.path("image").asText("")));
    }

    private static void requestsFromLimits(ObjectNode resources) {
        for (Map.Entry<String, JsonNode> limit : resources.path("limits").properties()) {
            ObjectNode requests = Trees.child(resources, "requests");
            if (!requests.hasNonNull(limit.getKey())) {
                requests.set(limit.getKey(), limit.getValue());
            }
        }
    }

    private static void probe(ObjectNode probe) {
        Trees.positive(probe, "timeoutSeconds", 1);
        Trees.positive(probe, "periodSeconds", 10);
        Trees.positive(probe, "successThreshold", 1);
        Trees.positive(probe, "failureThreshold", 3);
        if (probe.get("grpc") instanceof ObjectNode grpc && !grpc.hasNonNull("service")) {
            grpc.put("service", "");
        }
        httpGet(probe);
    }

    private static void httpGet(JsonNode handler) {
        if (handler.get("httpGet") instanceof ObjectNode httpGet) {
            Trees.text(httpGet, "path", "/");
            Trees.text(httpGet, "scheme", "HTTP");
        }
    }

    /** Images that may change under their name are pulled each time. */
    private static String pullPolicy(String image) {
        String last = image.substring(image.lastIndexOf('/') + 1);
        boolean moving = !last.contains("@") && (!last.contains(":") || last.endsWith(":latest"));
        return moving ? "Always" : "IfNotPresent";
    }
}
