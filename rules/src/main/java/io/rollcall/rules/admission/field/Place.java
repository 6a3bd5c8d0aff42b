package io.rollcall.rules.admission.field;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A place in an object whose fields have the right types, with its path. Absent, null and zero are the same, as they are after
 * Kubernetes' decoder; {@link #absent} tells where it matters.
 *
 * @param path such as {@code spec.template.spec.containers[0]}; empty for the object itself
 * @param node what stands there; a missing node when nothing does
 */
public record Place(String path, JsonNode node) {

    /** The object itself. */
    public static Place of(JsonNode object) {
        return new Place("", object);
    }

    /** The field of that name. */
    public Place at(String field) {
        return new Place(path.isEmpty() ? field : path + "." + field, node.path(field));
    }

    /** The entry of a map with that key, written as an index. */
    public Place key(String key) {
        return new Place(path + "[" + key + "]", node.path(key));
    }

    /** The same value under another path: where Kubernetes names a field otherwise. */
    public Place named(String other) {
        return new Place(other, node);
    }

    /** Whether nothing or null stands here. */
    public boolean absent() {
        return node.isMissingNode() || node.isNull();
    }

    /** Text; empty when absent. */
    public String text() {
        return node.isTextual() ? node.textValue() : "";
    }

    /** A whole number; 0 when absent. */
    public long number() {
        return node.isIntegralNumber() ? node.longValue() : 0;
    }

    /** True or false; false when absent. */
    public boolean flag() {
        return node.asBoolean(false);
    }

    /** The entries of a list; none when absent. */
    public List<Place> entries() {
        List<Place> entries = new ArrayList<>();
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            JsonNode entry = node.get(i);
            entries.add(new Place(path + "[" + i + "]", entry == null ? MissingNode.getInstance() : entry));
        }
        return entries;
    }

    /** The texts of a list. */
    public List<String> texts() {
        return entries().stream().map(Place::text).toList();
    }

    /** A map of texts, in order of the keys. */
    public SortedMap<String, String> textMap() {
        SortedMap<String, String> map = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            map.put(
                    entry.getKey(),
                    entry.getValue().isTextual() ? entry.getValue().textValue() : "");
        }
        return map;
    }

    /** The keys of a map, in order. */
    public List<String> keys() {
        return List.copyOf(textMap().keySet());
    }
}
