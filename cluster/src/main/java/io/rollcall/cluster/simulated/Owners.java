package io.rollcall.cluster.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.store.Meta;
import io.rollcall.events.DaemonSetRef;

/** Owner references that a controller writes. */
final class Owners {

    private Owners() {}

    /** Makes the DaemonSet the controller of an object that has none; other owners stay. */
    static void add(ObjectNode object, DaemonSetRef owner) {
        ObjectNode metadata = Meta.of(object);
        ArrayNode owners = metadata.get("ownerReferences") instanceof ArrayNode present
                ? present
                : metadata.putArray("ownerReferences");
        owners.addObject()
                .put("apiVersion", "apps/v1")
                .put("kind", "DaemonSet")
                .put("name", owner.getName())
                .put("uid", owner.getUid())
                .put("controller", true)
                .put("blockOwnerDeletion", true);
    }

    /** Whether the object's controller has that UID. */
    static boolean controls(String uid, ObjectNode object) {
        JsonNode controller = Meta.controller(object);
        return controller != null && controller.path("uid").asText("").equals(uid);
    }
}
