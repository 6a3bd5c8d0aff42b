package io.rollcall.kubeapi.managed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.kubeapi.json.Json;
import io.rollcall.kubeapi.patch.MergeKeys;
import io.rollcall.kubeapi.store.Part;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The fields of an object that somebody can own, with their values: what merges entry by entry is owned so, everything else as a whole. */
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

    /** Structures that are replaced as a whole, by the names of their fields. */
    private static final List<String> ATOMIC = List.of(
            "selector",
            "labelSelector",
            "namespaceSelector",
            "nodeSelector",
            "requiredDuringSchedulingIgnoredDuringExecution",
            "fieldRef",
            "resourceFieldRef",
            "configMapKeyRef",
            "secretKeyRef",
            "secretRef");

    private Leaves() {}

    /** Those of the status, or all others. */
    static SortedMap<FieldPath, JsonNode> of(ObjectNode object, Part part) {
        SortedMap<FieldPath, JsonNode> leaves = new TreeMap<>();
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
            add(field, value, FieldPath.ROOT.then("f:" + field), leaves);
        }
        return leaves;
    }

    private static void add(String field, JsonNode value, FieldPath path, SortedMap<FieldPath, JsonNode> leaves) {
        switch (value) {
            case ObjectNode object
            when !object.isEmpty() && !ATOMIC.contains(field) ->
                object.properties()
                        .forEach(entry ->
                                add(entry.getKey(), entry.getValue(), path.then("f:" + entry.getKey()), leaves));
            case ArrayNode list
            when MergeKeys.isSet(field) ->
                list.forEach(entry -> leaves.put(path.then("v:" + Json.text(entry)), BooleanNode.TRUE));
            case ArrayNode list
            when isKeyed(field, list) -> {
                for (JsonNode entry : list) {
                    FieldPath at = path.then("k:" + Json.text(identity(field, entry)));
                    leaves.put(at.then(FieldPath.SELF), BooleanNode.TRUE);
                    entry.properties()
                            .forEach(inner ->
                                    add(inner.getKey(), inner.getValue(), at.then("f:" + inner.getKey()), leaves));
                }
            }
            default -> {
                if (!value.isNull()) {
                    leaves.put(path, value);
                }
            }
        }
    }

    private static boolean isKeyed(String field, ArrayNode list) {
        Optional<String> key = MergeKeys.of(field);
        if (key.isEmpty() || list.isEmpty()) {
            return false;
        }
        for (JsonNode entry : list) {
            if (!entry.has(key.get())) {
                return false;
            }
        }
        return true;
    }

    /** What tells an entry of a list from the others; keys in order. */
    static ObjectNode identity(String field, JsonNode entry) {
        ObjectNode identity = Json.object();
        MergeKeys.of(field).ifPresent(key -> identity.set(key, entry.path(key)));
        switch (field) {
            case "ports" -> identity.put("protocol", entry.path("protocol").asText("TCP"));
            case "topologySpreadConstraints" ->
                identity.put(
                        "whenUnsatisfiable", entry.path("whenUnsatisfiable").asText());
            default -> {}
        }
        return identity;
    }
}
