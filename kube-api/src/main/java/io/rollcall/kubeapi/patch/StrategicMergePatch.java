package io.rollcall.kubeapi.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.kubeapi.json.Json;
import io.rollcall.kubeapi.status.Failures;
import io.rollcall.kubeapi.types.ApiField;
import io.rollcall.kubeapi.types.ApiType;
import io.rollcall.kubeapi.types.ApiType.ListOf;
import io.rollcall.kubeapi.types.ApiType.Struct;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Strategic merge patch: as merge patch, but lists that the type says so of merge entry by entry. Directives:
 * {@code $patch: replace|delete|merge}, {@code $deleteFromPrimitiveList/…}, {@code $setElementOrder/…}, {@code $retainKeys}.
 */
public final class StrategicMergePatch {

    private static final String DIRECTIVE = "$patch";
    private static final String RETAIN = "$retainKeys";
    private static final String DELETE_FROM = "$deleteFromPrimitiveList/";
    private static final String ORDER = "$setElementOrder/";

    private StrategicMergePatch() {}

    /**
     * Merges into a copy.
     *
     * @param type type of the object, which says how its lists merge
     * @throws io.rollcall.kubeapi.status.StatusException 400 when the patch is no object or has a directive that is not known, 422
     *     when an entry of a list lacks its key
     */
    public static ObjectNode apply(Struct type, ObjectNode target, JsonNode patch) {
        if (patch instanceof ObjectNode changes) {
            return object(type, target.deepCopy(), changes);
        }
        throw Failures.badRequest("Invalid JSON Patch");
    }

    private static ObjectNode object(ApiType type, ObjectNode target, ObjectNode patch) {
        String directive = patch.path(DIRECTIVE).asText("merge");
        switch (directive) {
            case "replace" -> {
                return withoutDirectives(patch);
            }
            case "delete" -> {
                return Json.object();
            }
            case "merge" -> {}
            default -> throw Failures.badRequest("Unknown patch type: " + directive);
        }
        retain(target, patch.path(RETAIN));
        for (Map.Entry<String, JsonNode> entry : patch.properties()) {
            String field = entry.getKey();
            JsonNode value = entry.getValue();
            if (field.startsWith(DELETE_FROM)) {
                deleteFrom(target, field.substring(DELETE_FROM.length()), value);
            } else if (field.startsWith("$")) {
                continue;
            } else if (value.isNull()) {
                target.remove(field);
            } else {
                target.set(field, merged(type, field, target.get(field), value));
            }
        }
        for (Map.Entry<String, JsonNode> entry : patch.properties()) {
            if (entry.getKey().startsWith(ORDER)) {
                String field = entry.getKey().substring(ORDER.length());
                if (target.get(field) instanceof ArrayNode list) {
                    target.set(field, ListOrder.of(rule(type, field).key(), list, entry.getValue()));
                }
            }
        }
        return target;
    }

    private static JsonNode merged(ApiType type, String field, @Nullable JsonNode present, JsonNode value) {
        return switch (value) {
            case ObjectNode changes ->
                object(type.field(field), present instanceof ObjectNode object ? object : Json.object(), changes);
            case ArrayNode changes -> {
                ArrayNode list = present instanceof ArrayNode array ? array : Json.array();
                Rule rule = rule(type, field);
                if (!rule.key().isEmpty()) {
                    yield entries(rule, list, changes);
                }
                if (rule.merges()) {
                    changes.forEach(entry -> addOnce(list, entry));
                    yield list;
                }
                yield withoutDirectives(changes);
            }
            default -> value.deepCopy();
        };
    }

    /**
     * How a list merges.
     *
     * @param key the field that identifies an entry; empty when entries have no identity
     * @param merges whether it merges at all
     * @param entry type of an entry
     */
    private record Rule(String key, boolean merges, ApiType entry) {}

    private static Rule rule(ApiType type, String name) {
        ApiField field = type instanceof Struct struct ? struct.fields().get(name) : null;
        return field != null && field.type() instanceof ListOf list
                ? new Rule(field.patchKey(), field.patchMerges(), list.element())
                : new Rule("", false, ApiType.ANYTHING);
    }

    private static ArrayNode entries(Rule rule, ArrayNode present, ArrayNode changes) {
        String key = rule.key();
        for (JsonNode change : changes) {
            if (change.path(DIRECTIVE).asText("").equals("replace")) {
                return withoutDirectives(changes);
            }
        }
        List<JsonNode> result = new ArrayList<>();
        present.forEach(result::add);
        for (JsonNode change : changes) {
            if (!(change instanceof ObjectNode entry) || !entry.hasNonNull(key)) {
                throw Failures.patchRejected();
            }
            int at = position(result, key, entry.get(key));
            if (entry.path(DIRECTIVE).asText("").equals("delete")) {
                result.removeIf(other -> other.path(key).equals(entry.get(key)));
            } else if (at >= 0 && result.get(at) instanceof ObjectNode old) {
                result.set(at, object(rule.entry(), old, entry));
            } else {
                result.add(object(rule.entry(), Json.object(), entry));
            }
        }
        ArrayNode list = Json.array();
        result.forEach(list::add);
        return list;
    }

    private static int position(List<JsonNode> entries, String key, JsonNode wanted) {
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).path(key).equals(wanted)) {
                return i;
            }
        }
        return -1;
    }

    private static void retain(ObjectNode target, JsonNode names) {
        if (names.isArray()) {
            List<String> kept = new ArrayList<>();
            names.forEach(name -> kept.add(name.asText()));
            target.retain(kept);
        }
    }

    private static void deleteFrom(ObjectNode target, String field, JsonNode unwanted) {
        if (target.get(field) instanceof ArrayNode list) {
            ArrayNode rest = Json.array();
            for (JsonNode entry : list) {
                boolean remove = false;
                for (JsonNode value : unwanted) {
                    remove |= value.equals(entry);
                }
                if (!remove) {
                    rest.add(entry);
                }
            }
            target.set(field, rest);
        }
    }

    private static void addOnce(ArrayNode list, JsonNode value) {
        for (JsonNode entry : list) {
            if (entry.equals(value)) {
                return;
            }
        }
        list.add(value);
    }

    private static ObjectNode withoutDirectives(ObjectNode patch) {
        ObjectNode plain = Json.object();
        patch.properties().stream()
                .filter(entry -> !entry.getKey().startsWith("$"))
                .filter(entry -> !entry.getValue().isNull())
                .forEach(entry -> plain.set(entry.getKey(), plain(entry.getValue())));
        return plain;
    }

    private static ArrayNode withoutDirectives(ArrayNode patch) {
        ArrayNode plain = Json.array();
        for (JsonNode entry : patch) {
            boolean directiveOnly = entry.has(DIRECTIVE) && entry.size() == 1;
            if (!directiveOnly) {
                plain.add(plain(entry));
            }
        }
        return plain;
    }

    private static JsonNode plain(JsonNode value) {
        return switch (value) {
            case ObjectNode object -> withoutDirectives(object);
            case ArrayNode array -> withoutDirectives(array);
            default -> value.deepCopy();
        };
    }
}
