package io.rollcall.events.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import org.apache.avro.SchemaParseException;

/** Reads the schema out of a request's body. Only Avro, and only schemas that stand alone. */
final class SchemaReader {
    private static final String AVRO = "AVRO";

    private SchemaReader() {}

    static AvroSchema read(Request request) {
        JsonNode body = request.body();
        String type = body.path("schemaType").asText(AVRO);
        if (!AVRO.equalsIgnoreCase(type) && !"null".equals(type)) {
            throw RegistryException.invalidSchema(
                    "Invalid schema type " + type + ": this registry keeps Avro schemas only");
        }
        refuse(body, "references", "resolve them into one schema");
        refuse(body, "metadata", "leave it out");
        refuse(body, "ruleSet", "leave it out");
        JsonNode text = body.path("schema");
        if (!text.isTextual() || text.asText().isBlank()) {
            throw RegistryException.invalidSchema("Empty schema: the body has no text in field 'schema'");
        }
        try {
            AvroSchema schema = new AvroSchema(text.asText());
            return request.flag("normalize") ? schema.normalize() : schema;
        } catch (SchemaParseException unreadable) {
            throw RegistryException.invalidSchema("Invalid schema: " + unreadable.getMessage());
        }
    }

    private static void refuse(JsonNode body, String field, String instead) {
        JsonNode value = body.path(field);
        if (!value.isMissingNode() && !value.isNull() && !value.isEmpty()) {
            throw RegistryException.invalidSchema("This registry does not keep '" + field + "': " + instead);
        }
    }
}
