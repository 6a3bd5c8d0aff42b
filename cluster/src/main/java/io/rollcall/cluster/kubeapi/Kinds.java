package io.rollcall.cluster.kubeapi;

import io.rollcall.cluster.objects.ObjectKind;
import io.rollcall.cluster.store.ObjectKey;
import io.rollcall.kubeapi.resource.ResourceKey;
import io.rollcall.kubeapi.resource.ResourceType;

/** The kinds of the cluster's store and the types of the API. */
final class Kinds {

    private Kinds() {}

    static ResourceType type(ObjectKind kind) {
        return switch (kind) {
            case NODE -> ResourceType.NODES;
            case POD -> ResourceType.PODS;
            case DAEMON_SET -> ResourceType.DAEMON_SETS;
            case CONTROLLER_REVISION -> ResourceType.CONTROLLER_REVISIONS;
            case NAMESPACE -> ResourceType.NAMESPACES;
            case EVENT -> ResourceType.EVENTS;
        };
    }

    /** The kind that the store keeps. */
    static ObjectKind kind(ResourceType type) {
        return switch (type) {
            case NODES -> ObjectKind.NODE;
            case PODS -> ObjectKind.POD;
            case DAEMON_SETS -> ObjectKind.DAEMON_SET;
            case CONTROLLER_REVISIONS -> ObjectKind.CONTROLLER_REVISION;
            case NAMESPACES -> ObjectKind.NAMESPACE;
            case EVENTS -> ObjectKind.EVENT;
        };
    }

    static ObjectKey key(ResourceKey key) {
        return new ObjectKey(kind(key.type()), key.namespace(), key.name());
    }

    static ResourceKey key(ObjectKey key) {
        return new ResourceKey(type(key.kind()), key.namespace(), key.name());
    }
}
