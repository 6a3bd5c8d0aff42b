package io.rollcall.kubeapi.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.kubeapi.json.Json;
import io.rollcall.kubeapi.protobuf.MessageWriter;
import java.util.Map;

/** The document of version 2 as the message {@code openapi.v2.Document}, the one form in which kubectl asks for it. */
final class SwaggerMessage {

    private SwaggerMessage() {}

    static byte[] of(JsonNode swagger) {
        JsonNode info = swagger.path("info");
        MessageWriter paths = new MessageWriter();
        swagger.path("paths")
                .properties()
                .forEach(entry -> paths.message(2, named(entry.getKey(), path(entry.getValue()))));
        return new MessageWriter()
                .text(1, swagger.path("swagger").asText())
                .message(
                        2,
                        new MessageWriter()
                                .text(1, info.path("title").asText())
                                .text(2, info.path("version").asText()))
                .message(8, paths)
                .message(9, schemas(swagger.path("definitions")))
                .toBytes();
    }

    private static MessageWriter named(String name, MessageWriter value) {
        return new MessageWriter().text(1, name).message(2, value);
    }

    private static MessageWriter path(JsonNode path) {
        MessageWriter message = new MessageWriter();
        for (Map.Entry<String, JsonNode> operation : path.properties()) {
            int field = switch (operation.getKey()) {
                case "get" -> 2;
                case "put" -> 3;
                case "post" -> 4;
                case "delete" -> 5;
                default -> 8;
            };
            message.message(field, operation(operation.getValue()));
        }
        return message;
    }

    private static MessageWriter operation(JsonNode operation) {
        MessageWriter message = new MessageWriter();
        for (JsonNode parameter : operation.path("parameters")) {
            MessageWriter query = new MessageWriter()
                    .text(2, parameter.path("in").asText())
                    .text(4, parameter.path("name").asText())
                    .text(6, parameter.path("type").asText());
            MessageWriter plain = new MessageWriter().message(2, new MessageWriter().message(3, query));
            message.message(8, new MessageWriter().message(1, plain));
        }
        extensions(message, 13, operation);
        return message;
    }

    private static MessageWriter schemas(JsonNode schemas) {
        MessageWriter message = new MessageWriter();
        schemas.properties().forEach(entry -> message.message(1, named(entry.getKey(), schema(entry.getValue()))));
        return message;
    }

    private static MessageWriter schema(JsonNode schema) {
        MessageWriter message = new MessageWriter()
                .text(1, schema.path("$ref").asText())
                .text(2, schema.path("format").asText())
                .text(4, schema.path("description").asText());
        schema.path("required").forEach(field -> message.text(19, field.asText()));
        if (schema.has("additionalProperties")) {
            message.message(21, new MessageWriter().message(1, schema(schema.path("additionalProperties"))));
        }
        if (schema.has("type")) {
            message.message(22, new MessageWriter().text(1, schema.path("type").asText()));
        }
        if (schema.has("items")) {
            message.message(23, new MessageWriter().message(1, schema(schema.path("items"))));
        }
        if (schema.has("properties")) {
            message.message(25, schemas(schema.path("properties")));
        }
        extensions(message, 31, schema);
        return message;
    }

    /** Values of extensions are YAML, and JSON is YAML. */
    private static void extensions(MessageWriter message, int field, JsonNode holder) {
        for (Map.Entry<String, JsonNode> entry : holder.properties()) {
            if (entry.getKey().startsWith("x-")) {
                MessageWriter value = new MessageWriter().text(2, Json.text(entry.getValue()));
                message.message(field, named(entry.getKey(), value));
            }
        }
    }
}
