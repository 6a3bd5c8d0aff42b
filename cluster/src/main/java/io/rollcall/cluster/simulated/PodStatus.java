package io.rollcall.cluster.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.store.Meta;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the status of a pod as scheduler and kubelet do. Each method changes the pod it is given. */
final class PodStatus {

    private static final String ZERO_DIGEST = "0".repeat(64);

    private PodStatus() {}

    static void bound(ObjectNode pod, String node, Instant now) {
        Meta.child(pod, "spec").put("nodeName", node);
        condition(pod, "PodScheduled", true, null, null, now);
    }

    static void unschedulable(ObjectNode pod, String message, Instant now) {
        condition(pod, "PodScheduled", false, "Unschedulable", message, now);
    }

    static void accepted(ObjectNode pod, String hostIp, Instant now) {
        ObjectNode status = status(pod);
        condition(pod, "Initialized", true, null, null, now);
        ready(pod, false, now);
        condition(pod, "PodScheduled", true, null, null, now);
        status.put("hostIP", hostIp);
        status.put("startTime", Meta.time(now));
        containers(pod, waiting("ContainerCreating", null));
    }

    static void pullFails(ObjectNode pod, String container, String image) {
        ObjectNode waiting = waiting("ImagePullBackOff", "Back-off pulling image \"" + image + "\"");
        containers(pod, waiting("ContainerCreating", null));
        for (JsonNode entry : status(pod).path("containerStatuses")) {
            if (entry.path("name").asText("").equals(container) && entry instanceof ObjectNode object) {
                object.set("state", waiting);
            }
        }
    }

    static void runs(ObjectNode pod, String podIp, boolean ready, Instant now) {
        ObjectNode status = status(pod);
        status.put("phase", "Running");
        status.put("podIP", podIp);
        status.putArray("podIPs").addObject().put("ip", podIp);
        ObjectNode running = status.objectNode();
        running.putObject("running").put("startedAt", Meta.time(now));
        containers(pod, running);
        ready(pod, ready, now);
    }

    /** Sets the conditions Ready and ContainersReady, and the containers' own flag. */
    static void ready(ObjectNode pod, boolean ready, Instant now) {
        String reason = ready ? null : "ContainersNotReady";
        String message = ready ? null : "containers with unready status: " + names(pod);
        condition(pod, "Ready", ready, reason, message, now);
        condition(pod, "ContainersReady", ready, reason, message, now);
        for (JsonNode container : status(pod).path("containerStatuses")) {
            if (container instanceof ObjectNode object) {
                object.put("ready", ready);
            }
        }
    }

    /** The kubelet no longer reports: the pod is not Ready, its containers stay as they were last seen. */
    static void lost(ObjectNode pod, Instant now) {
        condition(pod, "Ready", false, "NodeNotReady", "the node of the pod is not ready", now);
    }

    static void failed(ObjectNode pod, Instant now) {
        ObjectNode status = status(pod);
        status.put("phase", "Failed");
        status.put("reason", "Evicted");
        status.put("message", "The node was low on resource: memory. ");
        containers(pod, terminated(1, "Error", now));
        ready(pod, false, now);
    }

    static void succeeded(ObjectNode pod, Instant now) {
        status(pod).put("phase", "Succeeded");
        containers(pod, terminated(0, "Completed", now));
        ready(pod, false, now);
        condition(pod, "Ready", false, "PodCompleted", null, now);
        condition(pod, "ContainersReady", false, "PodCompleted", null, now);
    }

    /** Nobody is there to end the pod; it is marked so before it goes. */
    static void collected(ObjectNode pod, String disruption, Instant now) {
        status(pod).put("phase", "Failed");
        if (!disruption.isEmpty()) {
            condition(pod, "DisruptionTarget", true, "DeletionByPodGC", disruption, now);
        }
    }

    /** Whether all its containers have ended for good. */
    static boolean hasEnded(ObjectNode pod) {
        String phase = pod.path("status").path("phase").asText("");
        return phase.equals("Failed") || phase.equals("Succeeded");
    }

    private static ObjectNode waiting(String reason, @Nullable String message) {
        ObjectNode state = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode();
        ObjectNode waiting = state.putObject("waiting").put("reason", reason);
        if (message != null) {
            waiting.put("message", message);
        }
        return state;
    }

    private static ObjectNode terminated(int exitCode, String reason, Instant now) {
        ObjectNode state = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode();
        state.putObject("terminated")
                .put("exitCode", exitCode)
                .put("reason", reason)
                .put("startedAt", Meta.time(now))
                .put("finishedAt", Meta.time(now));
        return state;
    }

    private static void containers(ObjectNode pod, ObjectNode state) {
        ArrayNode statuses = status(pod).putArray("containerStatuses");
        boolean started = state.has("running");
        String id = Meta.uid(pod).replace("-", "");
        for (JsonNode container : pod.path("spec").path("containers")) {
            String image = container.path("image").asText("");
            ObjectNode entry = statuses.addObject();
            entry.put("name", container.path("name").asText(""));
            entry.set("state", state.deepCopy());
            entry.putObject("lastState");
            entry.put("ready", false);
            entry.put("restartCount", 0);
            entry.put("image", image);
            entry.put("imageID", state.has("waiting") ? "" : repository(image) + "@sha256:" + ZERO_DIGEST);
            if (!state.has("waiting")) {
                entry.put("containerID", "containerd://" + id + id);
            }
            entry.put("started", started);
        }
    }

    private static String repository(String image) {
        int tag = image.lastIndexOf(':');
        return tag > image.lastIndexOf('/') ? image.substring(0, tag) : image;
    }

    private static List<String> names(ObjectNode pod) {
        List<String> names = new ArrayList<>();
        pod.path("spec")
                .path("containers")
                .forEach(container -> names.add(container.path("name").asText("")));
        return names;
    }

    /** Sets a condition; its transition time moves only when its status does. */
    private static void condition(
            ObjectNode pod,
            String type,
            boolean holds,
            @Nullable String reason,
            @Nullable String message,
            Instant now) {
        ObjectNode status = status(pod);
        ArrayNode conditions =
                status.get("conditions") instanceof ArrayNode present ? present : status.putArray("conditions");
        Conditions.set(conditions, type, holds ? "True" : "False", reason, message, now);
    }

    private static ObjectNode status(ObjectNode pod) {
        return Meta.child(pod, "status");
    }
}
