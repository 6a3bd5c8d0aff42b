package io.rollcall.kubeapi.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.kubeapi.json.Json;
import io.rollcall.kubeapi.status.Failures;
import java.util.Map;

/** Merge patch (RFC 7396): objects merge, null removes, everything else replaces. */
public final class MergePatch {

    private MergePatch() {}

    /**
     * Merges into a copy.
     *
     * @throws io.rollcall.kubeapi.status.StatusException 400 when the patch is no object
     */
    public static ObjectNode apply(ObjectNode target, JsonNode patch) {
        if (patch instanceof ObjectNode changes) {
            ObjectNode result = target.deepCopy();
            merge(result, changes);
            return result;
        }
        throw Failures.badRequest("Invalid JSON Patch");
    }

    private static void merge(ObjectNode target, ObjectNode patch) {
        for (Map.Entry<String, JsonNode> entry : patch.properties()) {
            switch (entry.getValue()) {
                case ObjectNode changes -> {
                    ObjectNode present =
                            target.get(entry.getKey()) instanceof ObjectNode object ? object : Json.object();
                    merge(present, changes);
                    target.set(entry.getKey(), present);
                }
                case JsonNode removed when removed.isNull() -> target.remove(entry.getKey());
                case JsonNode value -> target.set(entry.getKey(), value.deepCopy());
            }
        }
    }
}
