package io.rollcall.kubeapi.managed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.kubeapi.json.Json;
import io.rollcall.kubeapi.json.Meta;
import java.util.Collection;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Sets of fields in the form FieldsV1, a tree whose leaves are the members. */
final class FieldsV1 {

    private FieldsV1() {}

    static SortedSet<FieldPath> read(JsonNode tree) {
        SortedSet<FieldPath> members = new TreeSet<>();
        read(tree, FieldPath.ROOT, members);
        return members;
    }

    private static void read(JsonNode tree, FieldPath path, SortedSet<FieldPath> members) {
        for (Map.Entry<String, JsonNode> entry : tree.properties()) {
            FieldPath at = path.then(entry.getKey());
            if (entry.getValue().isEmpty()) {
                members.add(at);
            } else {
                read(entry.getValue(), at, members);
            }
        }
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
