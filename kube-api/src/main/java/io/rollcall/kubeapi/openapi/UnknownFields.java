package io.rollcall.kubeapi.openapi;

import com.fasterxml.jackson.databind.JsonNode;
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

/** Finds the fields of an object that its type does not have. */
public final class UnknownFields {

    private static final List<String> POD = List.of("apiVersion", "kind", "metadata", "spec", "status");

    private UnknownFields() {}

    /** The paths of such fields, such as {@code spec.template.spec.containers[0].imge}, in the order of the object. */
    public static List<String> of(ResourceType type, JsonNode object) {
        List<String> found = new ArrayList<>();
        switch (type) {
            case DAEMON_SETS, CONTROLLER_REVISIONS, NODES -> walk(GoTypes.struct(type.kind()), object, "", found);
            case PODS -> {
                for (Map.Entry<String, JsonNode> entry : object.properties()) {
                    if (!POD.contains(entry.getKey())) {
                        found.add(entry.getKey());
                    }
                }
                walk(GoTypes.struct("ObjectMeta"), object.path("metadata"), "metadata", found);
                walk(GoTypes.struct("PodSpec"), object.path("spec"), "spec", found);
            }
            case EVENTS, NAMESPACES -> {}
        }
        return found;
    }

    private static void walk(GoType type, JsonNode value, String path, List<String> found) {
        switch (type) {
            case Plain plain -> {}
            case ListOf list -> {
                for (int i = 0; i < value.size() && value.isArray(); i++) {
                    walk(list.element(), value.get(i), path + "[" + i + "]", found);
                }
            }
            case MapOf map ->
                value.properties()
                        .forEach(entry -> walk(map.element(), entry.getValue(), path + "." + entry.getKey(), found));
            case Struct struct -> {
                for (Map.Entry<String, JsonNode> entry : value.properties()) {
                    String at = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
                    FieldOf field = struct.fields().get(entry.getKey());
                    if (field == null) {
                        found.add(at);
                    } else {
                        walk(field.type(), entry.getValue(), at, found);
                    }
                }
            }
        }
    }
}
