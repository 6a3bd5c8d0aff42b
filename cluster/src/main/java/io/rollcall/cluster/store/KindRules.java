package io.rollcall.cluster.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.objects.InvalidObjectException;
import io.rollcall.cluster.objects.ObjectEvents;
import io.rollcall.cluster.objects.ObjectKind;
import io.rollcall.events.ChangeType;

/** What an API server does to objects of a kind when they are written (semantics 1.5). */
interface KindRules {

    /** Completes a new object, or refuses it. */
    void beforeCreate(ObjectNode object);

    /** Completes the next state of an object, or refuses it. */
    void beforeUpdate(ObjectNode before, ObjectNode object);

    static KindRules of(ObjectKind kind) {
        return switch (kind) {
            case NODE -> Plain.NODE;
            case POD -> PodRules.INSTANCE;
            case DAEMON_SET -> DaemonSetRules.INSTANCE;
            case CONTROLLER_REVISION -> RevisionRules.INSTANCE;
        };
    }

    /** Refuses names that are none and fields of a wrong type. */
    static void check(ObjectKind kind, ObjectNode object) {
        String name = Meta.name(object);
        Names.problem(name).ifPresent(problem -> {
            throw ApiException.invalid(kind, name, "metadata.name: " + problem);
        });
        // Only stored objects have these two; the rest of the check does not depend on their values.
        ObjectNode probe = object.deepCopy();
        Meta.of(probe).put("uid", "0").put("resourceVersion", "0");
        try {
            ObjectEvents.projection(kind, ChangeType.ADDED, probe);
        } catch (InvalidObjectException e) {
            throw ApiException.invalid(kind, name, String.valueOf(e.getMessage()));
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

    /** Kinds without rules of their own. */
    enum Plain implements KindRules {
        /** Nodes: kubelets write their status at creation. */
        NODE;

        @Override
        public void beforeCreate(ObjectNode object) {
            check(ObjectKind.NODE, object);
        }

        @Override
        public void beforeUpdate(ObjectNode before, ObjectNode object) {
            keepStatus(before, object);
            check(ObjectKind.NODE, object);
        }
    }
}
