package io.rollcall.rules.admission.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.rollcall.rules.admission.field.GoText;
import io.rollcall.rules.model.Quantity;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Types that read themselves: times, numbers or percentages, and amounts of resources. */
final class SpecialValues {

    private SpecialValues() {}

    /** What is wrong with a value of such a type, if anything. */
    static Optional<String> problem(GoType.Kind kind, JsonNode value) {
        return switch (kind) {
            case TIME -> time(value);
            case INT_OR_STRING -> intOrString(value);
            case QUANTITY -> quantity(value);
            case TEXT, FLAG, INT32, INT64, ANY -> Optional.empty();
        };
    }

    /** The value as an API server writes it. */
    static JsonNode canonical(GoType.Kind kind, JsonNode value) {
        return kind == GoType.Kind.QUANTITY
                ? TextNode.valueOf(Quantity.canonical(value.asText().strip()))
                : value;
    }

    /** The word of Go's decoder for what kind of JSON value it found. */
    static String jsonWord(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> "array";
            case BOOLEAN -> "bool";
            case NUMBER -> "number";
            case OBJECT, POJO -> "object";
            case STRING, BINARY -> "string";
            case MISSING, NULL -> "null";
        };
    }

    private static Optional<String> time(JsonNode value) {
        if (!value.isTextual()) {
            return Optional.of("json: cannot unmarshal " + jsonWord(value) + " into Go value of type string");
        }
        try {
            OffsetDateTime.parse(value.textValue());
            return Optional.empty();
        } catch (DateTimeException e) {
            String layout = "2006-01-02T15:04:05Z07:00";
            return Optional.of("parsing time " + GoText.quote(value.textValue()) + " as " + GoText.quote(layout)
                    + ": cannot parse " + GoText.quote(value.textValue()) + " as \"2006\"");
        }
    }

    private static Optional<String> intOrString(JsonNode value) {
        if (value.isTextual() || value.isIntegralNumber() && value.canConvertToInt()) {
            return Optional.empty();
        }
        String number = value.isNumber() ? " " + value.asText() : "";
        return Optional.of("json: cannot unmarshal " + jsonWord(value) + number + " into Go value of type int32");
    }

    private static Optional<String> quantity(JsonNode value) {
        boolean amount = value.isNumber() || value.isTextual();
        return amount ? Quantity.problem(value.asText().strip()) : Optional.of(Quantity.MALFORMED);
    }
}
