package io.rollcall.cluster.simulated;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.objects.Json;
import java.time.Instant;
import java.util.List;

/** Nodes to begin with: a control plane that is tainted, and workers spread over three zones. */
public final class NodeTemplates {

    /** Name of the control-plane node. */
    public static final String CONTROL_PLANE = "control-plane";

    /** Label and taint key of the control plane. */
    public static final String CONTROL_PLANE_ROLE = "node-role.kubernetes.io/control-plane";

    private static final List<String> ZONES = List.of("a", "b", "c");
    private static final int EDGE_EVERY = 3;

    private NodeTemplates() {}

    /** The control-plane node: label and taint {@code node-role.kubernetes.io/control-plane:NoSchedule}. */
    public static ObjectNode controlPlane(Instant now) {
        ObjectNode node = node(CONTROL_PLANE, 0, now);
        labels(node).put(CONTROL_PLANE_ROLE, "");
        spec(node).putArray("taints").addObject().put("key", CONTROL_PLANE_ROLE).put("effect", "NoSchedule");
        return node;
    }

    /**
     * A worker; every third one has the role edge as well.
     *
     * @param number from 1
     */
    public static ObjectNode worker(int number, Instant now) {
        ObjectNode node = node("node-" + number, number, now);
        labels(node).put("node-role.kubernetes.io/worker", "");
        if (number % EDGE_EVERY == 0) {
            labels(node).put("node-role.kubernetes.io/edge", "");
        }
        labels(node).put("topology.kubernetes.io/zone", ZONES.get((number - 1) % ZONES.size()));
        return node;
    }

    private static ObjectNode node(String name, int number, Instant now) {
        ObjectNode node = Json.object().put("kind", "Node").put("apiVersion", "v1");
        node.putObject("metadata")
                .put("name", name)
                .putObject("labels")
                .put("beta.kubernetes.io/arch", "amd64")
                .put("beta.kubernetes.io/os", "linux")
                .put("kubernetes.io/arch", "amd64")
                .put("kubernetes.io/hostname", name)
                .put("kubernetes.io/os", "linux");
        String range = "10." + (244 + number / 256) + "." + number % 256 + ".0/24";
        ObjectNode spec = node.putObject("spec");
        spec.put("podCIDR", range).putArray("podCIDRs").add(range);
        ObjectNode status = node.putObject("status");
        for (String amounts : List.of("capacity", "allocatable")) {
            status.putObject(amounts)
                    .put("cpu", "4")
                    .put("ephemeral-storage", "100Gi")
                    .put("memory", "8Gi")
                    .put("pods", "110");
        }
        healthy(status.putArray("conditions"), now);
        ArrayNode addresses = status.putArray("addresses");
        int address = number + 10;
        addresses
                .addObject()
                .put("type", "InternalIP")
                .put("address", "10." + address / 65536 + "." + address / 256 % 256 + "." + address % 256);
        addresses.addObject().put("type", "Hostname").put("address", name);
        status.putObject("nodeInfo")
                .put("kubeletVersion", "v1.34.0")
                .put("osImage", "Simulated Linux")
                .put("containerRuntimeVersion", "containerd://2.1.0")
                .put("operatingSystem", "linux")
                .put("architecture", "amd64");
        return node;
    }

    /** Sets the conditions that the kubelet of a healthy node reports. */
    static void healthy(ArrayNode conditions, Instant now) {
        Conditions.set(
                conditions,
                "MemoryPressure",
                "False",
                "KubeletHasSufficientMemory",
                "kubelet has sufficient memory available",
                now);
        Conditions.set(
                conditions, "DiskPressure", "False", "KubeletHasNoDiskPressure", "kubelet has no disk pressure", now);
        Conditions.set(
                conditions,
                "PIDPressure",
                "False",
                "KubeletHasSufficientPID",
                "kubelet has sufficient PID available",
                now);
        Conditions.set(conditions, "Ready", "True", "KubeletReady", "kubelet is posting ready status", now);
    }

    private static ObjectNode labels(ObjectNode node) {
        return (ObjectNode) node.path("metadata").path("labels");
    }

    private static ObjectNode spec(ObjectNode node) {
        return (ObjectNode) node.path("spec");
    }
}
