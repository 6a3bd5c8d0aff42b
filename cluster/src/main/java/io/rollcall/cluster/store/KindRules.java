package io.rollcall.cluster.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.objects.InvalidObjectException;
import io.rollcall.cluster.objects.ObjectEvents;
import io.rollcall.cluster.objects.ObjectKind;
import io.rollcall.events.ChangeType;
import io.rollcall.rules.admission.field.FieldError;
import io.rollcall.rules.admission.schema.DecodeException;
import io.rollcall.rules.admission.schema.ObjectReader;
import io.rollcall.rules.admission.schema.ObjectType;
import java.util.List;

/** What an API server does to objects of a kind when they are written (semantics 1.5, 1.6). */
interface KindRules {

    /**
     * Reads what a user wants; what no type knows is dropped.
     *
     * @return a tree of its own
     */
    ObjectNode read(ObjectNode wanted);

    /** Completes a new object, or refuses it. */
    void beforeCreate(ObjectNode object);

    /** Completes the next state of an object, or refuses it. UID and times are those of the state before. */
    void beforeUpdate(ObjectNode before, ObjectNode object);

    /** Refuses the next state of an object of which the status alone is another. */
    void beforeStatus(ObjectNode before, ObjectNode object);

    static KindRules of(ObjectKind kind) {
        return switch (kind) {
            case NODE -> NodeRules.INSTANCE;
            case POD -> PodRules.INSTANCE;
            case DAEMON_SET -> DaemonSetRules.INSTANCE;
            case CONTROLLER_REVISION -> RevisionRules.INSTANCE;
            case NAMESPACE -> NamespaceRules.INSTANCE;
            case EVENT -> EventRules.INSTANCE;
        };
    }

    /** Reads an object of a kind whose types are known. */
    static ObjectNode decode(ObjectType type, ObjectNode wanted) {
        try {
            return ObjectReader.read(type, wanted);
        } catch (DecodeException e) {
            throw ApiException.badRequest(e.problem());
        }
    }

    /** Refuses the object when anything is wrong with it. */
    static void refuse(ObjectKind kind, ObjectNode object, List<FieldError> errors) {
        if (!errors.isEmpty()) {
            throw ApiException.invalid(kind, Meta.name(object), errors);
        }
    }

    /** Refuses an object from which no event could be made. */
    static void check(ObjectKind kind, ObjectNode object) {
        // Only stored objects have these two; the rest of the check does not depend on their values.
        ObjectNode probe = object.deepCopy();
        Meta.of(probe).put("uid", "0").put("resourceVersion", "0");
        try {
            ObjectEvents.projection(kind, ChangeType.ADDED, probe);
        } catch (InvalidObjectException e) {
            throw ApiException.badRequest(kind.kind() + " \"" + Meta.name(object) + "\": " + e.getMessage());
        }
    }

    /** The status stays what it was: only the status subresource changes it. */
    static void keepStatus(ObjectNode before, ObjectNode object) {
        JsonNode status = before.get("status");
        if (status == null) {
            object.remove("status");
        } else {
            object.set("status", status);
        }
    }
}
