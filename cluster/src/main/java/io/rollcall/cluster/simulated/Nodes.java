package io.rollcall.cluster.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.store.Change;
import io.rollcall.cluster.store.Meta;

/** What the cluster's parts read of a node. */
final class Nodes {

    /** Annotation of a node whose kubelet has stopped, value {@code stopped}; anybody may set it. */
    static final String KUBELET_ANNOTATION = "rollcall.io/kubelet";

    static final String STOPPED = "stopped";

    private Nodes() {}

    static boolean hasKubelet(JsonNode node) {
        return !STOPPED.equals(Meta.annotation(node, KUBELET_ANNOTATION));
    }

    static boolean kubeletChanged(Change change) {
        ObjectNode before = change.before();
        return before != null && hasKubelet(before) != hasKubelet(change.object());
    }

    static boolean roomChanged(Change change) {
        ObjectNode before = change.before();
        return before == null
                || !before.path("status")
                        .path("allocatable")
                        .equals(change.object().path("status").path("allocatable"))
                || kubeletChanged(change);
    }

    static String internalIp(JsonNode node) {
        for (JsonNode address : node.path("status").path("addresses")) {
            if (address.path("type").asText("").equals("InternalIP")) {
                return address.path("address").asText("");
            }
        }
        return "";
    }

    /** The beginning of the addresses of the node's pods, such as {@code 10.244.3.}. */
    static String podRange(JsonNode node) {
        String range = node.path("spec").path("podCIDR").asText("10.244.255.0/24");
        int last = range.lastIndexOf('.');
        return last < 0 ? range + "." : range.substring(0, last + 1);
    }
}
