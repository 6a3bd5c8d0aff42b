package io.rollcall.controller.router;

import io.rollcall.events.CommandResult;
import io.rollcall.events.CommandResultObserved;
import io.rollcall.events.ControllerRevisionEvent;
import io.rollcall.events.DaemonSetChange;
import io.rollcall.events.DaemonSetEvent;
import io.rollcall.events.NodeChange;
import io.rollcall.events.NodeEvent;
import io.rollcall.events.PodChange;
import io.rollcall.events.PodEvent;
import io.rollcall.events.RelistFinished;
import io.rollcall.events.RelistStarted;
import io.rollcall.events.ResourceKind;
import io.rollcall.events.RevisionChange;
import io.rollcall.events.SourceSynced;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;

/**
 * An event of one of the five input topics, in one shape.
 *
 * @param eventId identity at the source
 * @param observedAt when the source saw it; data only
 */
record InputEvent(String eventId, Instant observedAt, Body body) {

    /** What it says. */
    sealed interface Body {}

    /** An object changed. */
    record Change(ObservedObject object) implements Body {}

    /** A source's first list is complete. */
    record Synced(ResourceKind topicKind, SourceSynced barrier) implements Body {}

    /** A relist starts. */
    record RelistBegins(ResourceKind topicKind, RelistStarted barrier) implements Body {}

    /** A relist is complete. */
    record RelistEnds(ResourceKind topicKind, RelistFinished barrier) implements Body {}

    /** The actuator answers. */
    record Answer(CommandResultObserved result) implements Body {}

    /** Whether the record is a value of an input topic. */
    static boolean isOne(SpecificRecord event) {
        return event instanceof NodeEvent
                || event instanceof PodEvent
                || event instanceof DaemonSetEvent
                || event instanceof ControllerRevisionEvent
                || event instanceof CommandResult;
    }

    /**
     * Reads a value of an input topic.
     *
     * @throws IllegalArgumentException when it is none, see {@link #isOne}
     */
    static InputEvent of(SpecificRecord event) {
        return switch (event) {
            case NodeEvent e -> new InputEvent(e.getEventId(), e.getObservedAt(), body(ResourceKind.NODE, e.getBody()));
            case PodEvent e -> new InputEvent(e.getEventId(), e.getObservedAt(), body(ResourceKind.POD, e.getBody()));
            case DaemonSetEvent e ->
                new InputEvent(e.getEventId(), e.getObservedAt(), body(ResourceKind.DAEMON_SET, e.getBody()));
            case ControllerRevisionEvent e ->
                new InputEvent(e.getEventId(), e.getObservedAt(), body(ResourceKind.CONTROLLER_REVISION, e.getBody()));
            case CommandResult e -> new InputEvent(e.getEventId(), e.getObservedAt(), new Answer(e.getResult()));
            default -> throw new IllegalArgumentException("no input event: " + event.getClass());
        };
    }

    private static Body body(ResourceKind topicKind, Object body) {
        return switch (body) {
            case NodeChange change -> new Change(ObservedObject.of(change.getProjection()));
            case PodChange change -> new Change(ObservedObject.of(change.getProjection()));
            case DaemonSetChange change -> new Change(ObservedObject.of(change.getProjection()));
            case RevisionChange change -> new Change(ObservedObject.of(change.getProjection()));
            case SourceSynced barrier -> new Synced(topicKind, barrier);
            case RelistStarted barrier -> new RelistBegins(topicKind, barrier);
            case RelistFinished barrier -> new RelistEnds(topicKind, barrier);
            default -> throw new IllegalArgumentException("no body of an input event: " + body.getClass());
        };
    }
}
