package io.rollcall.kubeapi.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.kubeapi.resource.ResourceType;
import io.rollcall.rules.admission.schema.GoType;
import io.rollcall.rules.admission.schema.GoType.FieldOf;
import io.rollcall.rules.admission.schema.GoType.ListOf;
import io.rollcall.rules.admission.schema.GoType.MapOf;
import io.rollcall.rules.admission.schema.GoType.Plain;
import io.rollcall.rules.admission.schema.GoType.Struct;
import io.rollcall.rules.admission.schema.GoTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The fields of an object that its type does not have: to find, or to drop. */
public final class UnknownFields {

    private static final List<String> POD = List.of("apiVersion", "kind", "metadata", "spec", "status");

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
        switch (type) {
            case DAEMON_SETS, CONTROLLER_REVISIONS, NODES -> walk(GoTypes.struct(type.kind()), object, "", found, drop);
            case PODS -> {
                List<String> unknown = new ArrayList<>();
                for (Map.Entry<String, JsonNode> entry : object.properties()) {
                    if (!POD.contains(entry.getKey())) {
                        unknown.add(entry.getKey());
                    }
                }
                found.addAll(unknown);
                if (drop) {
                    remove(object, unknown);
                }
                walk(GoTypes.struct("ObjectMeta"), object.path("metadata"), "metadata", found, drop);
                walk(GoTypes.struct("PodSpec"), object.path("spec"), "spec", found, drop);
            }
            case EVENTS, NAMESPACES -> {}
        }
        return found;
    }

    private static void walk(GoType type, JsonNode value, String path, List<String> found, boolean drop) {
        switch (type) {
            case Plain plain -> {}
            case ListOf list -> {
                for (int i = 0; i < value.size() && value.isArray(); i++) {
                    walk(list.element(), value.get(i), path + "[" + i + "]", found, drop);
                }
            }
            case MapOf map ->
                value.properties()
                        .forEach(entry ->
                                walk(map.element(), entry.getValue(), path + "." + entry.getKey(), found, drop));
            case Struct struct -> {
                List<String> unknown = new ArrayList<>();
                for (Map.Entry<String, JsonNode> entry : value.properties()) {
                    String at = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
                    FieldOf field = struct.fields().get(entry.getKey());
                    if (field == null) {
                        found.add(at);
                        unknown.add(entry.getKey());
                    } else {
                        walk(field.type(), entry.getValue(), at, found, drop);
                    }
                }
                if (drop) {
                    remove(value, unknown);
                }
            }
        }
    }

    private static void remove(JsonNode from, List<String> unknown) {
        if (from instanceof ObjectNode object) {
            object.remove(unknown);
        }
    }
}
