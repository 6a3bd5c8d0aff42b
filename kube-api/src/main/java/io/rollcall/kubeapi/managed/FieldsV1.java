package io.rollcall.kubeapi.managed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.kubeapi.json.Json;
import io.rollcall.kubeapi.json.Meta;
import java.util.Collection;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Sets of fields in the form FieldsV1, a tree whose leaves are the members. */
final class FieldsV1 {

    /** How a step to an entry by its place begins; nobody owns such here. */
    private static final String INDEX = "i:";

    private FieldsV1() {}

    /**
     * The members of a tree.
     *
     * @throws IllegalArgumentException when it is none
     */
    static NavigableSet<FieldPath> read(JsonNode tree) {
        if (!tree.isObject()) {
            throw new IllegalArgumentException("fieldsV1 is no object");
        }
        NavigableSet<FieldPath> members = new TreeSet<>();
        read(tree, FieldPath.ROOT, members);
        return members;
    }

    private static void read(JsonNode tree, FieldPath path, NavigableSet<FieldPath> members) {
        for (Map.Entry<String, JsonNode> entry : tree.properties()) {
            if (!entry.getValue().isObject()) {
                throw new IllegalArgumentException("'" + entry.getKey() + "' has no tree below it");
            }
            FieldPath at = path.then(step(entry.getKey()));
            if (entry.getValue().isEmpty()) {
                members.add(at);
            } else {
                read(entry.getValue(), at, members);
            }
        }
    }

    /** As it is written here, whoever wrote it: keys in order, no space between. */
    private static String step(String written) {
        if (written.equals(FieldPath.SELF) || written.startsWith(FieldPath.FIELD)) {
            return written;
        }
        if (written.startsWith(FieldPath.VALUE)) {
            return FieldPath.VALUE + Json.text(Json.parse(written.substring(FieldPath.VALUE.length())));
        }
        if (written.startsWith(FieldPath.ENTRY)
                && Json.parse(written.substring(FieldPath.ENTRY.length())) instanceof ObjectNode keys) {
            Map<String, JsonNode> sorted = new TreeMap<>();
            keys.properties().forEach(key -> sorted.put(key.getKey(), key.getValue()));
            return FieldPath.ENTRY + Json.text(Json.object().setAll(sorted));
        }
        if (written.startsWith(INDEX) && written.substring(INDEX.length()).matches("[0-9]{1,9}")) {
            return written;
        }
        throw new IllegalArgumentException("'" + written + "' is no field, entry or value");
    }

    static ObjectNode write(Collection<FieldPath> members) {
        ObjectNode tree = Json.object();
        for (FieldPath member : members) {
            ObjectNode at = tree;
            for (String step : member.steps()) {
                at = Meta.child(at, step);
            }
        }
        return tree;
    }
}
