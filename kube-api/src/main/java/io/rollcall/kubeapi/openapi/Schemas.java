package io.rollcall.kubeapi.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.kubeapi.json.Json;
import io.rollcall.kubeapi.resource.ResourceType;
import io.rollcall.kubeapi.types.ApiField;
import io.rollcall.kubeapi.types.ApiType;
import io.rollcall.kubeapi.types.ApiType.Anything;
import io.rollcall.kubeapi.types.ApiType.ListOf;
import io.rollcall.kubeapi.types.ApiType.MapOf;
import io.rollcall.kubeapi.types.ApiType.Scalar;
import io.rollcall.kubeapi.types.ApiType.Struct;
import io.rollcall.kubeapi.types.ApiTypes;
import java.util.Map;

/** The types of one group's kinds as schemas, those that they are made of included. Not thread-safe. */
final class Schemas {

    private static final String MAP_TYPE = "x-kubernetes-map-type";
    private static final String ATOMIC = "atomic";

    private final ObjectNode schemas;

    /** Adds to this object. */
    Schemas(ObjectNode schemas) {
        this.schemas = schemas;
    }

    /** Adds a kind and all its types. */
    void add(ResourceType type) {
        schema(ApiTypes.of(type))
                .putArray("x-kubernetes-group-version-kind")
                .addObject()
                .put("group", type.group())
                .put("kind", type.kind())
                .put("version", type.version());
    }

    /** Where the schema of a type stands. */
    static ObjectNode reference(Struct struct) {
        return Json.object().put("$ref", "#/components/schemas/" + struct.fullName());
    }

    private ObjectNode schema(Struct struct) {
        if (schemas.get(struct.fullName()) instanceof ObjectNode made) {
            return made;
        }
        ObjectNode schema =
                schemas.putObject(struct.fullName()).put("type", "object").put("description", struct.description());
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = Json.array();
        for (Map.Entry<String, ApiField> entry : struct.fields().entrySet()) {
            properties.set(entry.getKey(), property(entry.getValue()));
            if (entry.getValue().required()) {
                required.add(entry.getKey());
            }
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        if (struct.atomic()) {
            schema.put(MAP_TYPE, ATOMIC);
        }
        return schema;
    }

    private ObjectNode property(ApiField field) {
        ObjectNode property = property(field.type()).put("description", field.description());
        if (field.defaultValue() != null) {
            property.set("default", field.defaultValue());
        }
        if (!field.values().isEmpty()) {
            field.values().forEach(property.putArray("enum")::add);
        }
        if (!field.patchKey().isEmpty()) {
            property.put("x-kubernetes-patch-merge-key", field.patchKey());
        }
        if (field.patchMerges()) {
            property.put("x-kubernetes-patch-strategy", field.patchRetainsKeys() ? "merge,retainKeys" : "merge");
        }
        return property;
    }

    private ObjectNode property(ApiType type) {
        return switch (type) {
            case Scalar scalar -> scalar(scalar);
            case Anything anything ->
                Json.object().put("type", "object").put("x-kubernetes-preserve-unknown-fields", true);
            case ListOf list -> {
                ObjectNode property = Json.object().put("type", "array");
                property.set("items", property(list.element()));
                property.put("x-kubernetes-list-type", list.set() ? "set" : list.atomic() ? ATOMIC : "map");
                if (!list.keys().isEmpty()) {
                    list.keys().forEach(property.putArray("x-kubernetes-list-map-keys")::add);
                }
                yield property;
            }
            case MapOf map -> {
                ObjectNode property = Json.object().put("type", "object");
                property.set("additionalProperties", property(map.element()));
                if (map.atomic()) {
                    property.put(MAP_TYPE, ATOMIC);
                }
                yield property;
            }
            case Struct struct -> {
                schema(struct);
                ObjectNode property = Json.object();
                property.putArray("allOf").add(reference(struct));
                yield property;
            }
        };
    }

    private static ObjectNode scalar(Scalar scalar) {
        ObjectNode property = Json.object();
        return switch (scalar.kind()) {
            case TEXT, QUANTITY -> property.put("type", "string");
            case FLAG -> property.put("type", "boolean");
            case INT32 -> property.put("type", "integer").put("format", "int32");
            case INT64 -> property.put("type", "integer").put("format", "int64");
            case TIME, MICRO_TIME -> property.put("type", "string").put("format", "date-time");
            case INT_OR_STRING -> property.put("format", "int-or-string").put("x-kubernetes-int-or-string", true);
        };
    }
}
