package io.rollcall.kubeapi.managed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.kubeapi.json.Json;
import io.rollcall.kubeapi.json.Meta;
import io.rollcall.kubeapi.managed.Leaves.Leaf;
import io.rollcall.kubeapi.store.Part;
import io.rollcall.kubeapi.types.ApiType.Struct;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What {@code kubectl apply} without server side leaves in an object: an annotation with what was applied last. When kubectl goes over to
 * server-side apply, the fields in it that nobody has changed since are its own, and the annotation keeps step so that it can go back. It is
 * written to the letter as kubectl and API servers write it: keys sorted, no blanks, what HTML minds escaped, a line break at the end.
 */
public final class LastApplied {

    /** The manager to which this applies; any other name opts out. */
    static final String MANAGER = "kubectl";

    /** Where it is. */
    public static final String ANNOTATION = "kubectl.kubernetes.io/last-applied-configuration";

    private static final int LARGEST = 256 * 1024;

    private LastApplied() {}

    /** Fields that have the value that was applied last. */
    static SortedSet<FieldPath> fields(Struct type, ObjectNode live, Part part) {
        SortedSet<FieldPath> fields = new TreeSet<>();
        of(live).ifPresent(last -> {
            SortedMap<FieldPath, Leaf> now = Leaves.of(type, live, part);
            Leaves.of(type, last, part).forEach((field, leaf) -> {
                Leaf there = now.get(field);
                if (there != null && leaf.same(there)) {
                    fields.add(field);
                }
            });
        });
        return fields;
    }

    /** What was applied last; empty when nobody says. */
    static Optional<ObjectNode> of(ObjectNode live) {
        try {
            return Json.parse(annotation(live).asText("")) instanceof ObjectNode last
                    ? Optional.of(last)
                    : Optional.empty();
        } catch (IllegalArgumentException noObject) {
            // Nobody who applied wrote that: it says nothing.
            return Optional.empty();
        }
    }

    /** Notes in an object that is to be applied, with its namespace, what it is, as kubectl does it. */
    public static void note(ObjectNode object) {
        ObjectNode annotations = Meta.child(Meta.of(object), "annotations");
        annotations.remove(ANNOTATION);
        annotations.put(ANNOTATION, text(object));
    }

    /** An annotation that is there says what is applied now, as an API server does it; one that says so already stays to the letter. */
    static void update(ObjectNode object, ObjectNode applied) {
        if (annotation(object).isMissingNode()) {
            return;
        }
        ObjectNode said = withoutNote(applied);
        if (of(object).map(LastApplied::withoutNote).filter(said::equals).isPresent()) {
            return;
        }
        ObjectNode annotations = Meta.child(Meta.of(object), "annotations");
        annotations.put(ANNOTATION, text(said));
        if (size(annotations) > LARGEST) {
            annotations.remove(ANNOTATION);
        }
    }

    private static ObjectNode withoutNote(ObjectNode applied) {
        ObjectNode said = applied.deepCopy();
        if (Meta.of(said).get("annotations") instanceof ObjectNode annotations) {
            annotations.remove(ANNOTATION);
            if (annotations.isEmpty()) {
                Meta.of(said).remove("annotations");
            }
        }
        return said;
    }

    private static String text(ObjectNode object) {
        // Outside of strings none of these characters stands in JSON.
        return Json.text(sorted(object))
                        .replace("<", "\\u003c")
                        .replace(">", "\\u003e")
                        .replace("&", "\\u0026")
                        .replace("\u2028", "\\u2028")
                        .replace("\u2029", "\\u2029")
                + "\n";
    }

    private static JsonNode annotation(ObjectNode object) {
        return object.path("metadata").path("annotations").path(ANNOTATION);
    }

    private static int size(ObjectNode annotations) {
        int size = 0;
        for (Map.Entry<String, JsonNode> entry : annotations.properties()) {
            size += entry.getKey().getBytes(StandardCharsets.UTF_8).length
                    + entry.getValue().asText().getBytes(StandardCharsets.UTF_8).length;
        }
        return size;
    }

    /** Fields in the order of their names, as kubectl writes them. */
    private static JsonNode sorted(JsonNode value) {
        return switch (value) {
            case ObjectNode object -> {
                Map<String, JsonNode> fields = new TreeMap<>();
                object.properties().forEach(entry -> fields.put(entry.getKey(), sorted(entry.getValue())));
                yield Json.object().setAll(fields);
            }
            case ArrayNode array -> {
                ArrayNode entries = Json.array();
                array.forEach(entry -> entries.add(sorted(entry)));
                yield entries;
            }
            default -> value;
        };
    }
}
