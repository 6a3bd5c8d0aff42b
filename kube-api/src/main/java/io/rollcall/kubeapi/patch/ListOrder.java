package io.rollcall.kubeapi.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.rollcall.kubeapi.json.Json;
import java.util.ArrayList;
import java.util.List;

/** The order that a patch wants for the entries of a list; entries that it does not name stay behind those they stood behind. */
final class ListOrder {

    private ListOrder() {}

    /** Entries are told from each other by this field, or by themselves when it is empty. */
    static ArrayNode of(String key, ArrayNode list, JsonNode wanted) {
        List<JsonNode> order = new ArrayList<>();
        wanted.forEach(entry -> order.add(identity(entry, key)));
        List<JsonNode> named = new ArrayList<>();
        for (JsonNode identity : order) {
            for (JsonNode entry : list) {
                if (identity(entry, key).equals(identity)) {
                    named.add(entry);
                }
            }
        }
        // Places of named entries are filled again in the wanted order; the others keep theirs.
        ArrayNode result = Json.array();
        int next = 0;
        for (JsonNode entry : list) {
            if (order.contains(identity(entry, key))) {
                result.add(named.get(next++));
            } else {
                result.add(entry);
            }
        }
        return result;
    }

    private static JsonNode identity(JsonNode entry, String key) {
        return key.isEmpty() ? entry : entry.path(key);
    }
}
