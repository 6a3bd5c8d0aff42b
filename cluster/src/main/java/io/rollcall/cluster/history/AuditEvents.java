package io.rollcall.cluster.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.objects.Field;
import io.rollcall.cluster.objects.InvalidObjectException;
import io.rollcall.cluster.objects.ObjectKind;
import io.rollcall.events.ChangeType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines of a Kubernetes audit log, level RequestResponse: a successful write of one of the four kinds becomes the watch
 * event that it led to. Reads, other resources, refused requests and subresources that answer with something else than the
 * object (binding, eviction) say nothing; what they did shows in the next write. Keeps the last state of each live object, since
 * some deletions are answered without the object.
 */
final class AuditEvents {

    private static final int FIRST_ERROR_CODE = 300;

    private final ObservedTime time;
    private final Map<String, ObjectNode> last = new HashMap<>();

    AuditEvents(ObservedTime time) {
        this.time = time;
    }

    static boolean isAudit(Field document) {
        return "Event".equals(document.at("kind").text())
                && document.at("apiVersion").text("").startsWith("audit.k8s.io/");
    }

    /**
     * The events of one line, none when it says nothing.
     *
     * @throws InvalidObjectException naming the field
     */
    List<HistoryEntry.Event> read(int line, Field audit) {
        Field reference = audit.at("objectRef");
        Optional<ObjectKind> kind =
                ObjectKind.ofResource(reference.at("resource").text(""));
        String subresource = reference.at("subresource").text("");
        boolean answersWithObject = subresource.isEmpty() || subresource.equals("status");
        if (!audit.at("stage").text("").equals("ResponseComplete")
                || kind.isEmpty()
                || !answersWithObject
                || audit.at("responseStatus").at("code").number(0) >= FIRST_ERROR_CODE) {
            return List.of();
        }
        return switch (audit.at("verb").text("")) {
            case "create" -> written(line, audit, kind.get(), ChangeType.ADDED);
            case "update", "patch" -> written(line, audit, kind.get(), ChangeType.MODIFIED);
            case "delete" -> deleted(line, audit, kind.get());
            case "deletecollection" -> collectionDeleted(line, audit, kind.get());
            default -> List.of();
        };
    }

    private List<HistoryEntry.Event> written(int line, Field audit, ObjectKind kind, ChangeType change) {
        ObjectNode object = response(audit);
        return List.of(event(line, audit, kind, isGone(object) ? ChangeType.DELETED : change, object));
    }

    private List<HistoryEntry.Event> deleted(int line, Field audit, ObjectKind kind) {
        ObjectNode response = response(audit);
        if (!"Status".equals(Field.of(response).at("kind").text())) {
            return List.of(event(line, audit, kind, deletion(response), response));
        }
        Field reference = audit.at("objectRef");
        ObjectNode known = last.get(key(
                kind, reference.at("namespace").text(""), reference.at("name").requiredText()));
        return known == null ? List.of() : List.of(event(line, audit, kind, ChangeType.DELETED, known));
    }

    private List<HistoryEntry.Event> collectionDeleted(int line, Field audit, ObjectKind kind) {
        List<HistoryEntry.Event> events = new ArrayList<>();
        for (Field item : audit.at("responseObject").at("items").entries()) {
            if (item.node() instanceof ObjectNode object) {
                // Items of a list do not repeat their kind.
                object.put("kind", kind.kind());
                object.put("apiVersion", kind.apiVersion());
                events.add(event(line, audit, kind, deletion(object), object));
            }
        }
        return events;
    }

    private HistoryEntry.Event event(int line, Field audit, ObjectKind kind, ChangeType change, ObjectNode object) {
        WatchEvents.checked(object);
        Field metadata = Field.of(object).at("metadata");
        String key =
                key(kind, metadata.at("namespace").text(""), metadata.at("name").requiredText());
        if (change == ChangeType.DELETED) {
            last.remove(key);
        } else {
            last.put(key, object);
        }
        Instant stage = audit.at("stageTimestamp").time();
        Instant observedAt = stage == null ? time.of(Field.of(object)) : time.known(stage);
        return new HistoryEntry.Event(line, change, observedAt, kind.kind(), object);
    }

    private static ObjectNode response(Field audit) {
        if (audit.at("responseObject").node() instanceof ObjectNode object) {
            return object;
        }
        throw new InvalidObjectException(
                "responseObject",
                "is missing at audit level " + audit.at("level").text("?")
                        + "; record nodes, pods, daemonsets and controllerrevisions at level RequestResponse");
    }

    /** An object answered to a deletion has gone unless it still waits for a grace period or a finalizer. */
    private static ChangeType deletion(ObjectNode object) {
        boolean marked =
                !Field.of(object).at("metadata").at("deletionTimestamp").absent();
        return marked && !isGone(object) ? ChangeType.MODIFIED : ChangeType.DELETED;
    }

    private static boolean isGone(ObjectNode object) {
        Field metadata = Field.of(object).at("metadata");
        return !metadata.at("deletionTimestamp").absent()
                && metadata.at("deletionGracePeriodSeconds").number(0) == 0
                && metadata.at("finalizers").entries().isEmpty();
    }

    private static String key(ObjectKind kind, @Nullable String namespace, String name) {
        return kind + "/" + namespace + "/" + name;
    }
}
