package io.rollcall.kubeapi.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.kubeapi.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sets of fields in the form FieldsV1: {@code f:} a field, {@code k:} an entry of a list by its key, {@code v:} a value of a set. */
final class FieldSet {

    private static final List<String> NOT_OWNED = List.of("apiVersion", "kind");
    private static final List<String> NOT_OWNED_METADATA =
            List.of("name", "namespace", "uid", "resourceVersion", "managedFields", "creationTimestamp", "generation");

    private FieldSet() {}

    /** The fields that an object sets. */
    static ObjectNode of(ObjectNode object) {
        ObjectNode fields = Json.object();
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            if (NOT_OWNED.contains(entry.getKey())) {
                continue;
            }
            JsonNode value = entry.getValue();
            if (entry.getKey().equals("metadata") && value instanceof ObjectNode metadata) {
                value = metadata.deepCopy().remove(NOT_OWNED_METADATA);
            }
            ObjectNode inner = inner(entry.getKey(), value);
            if (!(value.isObject() && value.isEmpty())) {
                fields.set("f:" + entry.getKey(), inner);
            }
        }
        return fields;
    }

    private static ObjectNode inner(String field, JsonNode value) {
        ObjectNode fields = Json.object();
        switch (value) {
            case ObjectNode object ->
                object.properties()
                        .forEach(entry -> fields.set("f:" + entry.getKey(), inner(entry.getKey(), entry.getValue())));
            case ArrayNode list -> {
                Optional<String> key = MergeKeys.of(field);
                for (JsonNode entry : list) {
                    if (key.isPresent() && entry.has(key.get())) {
                        ObjectNode identity = Json.object();
                        identity.set(key.get(), entry.get(key.get()));
                        ObjectNode own = inner("", entry);
                        own.putObject(".");
                        fields.set("k:" + Json.text(identity), own);
                    } else if (MergeKeys.isSet(field)) {
                        fields.putObject("v:" + Json.text(entry));
                    }
                }
            }
            default -> {}
        }
        return fields;
    }

    /** Takes away from an object what is among the fields before and not among those now. */
    static void remove(ObjectNode object, JsonNode before, JsonNode now) {
        for (Map.Entry<String, JsonNode> entry : before.properties()) {
            if (!entry.getKey().startsWith("f:")) {
                continue;
            }
            String field = entry.getKey().substring(2);
            JsonNode kept = now.get(entry.getKey());
            JsonNode value = object.get(field);
            if (value == null) {
                continue;
            }
            if (kept == null && entry.getValue().isEmpty()) {
                object.remove(field);
            } else {
                JsonNode rest = kept == null ? Json.object() : kept;
                switch (value) {
                    case ObjectNode inner -> remove(inner, entry.getValue(), rest);
                    case ArrayNode list -> removeEntries(list, entry.getValue(), rest);
                    default -> {}
                }
                if (kept == null && value.isContainerNode() && value.isEmpty()) {
                    object.remove(field);
                }
            }
        }
    }

    private static void removeEntries(ArrayNode list, JsonNode before, JsonNode now) {
        for (Map.Entry<String, JsonNode> entry : before.properties()) {
            String name = entry.getKey();
            if (name.equals(".")) {
                continue;
            }
            JsonNode wanted = Json.parse(name.substring(2));
            for (int i = list.size() - 1; i >= 0; i--) {
                if (!matches(list.get(i), wanted)) {
                    continue;
                }
                JsonNode kept = now.get(name);
                if (kept == null) {
                    list.remove(i);
                } else if (list.get(i) instanceof ObjectNode inner) {
                    remove(inner, entry.getValue(), kept);
                }
            }
        }
    }

    private static boolean matches(JsonNode entry, JsonNode wanted) {
        if (!(wanted instanceof ObjectNode identity)) {
            return entry.equals(wanted);
        }
        return identity.properties().stream()
                .allMatch(part -> entry.path(part.getKey()).equals(part.getValue()));
    }
}
