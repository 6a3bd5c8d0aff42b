package io.rollcall.rules.admission.schema;

import java.util.List;

/** Kinds that an API server can read though they are not the one asked for: they are refused in other words than unknown ones. */
final class KnownKinds {

    private static final List<String> KINDS = List.of(
            "v1 Binding",
            "v1 ConfigMap",
            "v1 Endpoints",
            "v1 Event",
            "v1 LimitRange",
            "v1 List",
            "v1 Namespace",
            "v1 Node",
            "v1 PersistentVolume",
            "v1 PersistentVolumeClaim",
            "v1 Pod",
            "v1 PodTemplate",
            "v1 ReplicationController",
            "v1 ResourceQuota",
            "v1 Secret",
            "v1 Service",
            "v1 ServiceAccount",
            "apps/v1 ControllerRevision",
            "apps/v1 DaemonSet",
            "apps/v1 Deployment",
            "apps/v1 ReplicaSet",
            "apps/v1 StatefulSet",
            "apps/v1 DaemonSetList",
            "apps/v1 DeploymentList",
            "v1 PodList",
            "v1 NodeList",
            "apps/v1beta1 ControllerRevision",
            "apps/v1beta1 Deployment",
            "apps/v1beta1 StatefulSet",
            "apps/v1beta2 ControllerRevision",
            "apps/v1beta2 DaemonSet",
            "apps/v1beta2 Deployment",
            "apps/v1beta2 ReplicaSet",
            "apps/v1beta2 StatefulSet",
            "extensions/v1beta1 DaemonSet",
            "extensions/v1beta1 Deployment",
            "extensions/v1beta1 ReplicaSet",
            "batch/v1 Job",
            "batch/v1 CronJob");

    private KnownKinds() {}

    static boolean contains(String apiVersion, String kind) {
        return KINDS.contains(apiVersion + " " + kind);
    }
}
