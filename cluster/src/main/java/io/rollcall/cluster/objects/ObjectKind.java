package io.rollcall.cluster.objects;

import io.rollcall.events.ResourceKind;
import io.rollcall.events.topics.Topic;
import io.rollcall.events.topics.TopicCatalogue;
import java.util.Optional;

/** The four kinds of Kubernetes objects that are sources of events, in the order in which a source lists them. */
public enum ObjectKind {
    /** v1 Node. */
    NODE("Node", "v1", "nodes", false, ResourceKind.NODE),
    /** v1 Pod. */
    POD("Pod", "v1", "pods", true, ResourceKind.POD),
    /** apps/v1 DaemonSet. */
    DAEMON_SET("DaemonSet", "apps/v1", "daemonsets", true, ResourceKind.DAEMON_SET),
    /** apps/v1 ControllerRevision. */
    CONTROLLER_REVISION("ControllerRevision", "apps/v1", "controllerrevisions", true, ResourceKind.CONTROLLER_REVISION);

    private final String kind;
    private final String apiVersion;
    private final String resource;
    private final boolean namespaced;
    private final ResourceKind source;

    ObjectKind(String kind, String apiVersion, String resource, boolean namespaced, ResourceKind source) {
        this.kind = kind;
        this.apiVersion = apiVersion;
        this.resource = resource;
        this.namespaced = namespaced;
        this.source = source;
    }

    /** As the field {@code kind} of an object says it. */
    public String kind() {
        return kind;
    }

    /** The one version of this kind that is understood. */
    public String apiVersion() {
        return apiVersion;
    }

    /** The API group; empty for the core group. */
    public String group() {
        int slash = apiVersion.indexOf('/');
        return slash < 0 ? "" : apiVersion.substring(0, slash);
    }

    /** Plural, as in paths and audit logs. */
    public String resource() {
        return resource;
    }

    /** Whether objects of this kind live in a namespace. */
    public boolean namespaced() {
        return namespaced;
    }

    /** The name of this kind in barriers. */
    public ResourceKind source() {
        return source;
    }

    /** The topic that carries events of this kind. */
    public Topic<?> topic() {
        return switch (this) {
            case NODE -> TopicCatalogue.NODE_EVENTS;
            case POD -> TopicCatalogue.POD_EVENTS;
            case DAEMON_SET -> TopicCatalogue.DAEMON_SET_EVENTS;
            case CONTROLLER_REVISION -> TopicCatalogue.CONTROLLER_REVISION_EVENTS;
        };
    }

    /** The kind of that name; empty when events of it are not read. */
    public static Optional<ObjectKind> of(String kind) {
        for (ObjectKind candidate : values()) {
            if (candidate.kind.equals(kind)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /** The kind with that plural; empty when events of it are not read. */
    public static Optional<ObjectKind> ofResource(String resource) {
        for (ObjectKind candidate : values()) {
            if (candidate.resource.equals(resource)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }
}
