package io.rollcall.rules.model;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * One text for one JSON value: keys in order, no white space, all digits of a number kept. Text that differs in key order or
 * spacing alone becomes the same text.
 */
public final class CanonicalJson {

    // Exact numbers: 0.10 stays 0.10 and a large integer does not become a double.
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            // Lower case in escapes of control characters, as Go writes them.
            .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .build();

    private CanonicalJson() {}

    /**
     * Reads a JSON text and puts its keys in order.
     *
     * @throws IllegalArgumentException with one line when it is no JSON
     */
    public static JsonNode read(String json) {
        try {
            return sorted(MAPPER.readTree(json), true);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON at " + place(e) + ": " + complaint(e));
        }
    }

    /** The canonical text of a tree, whatever the order of its keys. */
    public static String write(JsonNode tree) {
        return text(sorted(tree, true));
    }

    /** As {@link #write}, without fields whose value is null: for Kubernetes these are absent. */
    public static String writeWithoutNulls(JsonNode tree) {
        return text(sorted(tree, false));
    }

    private static String text(JsonNode tree) {
        try {
            return MAPPER.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree must be writable: " + e.getOriginalMessage(), e);
        }
    }

    private static String place(JsonProcessingException e) {
        JsonLocation place = e.getLocation();
        return place == null ? "an unknown place" : "line " + place.getLineNr() + ", column " + place.getColumnNr();
    }

    /** The first sentence of Jackson's message; in brackets follow its own affairs. */
    private static String complaint(JsonProcessingException e) {
        String message = e.getOriginalMessage();
        int end = message.indexOf(" (");
        return end < 0 ? message : message.substring(0, end);
    }

    private static JsonNode sorted(JsonNode node, boolean nulls) {
        return switch (node) {
            case ObjectNode object -> {
                List<Map.Entry<String, JsonNode>> fields = new ArrayList<>(object.properties());
                Collections.sort(fields, Map.Entry.comparingByKey());
                ObjectNode copy = MAPPER.createObjectNode();
                for (Map.Entry<String, JsonNode> field : fields) {
                    if (nulls || !field.getValue().isNull()) {
                        copy.set(field.getKey(), sorted(field.getValue(), nulls));
                    }
                }
                yield copy;
            }
            case ArrayNode array -> {
                ArrayNode copy = MAPPER.createArrayNode();
                for (JsonNode element : array) {
                    copy.add(sorted(element, nulls));
                }
                yield copy;
            }
            default -> node;
        };
    }
}
