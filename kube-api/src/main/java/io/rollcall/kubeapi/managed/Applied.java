package io.rollcall.kubeapi.managed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.kubeapi.json.Json;
import io.rollcall.kubeapi.json.Meta;
import io.rollcall.kubeapi.resource.ResourceType;
import io.rollcall.kubeapi.status.StatusException;
import io.rollcall.kubeapi.store.Part;
import io.rollcall.kubeapi.types.ApiType;
import io.rollcall.kubeapi.types.ApiType.ListOf;
import io.rollcall.kubeapi.types.ApiTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Reads what somebody applies: the part that is written, without what says nothing, and with entries that can be told apart. */
final class Applied {

    /** What API servers answer, who have no better code for it. */
    private static final int CODE = 500;

    private final List<String> problems = new ArrayList<>();

    private Applied() {}

    /**
     * A copy of what counts.
     *
     * @throws StatusException when a list has two entries of one identity, or one without identity
     */
    static ObjectNode of(ResourceType type, Part part, ObjectNode sent) {
        ObjectNode wanted = withoutNulls(sent);
        if (part == Part.STATUS) {
            wanted.retain("apiVersion", "kind", "metadata", "status");
            Meta.of(wanted).retain("name", "namespace", "uid", "resourceVersion");
        } else {
            wanted.remove("status");
        }
        Meta.of(wanted).remove("managedFields");
        Applied applied = new Applied();
        applied.check(ApiTypes.of(type), wanted, FieldPath.ROOT);
        if (!applied.problems.isEmpty()) {
            throw applied.refusal(type, wanted);
        }
        return wanted;
    }

    private StatusException refusal(ResourceType type, ObjectNode wanted) {
        String kind = (type.group().isEmpty() ? "/" : "") + type.apiVersion() + ", Kind=" + type.kind();
        String problem = problems.size() == 1 ? problems.getFirst() : "errors:\n  " + String.join("\n  ", problems);
        return new StatusException(
                CODE,
                "",
                "failed to create typed patch object (" + Meta.namespace(wanted) + "/" + Meta.name(wanted) + "; " + kind
                        + "): " + problem,
                null);
    }

    private void check(ApiType type, JsonNode value, FieldPath path) {
        if (type instanceof ListOf list && value instanceof ArrayNode entries) {
            if (!list.atomic()) {
                entries(list, entries, path);
            }
        } else if (value.isObject()) {
            value.properties()
                    .forEach(entry -> check(type.field(entry.getKey()), entry.getValue(), path.field(entry.getKey())));
        }
    }

    private void entries(ListOf list, ArrayNode entries, FieldPath path) {
        SortedSet<String> seen = new TreeSet<>();
        SortedSet<String> doubled = new TreeSet<>();
        for (int i = 0; i < entries.size(); i++) {
            JsonNode entry = entries.get(i);
            if (!list.set() && !entry.isObject()) {
                problems.add(path + ": element " + i + ": associative list with keys may not have non-map elements");
                continue;
            }
            String missing = Identity.missingKey(list, entry).orElse("");
            if (!missing.isEmpty()) {
                problems.add(
                        path + ": element " + i + ": associative list with keys has an element that omits key field \""
                                + missing + "\" (and doesn't have default value)");
                continue;
            }
            String step = Identity.step(list, entry);
            if (!seen.add(step) && doubled.add(step)) {
                problems.add(path + ": duplicate entries for key " + FieldPath.ROOT.then(step));
            }
            check(list.element(), entry, path.then(step));
        }
    }

    private static ObjectNode withoutNulls(ObjectNode object) {
        ObjectNode said = Json.object();
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            if (!entry.getValue().isNull()) {
                said.set(entry.getKey(), withoutNulls(entry.getValue()));
            }
        }
        return said;
    }

    private static JsonNode withoutNulls(JsonNode value) {
        return switch (value) {
            case ObjectNode object -> withoutNulls(object);
            case ArrayNode array -> {
                ArrayNode said = Json.array();
                array.forEach(entry -> said.add(withoutNulls(entry)));
                yield said;
            }
            default -> value.deepCopy();
        };
    }
}
