package io.rollcall.cluster.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.store.Meta;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Lists of conditions. */
final class Conditions {

    private Conditions() {}

    /** Status of the condition of that type; empty when there is none. */
    static String status(JsonNode object, String type) {
        for (JsonNode condition : object.path("status").path("conditions")) {
            if (condition.path("type").asText("").equals(type)) {
                return condition.path("status").asText("");
            }
        }
        return "";
    }

    /** The condition's last transition; null when there is none. */
    static @Nullable Instant transition(JsonNode object, String type) {
        for (JsonNode condition : object.path("status").path("conditions")) {
            if (condition.path("type").asText("").equals(type) && condition.hasNonNull("lastTransitionTime")) {
                return Instant.parse(condition.path("lastTransitionTime").asText());
            }
        }
        return null;
    }

    /** Sets a condition; its transition time moves only when its status does. */
    static void set(
            ArrayNode conditions,
            String type,
            String status,
            @Nullable String reason,
            @Nullable String message,
            Instant now) {
        ObjectNode condition = find(conditions, type);
        if (!condition.path("status").asText("").equals(status)) {
            condition.put("status", status);
            condition.put("lastTransitionTime", Meta.time(now));
        }
        put(condition, "reason", reason);
        put(condition, "message", message);
    }

    private static ObjectNode find(ArrayNode conditions, String type) {
        for (JsonNode condition : conditions) {
            if (condition.path("type").asText("").equals(type) && condition instanceof ObjectNode object) {
                return object;
            }
        }
        return conditions.addObject().put("type", type);
    }

    private static void put(ObjectNode condition, String field, @Nullable String value) {
        if (value == null) {
            condition.remove(field);
        } else {
            condition.put(field, value);
        }
    }
}
