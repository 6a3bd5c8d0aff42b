package io.rollcall.cluster.objects;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.events.ChangeType;
import io.rollcall.events.ClusterObject;
import io.rollcall.events.ControllerRevisionEvent;
import io.rollcall.events.DaemonSetChange;
import io.rollcall.events.DaemonSetEvent;
import io.rollcall.events.DaemonSetObserved;
import io.rollcall.events.NodeChange;
import io.rollcall.events.NodeEvent;
import io.rollcall.events.NodeObserved;
import io.rollcall.events.PodChange;
import io.rollcall.events.PodEvent;
import io.rollcall.events.PodObserved;
import io.rollcall.events.RevisionChange;
import io.rollcall.events.RevisionObserved;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.avro.specific.SpecificRecord;

/**
 * Makes events of Kubernetes objects: the typed projection that decisions read beside the whole object as compact JSON. Objects
 * that lack a name, UID or resourceVersion, or in which a field that decisions read has the wrong type, are refused with an
 * {@link InvalidObjectException}. Immutable and safe for threads.
 */
public final class ObjectEvents {

    /** Annotation of a pod: id of the command that created it. */
    public static final String COMMAND_ANNOTATION = "rollcall.io/command";

    private final String source;

    /** Events of this source: the name of a cluster or of a recorded history. */
    public ObjectEvents(String source) {
        this.source = source;
    }

    /** An event of any kind. */
    public ClusterEvent event(
            ObjectKind kind, ChangeType change, ObjectNode object, Instant observedAt, String eventId) {
        return switch (kind) {
            case NODE -> node(change, object, observedAt, eventId);
            case POD -> pod(change, object, observedAt, eventId);
            case DAEMON_SET -> daemonSet(change, object, observedAt, eventId);
            case CONTROLLER_REVISION -> controllerRevision(change, object, observedAt, eventId);
            case NAMESPACE, EVENT -> other(kind, change, object, observedAt, eventId);
        };
    }

    /** An event of a node. */
    public ClusterEvent node(ChangeType change, ObjectNode object, Instant observedAt, String eventId) {
        NodeObserved projection = NodeProjection.of(change, object);
        return event(
                ObjectKind.NODE,
                projection.getName(),
                new NodeEvent(eventId, micros(observedAt), source, new NodeChange(projection, Json.write(object))));
    }

    /** An event of a pod. */
    public ClusterEvent pod(ChangeType change, ObjectNode object, Instant observedAt, String eventId) {
        PodObserved projection = PodProjection.of(change, object);
        return event(
                ObjectKind.POD,
                projection.getNamespace() + "/" + projection.getName(),
                new PodEvent(eventId, micros(observedAt), source, new PodChange(projection, Json.write(object))));
    }

    /** An event of a DaemonSet. */
    public ClusterEvent daemonSet(ChangeType change, ObjectNode object, Instant observedAt, String eventId) {
        DaemonSetObserved projection = DaemonSetProjection.of(change, object);
        return event(
                ObjectKind.DAEMON_SET,
                projection.getNamespace() + "/" + projection.getName(),
                new DaemonSetEvent(
                        eventId, micros(observedAt), source, new DaemonSetChange(projection, Json.write(object))));
    }

    /** An event of a ControllerRevision. */
    public ClusterEvent controllerRevision(ChangeType change, ObjectNode object, Instant observedAt, String eventId) {
        RevisionObserved projection = RevisionProjection.of(change, object);
        return event(
                ObjectKind.CONTROLLER_REVISION,
                projection.getNamespace() + "/" + projection.getName(),
                new ControllerRevisionEvent(
                        eventId, micros(observedAt), source, new RevisionChange(projection, Json.write(object))));
    }

    /** A change of an object that nothing is decided about. */
    private ClusterEvent other(
            ObjectKind kind, ChangeType change, ObjectNode object, Instant observedAt, String eventId) {
        Metadata metadata = Metadata.of(kind, Field.of(object));
        return event(
                kind,
                source + "/" + kind.kind() + "/" + metadata.key(),
                new ClusterObject(
                        eventId,
                        micros(observedAt),
                        source,
                        change,
                        kind.kind(),
                        metadata.namespace(),
                        metadata.name(),
                        metadata.uid(),
                        metadata.resourceVersion(),
                        change == ChangeType.DELETED ? "" : Json.write(object)));
    }

    /**
     * The typed projection alone: NodeObserved, PodObserved, DaemonSetObserved or RevisionObserved.
     *
     * @throws InvalidObjectException as every event of the object would
     */
    public static SpecificRecord projection(ObjectKind kind, ChangeType change, ObjectNode object) {
        return switch (kind) {
            case NODE -> NodeProjection.of(change, object);
            case POD -> PodProjection.of(change, object);
            case DAEMON_SET -> DaemonSetProjection.of(change, object);
            case CONTROLLER_REVISION -> RevisionProjection.of(change, object);
            case NAMESPACE, EVENT -> throw new IllegalArgumentException("nothing is decided about " + kind.resource());
        };
    }

    private static ClusterEvent event(ObjectKind kind, String key, SpecificRecord value) {
        return new ClusterEvent(kind.topic(), key, value);
    }

    /** The log keeps microseconds; an event that did not go through it must be no different. */
    private static Instant micros(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS);
    }
}
