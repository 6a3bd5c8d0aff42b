package io.rollcall.cluster.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.objects.Json;
import io.rollcall.cluster.store.Meta;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The annotation in which kubectl keeps what was applied last, so that the next apply knows what a manifest no longer says. It is
 * written to the letter as kubectl writes it: keys sorted, no blanks, what HTML minds escaped, a line break at the end.
 */
final class LastApplied {

    static final String ANNOTATION = "kubectl.kubernetes.io/last-applied-configuration";

    private LastApplied() {}

    /** Notes in an object that is to be applied, with its namespace, what it is. */
    static void note(ObjectNode object) {
        ObjectNode annotations = Meta.child(Meta.of(object), "annotations");
        annotations.remove(ANNOTATION);
        annotations.put(ANNOTATION, text(object));
    }

    private static String text(ObjectNode object) {
        // Outside of strings none of these characters stands in JSON.
        return Json.write(sorted(object))
                        .replace("<", "\\u003c")
                        .replace(">", "\\u003e")
                        .replace("&", "\\u0026")
                        .replace("\u2028", "\\u2028")
                        .replace("\u2029", "\\u2029")
                + "\n";
    }

    private static JsonNode sorted(JsonNode value) {
        if (value.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            value.forEach(element -> array.add(sorted(element)));
            return array;
        }
        if (!value.isObject()) {
            return value;
        }
        SortedMap<String, JsonNode> fields = new TreeMap<>();
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            fields.put(field.getKey(), sorted(field.getValue()));
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        fields.forEach(object::set);
        return object;
    }
}
