package io.rollcall.kubeapi.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.kubeapi.json.Json;
import io.rollcall.kubeapi.json.Meta;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Server-side apply as far as one manager needs it: what it applied before and does not apply now is taken away, what it applies now is
 * set. Fields that others wrote are never a conflict: the last one wins.
 *
 * @param manager who applies
 * @param apiVersion version of the object
 * @param now time of the request
 */
public record ServerSideApply(String manager, String apiVersion, Instant now) {

    /** An object that is made by applying it. */
    public ObjectNode first(ObjectNode wanted) {
        ObjectNode object = wanted.deepCopy();
        Meta.of(object).putArray("managedFields").add(entry(FieldSet.of(wanted)));
        return object;
    }

    /** The object after applying; the present one is changed. */
    public ObjectNode to(ObjectNode present, ObjectNode wanted) {
        ObjectNode fields = FieldSet.of(wanted);
        ArrayNode entries = Json.array();
        JsonNode before = Json.object();
        for (JsonNode entry : present.path("metadata").path("managedFields")) {
            boolean own = entry.path("manager").asText("").equals(manager)
                    && entry.path("operation").asText("").equals("Apply");
            if (own) {
                before = entry.path("fieldsV1");
            } else {
                entries.add(entry);
            }
        }
        ObjectNode old = present.deepCopy();
        FieldSet.remove(present, before, fields);
        ObjectNode patch = wanted.deepCopy();
        Meta.of(patch).remove("managedFields");
        ObjectNode result = StrategicMergePatch.apply(present, patch);
        JsonNode same = ownEntry(old);
        boolean unchanged = same != null && same.path("fieldsV1").equals(fields);
        entries.add(unchanged ? same : entry(fields));
        Meta.of(result).set("managedFields", entries);
        return result;
    }

    private @org.jspecify.annotations.Nullable JsonNode ownEntry(ObjectNode object) {
        for (JsonNode entry : object.path("metadata").path("managedFields")) {
            if (entry.path("manager").asText("").equals(manager)
                    && entry.path("operation").asText("").equals("Apply")) {
                return entry;
            }
        }
        return null;
    }

    private ObjectNode entry(ObjectNode fields) {
        ObjectNode entry = Json.object()
                .put("manager", manager)
                .put("operation", "Apply")
                .put("apiVersion", apiVersion)
                .put("time", now.truncatedTo(ChronoUnit.SECONDS).toString())
                .put("fieldsType", "FieldsV1");
        entry.set("fieldsV1", fields);
        return entry;
    }
}
