package io.rollcall.kubeapi.managed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.kubeapi.json.Json;
import io.rollcall.kubeapi.store.Part;
import io.rollcall.kubeapi.types.ApiType;
import io.rollcall.kubeapi.types.ApiType.Anything;
import io.rollcall.kubeapi.types.ApiType.ListOf;
import io.rollcall.kubeapi.types.ApiType.MapOf;
import io.rollcall.kubeapi.types.ApiType.Scalar;
import io.rollcall.kubeapi.types.ApiType.Struct;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The fields of an object that somebody can own, with their values: what merges entry by entry is owned so, everything else as a
 * whole, as its type says.
 */
final class Leaves {

    private static final List<String> NOBODYS = List.of("apiVersion", "kind");
    private static final List<String> NOBODYS_METADATA = List.of(
            "name",
            "generateName",
            "namespace",
            "uid",
            "resourceVersion",
            "managedFields",
            "creationTimestamp",
            "deletionTimestamp",
            "deletionGracePeriodSeconds",
            "selfLink",
            "generation");

    private final SortedMap<FieldPath, Leaf> found = new TreeMap<>();

    private Leaves() {}

    /**
     * A field that somebody can own.
     *
     * @param type type of the value
     */
    record Leaf(ApiType type, JsonNode value) {

        /** Whether two leaves of one field mean the same. */
        boolean same(Leaf other) {
            return Agreement.of(type, value, other.value);
        }
    }

    /** Those of the status, or all others. */
    static SortedMap<FieldPath, Leaf> of(Struct type, ObjectNode object, Part part) {
        Leaves leaves = new Leaves();
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            String field = entry.getKey();
            boolean wanted = part == Part.STATUS ? field.equals("status") : !field.equals("status");
            if (!wanted || NOBODYS.contains(field)) {
                continue;
            }
            JsonNode value = entry.getValue();
            if (field.equals("metadata") && value instanceof ObjectNode metadata) {
                value = metadata.deepCopy().remove(NOBODYS_METADATA);
                if (value.isEmpty()) {
                    continue;
                }
            }
            leaves.add(type.field(field), value, FieldPath.ROOT.field(field));
        }
        return leaves.found;
    }

    private void add(ApiType type, JsonNode value, FieldPath path) {
        switch (type) {
            case Scalar scalar -> leaf(type, value, path);
            case Anything anything -> fields(type, value, path, false);
            case MapOf map -> fields(type, value, path, map.atomic());
            case Struct struct -> fields(type, value, path, struct.atomic());
            case ListOf list -> {
                if (!list.atomic() && value instanceof ArrayNode entries) {
                    entries(list, entries, path);
                } else {
                    leaf(type, value, path);
                }
            }
        }
    }

    private void fields(ApiType type, JsonNode value, FieldPath path, boolean atomic) {
        if (atomic || !value.isObject() || value.isEmpty()) {
            leaf(type, value, path);
        } else {
            value.properties()
                    .forEach(entry -> add(type.field(entry.getKey()), entry.getValue(), path.field(entry.getKey())));
        }
    }

    /** Entries that are there more than once are one leaf together. */
    private void entries(ListOf list, ArrayNode entries, FieldPath path) {
        SortedMap<String, ArrayNode> alike = new TreeMap<>();
        entries.forEach(entry -> alike.computeIfAbsent(Identity.step(list, entry), step -> Json.array())
                .add(entry));
        alike.forEach((step, same) -> {
            FieldPath at = path.then(step);
            if (list.set()) {
                found.put(at, new Leaf(list.element(), BooleanNode.TRUE));
            } else if (same.size() > 1) {
                found.put(at.then(FieldPath.SELF), new Leaf(ApiType.ANYTHING, same));
            } else {
                found.put(at.then(FieldPath.SELF), new Leaf(list.element(), BooleanNode.TRUE));
                same.path(0)
                        .properties()
                        .forEach(entry ->
                                add(list.element().field(entry.getKey()), entry.getValue(), at.field(entry.getKey())));
            }
        });
    }

    private void leaf(ApiType type, JsonNode value, FieldPath path) {
        if (!value.isNull()) {
            found.put(path, new Leaf(type, value));
        }
    }
}
