package io.rollcall.events.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.events.registry.LogEntry.LevelChanged;
import io.rollcall.events.registry.LogEntry.SchemaRemoved;
import io.rollcall.events.registry.LogEntry.SchemaVersion;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Entries as key and value in JSON, with the field names that Confluent's registry uses in its topic. The key alone
 * tells which entry a later one replaces, which is what compaction goes by.
 */
final class LogCodec {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SCHEMA = "SCHEMA";
    private static final String CONFIG = "CONFIG";

    private LogCodec() {}

    static byte[] key(LogEntry entry) {
        ObjectNode key = JSON.createObjectNode();
        if (entry instanceof SchemaVersion schema) {
            schemaKey(key, schema.subject(), schema.version());
        } else if (entry instanceof SchemaRemoved removed) {
            schemaKey(key, removed.subject(), removed.version());
        } else if (entry instanceof LevelChanged level) {
            key.put("keytype", CONFIG).put("subject", level.subject()).put("magic", 0);
        }
        return bytes(key);
    }

    /** The value, null (a tombstone) for what is gone. */
    static byte @Nullable [] value(LogEntry entry) {
        if (entry instanceof SchemaVersion schema) {
            return bytes(JSON.createObjectNode()
                    .put("subject", schema.subject())
                    .put("version", schema.version())
                    .put("id", schema.id())
                    .put("schema", schema.schema())
                    .put("deleted", schema.deleted()));
        }
        if (entry instanceof LevelChanged level && level.level() != null) {
            return bytes(JSON.createObjectNode().put("compatibilityLevel", level.level()));
        }
        return null;
    }

    /** The entry, or empty for kinds that this registry does not have. */
    static Optional<LogEntry> decode(byte @Nullable [] key, byte @Nullable [] value) throws IOException {
        if (key == null) {
            return Optional.empty();
        }
        JsonNode id = JSON.readTree(key);
        switch (id.path("keytype").asText()) {
            case SCHEMA -> {
                String subject = id.path("subject").asText();
                int version = id.path("version").asInt();
                if (value == null) {
                    return Optional.of(new SchemaRemoved(subject, version));
                }
                JsonNode schema = JSON.readTree(value);
                return Optional.of(new SchemaVersion(
                        subject,
                        version,
                        schema.path("id").asInt(),
                        schema.path("schema").asText(),
                        schema.path("deleted").asBoolean(false)));
            }
            case CONFIG -> {
                String subject =
                        id.path("subject").isTextual() ? id.path("subject").asText() : null;
                String level = value == null
                        ? null
                        : JSON.readTree(value).path("compatibilityLevel").asText(null);
                return Optional.of(new LevelChanged(subject, level));
            }
            default -> {
                return Optional.empty();
            }
        }
    }

    private static void schemaKey(ObjectNode key, String subject, int version) {
        key.put("keytype", SCHEMA)
                .put("subject", subject)
                .put("version", version)
                .put("magic", 1);
    }

    private static byte[] bytes(JsonNode node) {
        try {
            return JSON.writeValueAsBytes(node);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
