package io.rollcall.kubeapi.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.kubeapi.resource.ResourceType;
import io.rollcall.kubeapi.types.ApiField;
import io.rollcall.kubeapi.types.ApiType;
import io.rollcall.kubeapi.types.ApiType.Anything;
import io.rollcall.kubeapi.types.ApiType.ListOf;
import io.rollcall.kubeapi.types.ApiType.MapOf;
import io.rollcall.kubeapi.types.ApiType.Scalar;
import io.rollcall.kubeapi.types.ApiType.Struct;
import io.rollcall.kubeapi.types.ApiTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The fields of an object that its type does not have: to find, or to drop. */
public final class UnknownFields {

    private UnknownFields() {}

    /** The paths of such fields, such as {@code spec.template.spec.containers[0].imge}, in the order of the object. */
    public static List<String> of(ResourceType type, JsonNode object) {
        return walk(type, object, false);
    }

    /** Takes them out of the object; their paths, as {@link #of} gives them. */
    public static List<String> drop(ResourceType type, ObjectNode object) {
        return walk(type, object, true);
    }

    private static List<String> walk(ResourceType type, JsonNode object, boolean drop) {
        List<String> found = new ArrayList<>();
        walk(ApiTypes.of(type), object, "", found, drop);
        return found;
    }

    private static void walk(ApiType type, JsonNode value, String path, List<String> found, boolean drop) {
        switch (type) {
            case Scalar scalar -> {}
            case Anything anything -> {}
            case ListOf list -> {
                for (int i = 0; i < value.size() && value.isArray(); i++) {
                    walk(list.element(), value.get(i), path + "[" + i + "]", found, drop);
                }
            }
            case MapOf map ->
                value.properties()
                        .forEach(entry ->
                                walk(map.element(), entry.getValue(), path + "." + entry.getKey(), found, drop));
            case Struct struct -> struct(struct, value, path, found, drop);
        }
    }

    private static void struct(Struct struct, JsonNode value, String path, List<String> found, boolean drop) {
        List<String> unknown = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
            String at = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
            ApiField field = struct.fields().get(entry.getKey());
            if (field == null) {
                found.add(at);
                unknown.add(entry.getKey());
            } else {
                walk(field.type(), entry.getValue(), at, found, drop);
            }
        }
        if (drop && value instanceof ObjectNode object) {
            object.remove(unknown);
        }
    }
}
