package io.rollcall.kubeapi.managed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.kubeapi.json.Json;
import io.rollcall.kubeapi.types.ApiType;
import io.rollcall.kubeapi.types.ApiType.Anything;
import io.rollcall.kubeapi.types.ApiType.ListOf;
import io.rollcall.kubeapi.types.ApiType.MapOf;
import io.rollcall.kubeapi.types.ApiType.Scalar;
import io.rollcall.kubeapi.types.ApiType.Struct;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Puts what is applied into what there is, as their type says: granular objects field by field, lists with keys entry by entry, sets
 * value by value, all else as a whole. Nothing is taken away here. Entries that are applied come in the order in which they are applied;
 * all others stay where they are among their neighbours.
 */
final class Merge {

    private Merge() {}

    /** A new object; neither of the two is changed. */
    static ObjectNode of(Struct type, ObjectNode live, ObjectNode applied) {
        return fields(type, live, applied);
    }

    private static JsonNode value(ApiType type, @Nullable JsonNode live, JsonNode applied) {
        if (live == null) {
            return applied.deepCopy();
        }
        return switch (type) {
            case Scalar scalar -> whole(type, live, applied);
            case Anything anything -> granular(type, live, applied, true);
            case MapOf map -> granular(type, live, applied, !map.atomic());
            case Struct struct -> granular(type, live, applied, !struct.atomic());
            case ListOf list ->
                !list.atomic() && live instanceof ArrayNode there && applied instanceof ArrayNode wanted
                        ? entries(list, there, wanted)
                        : whole(type, live, applied);
        };
    }

    /** What the server made of the same wish stays as it is. */
    private static JsonNode whole(ApiType type, JsonNode live, JsonNode applied) {
        return (Agreement.of(type, applied, live) ? live : applied).deepCopy();
    }

    private static JsonNode granular(ApiType type, JsonNode live, JsonNode applied, boolean merges) {
        return merges && live instanceof ObjectNode there && applied instanceof ObjectNode wanted
                ? fields(type, there, wanted)
                : whole(type, live, applied);
    }

    private static ObjectNode fields(ApiType type, ObjectNode live, ObjectNode applied) {
        ObjectNode merged = live.deepCopy();
        for (Map.Entry<String, JsonNode> entry : applied.properties()) {
            String name = entry.getKey();
            merged.set(name, value(type.field(name), live.get(name), entry.getValue()));
        }
        return merged;
    }

    private static ArrayNode entries(ListOf list, ArrayNode live, ArrayNode applied) {
        Map<String, JsonNode> wanted = byIdentity(list, applied);
        Map<String, JsonNode> there = byIdentity(list, live);
        SortedSet<String> doubled = doubled(list, live);
        List<String> shared =
                wanted.keySet().stream().filter(there::containsKey).toList();
        ArrayNode merged = Json.array();
        int place = 0;
        int met = 0;
        for (Map.Entry<String, JsonNode> entry : wanted.entrySet()) {
            // What nobody applies keeps its place before the next entry that both have.
            String next = met < shared.size() ? shared.get(met) : "";
            while (place < live.size()) {
                String step = Identity.step(list, live.get(place));
                if (step.equals(next)) {
                    break;
                }
                if (!wanted.containsKey(step)) {
                    merged.add(live.get(place).deepCopy());
                }
                place++;
            }
            boolean alone = !doubled.contains(entry.getKey());
            merged.add(value(list.element(), alone ? there.get(entry.getKey()) : null, entry.getValue()));
            if (entry.getKey().equals(next)) {
                met++;
                place = Math.min(place + 1, live.size());
            }
        }
        for (; place < live.size(); place++) {
            if (!wanted.containsKey(Identity.step(list, live.get(place)))) {
                merged.add(live.get(place).deepCopy());
            }
        }
        return merged;
    }

    /** Entries that others made twice: who applies one of them puts it in the place of both. */
    private static SortedSet<String> doubled(ListOf list, ArrayNode entries) {
        SortedSet<String> seen = new TreeSet<>();
        SortedSet<String> doubled = new TreeSet<>();
        for (JsonNode entry : entries) {
            String step = Identity.step(list, entry);
            if (!seen.add(step)) {
                doubled.add(step);
            }
        }
        return doubled;
    }

    /** The first of those that have one identity. */
    private static Map<String, JsonNode> byIdentity(ListOf list, ArrayNode entries) {
        Map<String, JsonNode> found = new LinkedHashMap<>();
        entries.forEach(entry -> found.putIfAbsent(Identity.step(list, entry), entry));
        return found;
    }
}
