package io.rollcall.cluster.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.objects.Field;
import io.rollcall.cluster.objects.InvalidObjectException;
import io.rollcall.cluster.objects.ObjectEvents;
import io.rollcall.cluster.objects.ObjectKind;
import io.rollcall.events.ChangeType;
import java.time.Instant;
import java.util.Optional;

/** Reads watch events: {@code {"type", "observedAt", "object"}}, where observedAt may be absent. */
final class WatchEvents {

    private final ObservedTime time;

    WatchEvents(ObservedTime time) {
        this.time = time;
    }

    /**
     * The event; empty for a bookmark, which says nothing about objects.
     *
     * @throws InvalidObjectException naming the field
     */
    Optional<HistoryEntry.Event> read(int line, Field event) {
        String type = event.at("type").requiredText();
        if (type.equals("BOOKMARK")) {
            return Optional.empty();
        }
        ChangeType change = switch (type) {
            case "ADDED" -> ChangeType.ADDED;
            case "MODIFIED" -> ChangeType.MODIFIED;
            case "DELETED" -> ChangeType.DELETED;
            default ->
                throw new InvalidObjectException("type", "must be ADDED, MODIFIED or DELETED, found \"" + type + "\"");
        };
        Field object = event.at("object");
        if (!(object.node() instanceof ObjectNode tree)) {
            throw new InvalidObjectException("object", "must be a Kubernetes object");
        }
        ObjectKind kind = checked(tree);
        Instant written = event.at("observedAt").time();
        Instant observedAt = written == null ? time.of(Field.of(tree)) : time.known(written);
        return Optional.of(new HistoryEntry.Event(line, change, observedAt, kind.kind(), tree));
    }

    /** The kind of an object that an event can be made of. */
    static ObjectKind checked(ObjectNode tree) {
        Field object = Field.of(tree);
        String name = object.at("kind").requiredText();
        ObjectKind kind = ObjectKind.of(name)
                .orElseThrow(() -> new InvalidObjectException(
                        "kind",
                        "\"" + name + "\" is not known; a history holds Node, Pod, DaemonSet and ControllerRevision"));
        String version = object.at("apiVersion").text(kind.apiVersion());
        if (!version.equals(kind.apiVersion())) {
            throw new InvalidObjectException(
                    "apiVersion", "of a " + name + " must be " + kind.apiVersion() + ", found \"" + version + "\"");
        }
        ObjectEvents.projection(kind, ChangeType.MODIFIED, tree);
        return kind;
    }
}
