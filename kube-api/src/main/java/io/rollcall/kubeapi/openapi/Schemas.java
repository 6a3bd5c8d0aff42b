package io.rollcall.kubeapi.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.kubeapi.json.Json;
import io.rollcall.kubeapi.patch.MergeKeys;
import io.rollcall.kubeapi.resource.ResourceType;
import io.rollcall.rules.admission.schema.GoType;
import io.rollcall.rules.admission.schema.GoType.FieldOf;
import io.rollcall.rules.admission.schema.GoType.ListOf;
import io.rollcall.rules.admission.schema.GoType.MapOf;
import io.rollcall.rules.admission.schema.GoType.Plain;
import io.rollcall.rules.admission.schema.GoType.Struct;
import io.rollcall.rules.admission.schema.GoTypes;
import java.util.List;
import java.util.Map;

/** The types of one group's kinds as schemas, those that they are made of included. Not thread-safe. */
final class Schemas {

    private static final List<String> META =
            List.of("LabelSelector", "LabelSelectorRequirement", "ObjectMeta", "OwnerReference");

    private final String group;
    private final ObjectNode schemas;

    /** Adds to this object. */
    Schemas(String group, ObjectNode schemas) {
        this.group = group;
        this.schemas = schemas;
    }

    /** Adds a kind and all its types. */
    void add(ResourceType type) {
        String name = fullName(type.kind());
        ObjectNode schema =
                schemas.putObject(name).put("type", "object").put("description", Descriptions.of(type.kind()));
        ObjectNode properties = schema.putObject("properties");
        switch (type) {
            case DAEMON_SETS, CONTROLLER_REVISIONS, NODES -> fields(GoTypes.struct(type.kind()), properties);
            case PODS -> {
                plainKind(properties, type);
                properties.set("spec", property(GoTypes.struct("PodSpec")).put("description", ""));
                properties.set("status", Json.object().put("type", "object"));
            }
            case NAMESPACES, EVENTS -> {
                plainKind(properties, type);
                schema.put("x-kubernetes-preserve-unknown-fields", true);
            }
        }
        schema.putArray("x-kubernetes-group-version-kind")
                .addObject()
                .put("group", type.group())
                .put("kind", type.kind())
                .put("version", type.version());
    }

    /** Where a schema stands. */
    static ObjectNode reference(String name) {
        return Json.object().put("$ref", "#/components/schemas/" + name);
    }

    /** The full name of a type; types of metadata and of pods have the same in all groups. */
    String fullName(String type) {
        if (META.contains(type)) {
            return "io.k8s.apimachinery.pkg.apis.meta.v1." + type;
        }
        boolean apps = type.contains("DaemonSet") || type.equals("ControllerRevision");
        return (group.equals("apps") && apps ? "io.k8s.api.apps.v1." : "io.k8s.api.core.v1.") + type;
    }

    private void plainKind(ObjectNode properties, ResourceType type) {
        for (String field : List.of("apiVersion", "kind")) {
            properties.putObject(field).put("type", "string").put("description", Descriptions.of(type.kind(), field));
        }
        properties.set("metadata", property(GoTypes.struct("ObjectMeta")));
    }

    private void fields(Struct struct, ObjectNode properties) {
        for (Map.Entry<String, FieldOf> entry : struct.fields().entrySet()) {
            String field = entry.getKey();
            ObjectNode property = property(entry.getValue().type());
            property.put("description", Descriptions.of(struct.simpleName(), field));
            MergeKeys.of(field)
                    .filter(key -> entry.getValue().type() instanceof ListOf)
                    .ifPresent(key -> property.put("x-kubernetes-patch-merge-key", key)
                            .put("x-kubernetes-patch-strategy", "merge"));
            if (MergeKeys.isSet(field)) {
                property.put("x-kubernetes-patch-strategy", "merge");
            }
            properties.set(field, property);
        }
    }

    private ObjectNode property(GoType type) {
        return switch (type) {
            case Plain plain -> plain(plain);
            case ListOf list -> {
                ObjectNode property = Json.object().put("type", "array");
                property.set("items", property(list.element()));
                yield property;
            }
            case MapOf map -> {
                ObjectNode property = Json.object().put("type", "object");
                property.set("additionalProperties", property(map.element()));
                yield property;
            }
            case Struct struct -> {
                String name = fullName(struct.simpleName());
                if (!schemas.has(name)) {
                    ObjectNode schema = schemas.putObject(name)
                            .put("type", "object")
                            .put("description", Descriptions.of(struct.simpleName()));
                    fields(struct, schema.putObject("properties"));
                }
                ObjectNode property = Json.object();
                property.putArray("allOf").add(reference(name));
                yield property;
            }
        };
    }

    private static ObjectNode plain(Plain plain) {
        ObjectNode property = Json.object();
        return switch (plain.kind()) {
            case TEXT -> property.put("type", "string");
            case FLAG -> property.put("type", "boolean");
            case INT32 -> property.put("type", "integer").put("format", "int32");
            case INT64 -> property.put("type", "integer").put("format", "int64");
            case TIME -> property.put("type", "string").put("format", "date-time");
            case INT_OR_STRING -> property.put("format", "int-or-string").put("x-kubernetes-int-or-string", true);
            case QUANTITY -> property.put("type", "string");
            case ANY -> property.put("type", "object").put("x-kubernetes-preserve-unknown-fields", true);
        };
    }
}
