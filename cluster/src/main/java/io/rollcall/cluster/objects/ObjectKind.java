package io.rollcall.cluster.objects;

import io.rollcall.events.ResourceKind;
import io.rollcall.events.topics.Topic;
import io.rollcall.events.topics.TopicCatalogue;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of Kubernetes objects that a cluster holds: first the four that decisions are made about, in the order in which a source
 * lists them, then those that are only kept.
 */
public enum ObjectKind {
    /** v1 Node. */
    NODE("Node", "v1", "nodes", false, ResourceKind.NODE),
    /** v1 Pod. */
    POD("Pod", "v1", "pods", true, ResourceKind.POD),
    /** apps/v1 DaemonSet. */
    DAEMON_SET("DaemonSet", "apps/v1", "daemonsets", true, ResourceKind.DAEMON_SET),
    /** apps/v1 ControllerRevision. */
    CONTROLLER_REVISION("ControllerRevision", "apps/v1", "controllerrevisions", true, ResourceKind.CONTROLLER_REVISION),
    /** v1 Namespace. */
    NAMESPACE("Namespace", "v1", "namespaces", false, null),
    /** v1 Event: what happened to an object, for people. */
    EVENT("Event", "v1", "events", true, null);

    private static final List<ObjectKind> DECIDED_ON = List.of(NODE, POD, DAEMON_SET, CONTROLLER_REVISION);

    private final String kind;
    private final String apiVersion;
    private final String resource;
    private final boolean namespaced;
    private final @Nullable ResourceKind source;

    ObjectKind(String kind, String apiVersion, String resource, boolean namespaced, @Nullable ResourceKind source) {
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

    /** The kinds that decisions are made about, in the order in which a source lists them. */
    public static List<ObjectKind> decidedOn() {
        return DECIDED_ON;
    }

    /**
     * The name of this kind in barriers.
     *
     * @throws IllegalStateException for a kind that nothing is decided about: it has no barriers
     */
    public ResourceKind source() {
        if (source == null) {
            throw new IllegalStateException(kind + " has no barriers");
        }
        return source;
    }

    /** The topic that carries events of this kind. */
    public Topic<?> topic() {
        return switch (this) {
            case NODE -> TopicCatalogue.NODE_EVENTS;
            case POD -> TopicCatalogue.POD_EVENTS;
            case DAEMON_SET -> TopicCatalogue.DAEMON_SET_EVENTS;
            case CONTROLLER_REVISION -> TopicCatalogue.CONTROLLER_REVISION_EVENTS;
            case NAMESPACE, EVENT -> TopicCatalogue.CLUSTER_OBJECTS;
        };
    }

    /** The kind of that name; empty when a cluster does not hold it. */
    public static Optional<ObjectKind> held(String kind) {
        for (ObjectKind candidate : values()) {
            if (candidate.kind.equals(kind)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /** The kind of that name; empty when nothing is decided about it. */
    public static Optional<ObjectKind> of(String kind) {
        for (ObjectKind candidate : DECIDED_ON) {
            if (candidate.kind.equals(kind)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /** The kind with that plural; empty when nothing is decided about it. */
    public static Optional<ObjectKind> ofResource(String resource) {
        for (ObjectKind candidate : DECIDED_ON) {
            if (candidate.resource.equals(resource)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }
}
