package io.rollcall.projector.metrics;

import java.util.List;

/** Metrics that kube-state-metrics has too, with its names, types and labels, so that its dashboards and alerts work. */
final class KubeFamilies {

    static final Family DAEMONSET_CREATED = daemonSet("created", "When the DaemonSet was created, seconds since 1970.");
    static final Family DAEMONSET_GENERATION = daemonSet("metadata_generation", "Generation of the desired state.");
    static final Family DAEMONSET_CURRENT =
            daemonSet("status_current_number_scheduled", "Nodes that should run the pod and have one.");
    static final Family DAEMONSET_DESIRED =
            daemonSet("status_desired_number_scheduled", "Nodes that should run the pod.");
    static final Family DAEMONSET_AVAILABLE =
            daemonSet("status_number_available", "Nodes that should run the pod and have an available one.");
    static final Family DAEMONSET_MISSCHEDULED =
            daemonSet("status_number_misscheduled", "Nodes that have the pod and should not.");
    static final Family DAEMONSET_READY =
            daemonSet("status_number_ready", "Nodes that should run the pod and have a ready one.");
    static final Family DAEMONSET_UNAVAILABLE =
            daemonSet("status_number_unavailable", "Nodes that should run the pod and have no available one.");
    static final Family DAEMONSET_OBSERVED =
            daemonSet("status_observed_generation", "Generation that is completely evaluated.");
    static final Family DAEMONSET_UPDATED =
            daemonSet("status_updated_number_scheduled", "Nodes whose pod is of the current revision.");

    static final Family NODE_INFO = Family.gauge(
            "kube_node_info",
            "What the node says of itself.",
            "node",
            "kernel_version",
            "os_image",
            "container_runtime_version",
            "kubelet_version",
            "kubeproxy_version",
            "pod_cidr",
            "provider_id",
            "system_uuid",
            "internal_ip");
    static final Family NODE_CREATED =
            Family.gauge("kube_node_created", "When the node was created, seconds since 1970.", "node");
    static final Family NODE_ROLE =
            Family.gauge("kube_node_role", "A role that a label gives the node.", "node", "role");
    static final Family NODE_UNSCHEDULABLE =
            Family.gauge("kube_node_spec_unschedulable", "1 while the node is cordoned.", "node");
    static final Family NODE_TAINT =
            Family.gauge("kube_node_spec_taint", "A taint of the node.", "node", "key", "value", "effect");
    static final Family NODE_CONDITION = Family.gauge(
            "kube_node_status_condition",
            "1 for the status that the condition has, 0 for the others.",
            "node",
            "condition",
            "status");

    static final Family POD_INFO = pod(
            "info",
            "What is known of the daemon pod.",
            "host_ip",
            "pod_ip",
            "node",
            "created_by_kind",
            "created_by_name",
            "priority_class",
            "host_network");
    static final Family POD_CREATED = pod("created", "When the daemon pod was created, seconds since 1970.");
    static final Family POD_OWNER =
            pod("owner", "The DaemonSet of the pod.", "owner_kind", "owner_name", "owner_is_controller");
    static final Family POD_PHASE =
            pod("status_phase", "1 for the phase that the pod is in, 0 for the others.", "phase");
    static final Family POD_READY =
            pod("status_ready", "1 for the status of the pod's condition Ready, 0 for the others.", "condition");
    static final Family POD_WAITING = pod(
            "container_status_waiting_reason",
            "Why the container waits; absent while it does not.",
            "container",
            "reason");
    static final Family POD_RESTARTS = Family.counter(
            "kube_pod_container_status_restarts_total",
            "How often the container was started again.",
            "namespace",
            "pod",
            "uid",
            "container");

    static final List<Family> ALL = List.of(
            DAEMONSET_CREATED,
            DAEMONSET_GENERATION,
            DAEMONSET_CURRENT,
            DAEMONSET_DESIRED,
            DAEMONSET_AVAILABLE,
            DAEMONSET_MISSCHEDULED,
            DAEMONSET_READY,
            DAEMONSET_UNAVAILABLE,
            DAEMONSET_OBSERVED,
            DAEMONSET_UPDATED,
            NODE_INFO,
            NODE_CREATED,
            NODE_ROLE,
            NODE_UNSCHEDULABLE,
            NODE_TAINT,
            NODE_CONDITION,
            POD_INFO,
            POD_CREATED,
            POD_OWNER,
            POD_PHASE,
            POD_READY,
            POD_WAITING,
            POD_RESTARTS);

    private KubeFamilies() {}

    private static Family daemonSet(String name, String help) {
        return Family.gauge("kube_daemonset_" + name, help, "namespace", "daemonset");
    }

    private static Family pod(String name, String help, String... more) {
        String[] labels = new String[more.length + 3];
        labels[0] = "namespace";
        labels[1] = "pod";
        labels[2] = "uid";
        System.arraycopy(more, 0, labels, 3, more.length);
        return Family.gauge("kube_pod_" + name, help, labels);
    }
}
