package io.rollcall.kubeapi.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.kubeapi.json.Json;
import io.rollcall.kubeapi.json.Meta;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The documents of version 3 as one of version 2, which kubectl before 1.27 checks manifests with. */
final class Swagger {

    private static final String OLD_PLACE = "#/definitions/";
    private static final String NEW_PLACE = "#/components/schemas/";
    private static final List<String> OPERATIONS = List.of("get", "put", "post", "delete", "patch");

    private Swagger() {}

    static ObjectNode of(Collection<ObjectNode> documents) {
        ObjectNode swagger = Json.object().put("swagger", "2.0");
        ObjectNode paths = Json.object();
        ObjectNode definitions = Json.object();
        for (ObjectNode document : documents) {
            swagger.set("info", document.path("info"));
            document.path("components")
                    .path("schemas")
                    .properties()
                    .forEach(entry -> definitions.set(entry.getKey(), schema(entry.getValue())));
            document.path("paths")
                    .properties()
                    .forEach(entry -> paths.set(entry.getKey(), operations(entry.getValue())));
        }
        swagger.set("paths", paths);
        swagger.set("definitions", definitions);
        return swagger;
    }

    private static ObjectNode schema(JsonNode schema) {
        JsonNode reference = schema.path("allOf").path(0).path("$ref");
        if (reference.isTextual()) {
            ObjectNode old = Json.object().put("$ref", reference.asText().replace(NEW_PLACE, OLD_PLACE));
            return schema.has("description") ? old.set("description", schema.get("description")) : old;
        }
        ObjectNode old = Json.object();
        for (Map.Entry<String, JsonNode> entry : schema.properties()) {
            switch (entry.getKey()) {
                case "items", "additionalProperties" -> old.set(entry.getKey(), schema(entry.getValue()));
                case "properties" -> {
                    ObjectNode properties = old.putObject("properties");
                    entry.getValue()
                            .properties()
                            .forEach(property -> properties.set(property.getKey(), schema(property.getValue())));
                }
                default -> old.set(entry.getKey(), entry.getValue());
            }
        }
        if (schema.path("x-kubernetes-int-or-string").asBoolean()) {
            old.remove("x-kubernetes-int-or-string");
            old.put("type", "string");
        }
        return old;
    }

    /** What older clients look for in an operation: what it does to which kind, and by which parameters. */
    private static ObjectNode operations(JsonNode path) {
        ObjectNode old = Json.object();
        for (String method : OPERATIONS) {
            JsonNode operation = path.path(method);
            if (operation.isMissingNode()) {
                continue;
            }
            ObjectNode described = old.putObject(method);
            operation.properties().stream()
                    .filter(entry -> entry.getKey().startsWith("x-"))
                    .forEach(entry -> described.set(entry.getKey(), entry.getValue()));
            ArrayNode parameters = described.putArray("parameters");
            for (JsonNode parameter : operation.path("parameters")) {
                parameters
                        .addObject()
                        .put("name", parameter.path("name").asText())
                        .put("in", "query")
                        .put("type", "string");
            }
            Meta.child(described, "responses").putObject("200").put("description", "OK");
        }
        return old;
    }
}
