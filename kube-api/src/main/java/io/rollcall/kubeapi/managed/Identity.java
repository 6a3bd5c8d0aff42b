package io.rollcall.kubeapi.managed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.kubeapi.json.Json;
import io.rollcall.kubeapi.types.ApiField;
import io.rollcall.kubeapi.types.ApiType.ListOf;
import io.rollcall.kubeapi.types.ApiType.Struct;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What tells an entry of a list from the others: the values of its keys, or in a set the value itself. */
final class Identity {

    private Identity() {}

    /** The step to an entry of a list that merges. A key that is missing has its default. */
    static String step(ListOf list, JsonNode entry) {
        if (list.set()) {
            return FieldPath.VALUE + Json.text(entry);
        }
        ObjectNode identity = Json.object();
        for (String key : new TreeSet<>(list.keys())) {
            JsonNode value = value(list, entry, key);
            if (value != null) {
                identity.set(key, value);
            }
        }
        return FieldPath.ENTRY + Json.text(identity);
    }

    /** The first key that an entry lacks and that has no default. */
    static Optional<String> missingKey(ListOf list, JsonNode entry) {
        return list.keys().stream()
                .filter(key -> value(list, entry, key) == null)
                .findFirst();
    }

    private static @Nullable JsonNode value(ListOf list, JsonNode entry, String key) {
        if (entry.hasNonNull(key)) {
            return entry.get(key);
        }
        ApiField field =
                list.element() instanceof Struct struct ? struct.fields().get(key) : null;
        return field == null ? null : field.defaultValue();
    }
}
