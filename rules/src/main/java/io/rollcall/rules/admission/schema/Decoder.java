package io.rollcall.rules.admission.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.rules.admission.schema.GoType.FieldOf;
import io.rollcall.rules.admission.schema.GoType.ListOf;
import io.rollcall.rules.admission.schema.GoType.MapOf;
import io.rollcall.rules.admission.schema.GoType.Plain;
import io.rollcall.rules.admission.schema.GoType.Struct;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a tree as an API server's decoder does: fields that no type knows are dropped, null and values that say no more than an
 * absent field are left out, and the first value of a wrong type is an error. Not thread-safe.
 */
public final class Decoder {

    private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);

    private @Nullable DecodeException first;

    private Decoder() {}

    /**
     * Reads an object.
     *
     * @return a new tree whose fields have the right types
     * @throws DecodeException when a field has a value of a wrong type
     */
    public static ObjectNode decode(ObjectType type, ObjectNode object) throws DecodeException {
        Decoder decoder = new Decoder();
        ObjectNode decoded = decoder.struct(GoTypes.struct(type.kind()), object, "");
        DecodeException problem = decoder.first;
        if (problem != null) {
            throw problem;
        }
        return decoded;
    }

    private ObjectNode struct(Struct type, ObjectNode object, String path) {
        ObjectNode decoded = NODES.objectNode();
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            FieldOf field = type.fields().get(entry.getKey());
            if (field == null || entry.getValue().isNull()) {
                continue;
            }
            String at = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
            Optional<JsonNode> value = value(field.type(), entry.getValue(), new Context(type.simpleName(), at));
            if (value.isPresent() && (field.keepsZero() || !isZero(field.type(), value.get()))) {
                decoded.set(entry.getKey(), value.get());
            }
        }
        return decoded;
    }

    private static boolean isZero(GoType type, JsonNode value) {
        return switch (type) {
            case Plain plain ->
                switch (plain.kind()) {
                    case TEXT -> value.asText().isEmpty();
                    case FLAG -> !value.asBoolean();
                    case INT32, INT64 -> value.asLong() == 0;
                    case TIME, INT_OR_STRING, QUANTITY, ANY -> false;
                };
            // An empty map of labels is not the same as none in messages, and is left out only when the object is
            // written.
            case ListOf list -> value.isEmpty();
            case MapOf map -> false;
            case Struct struct -> false;
        };
    }

    private Optional<JsonNode> value(GoType type, JsonNode value, Context context) {
        if (value.isNull()) {
            return Optional.of(NODES.nullNode());
        }
        return switch (type) {
            case Plain plain -> plain(plain, value, context);
            case ListOf list -> {
                if (!value.isArray()) {
                    yield wrong(type, value, context);
                }
                ArrayNode decoded = NODES.arrayNode();
                value.forEach(element -> value(list.element(), element, context)
                        .ifPresent(entry -> decoded.add(entry.isNull() ? zero(list.element()) : entry)));
                yield Optional.of(decoded);
            }
            case MapOf map -> {
                if (!value.isObject()) {
                    yield wrong(type, value, context);
                }
                ObjectNode decoded = NODES.objectNode();
                value.properties()
                        .forEach(entry -> value(map.element(), entry.getValue(), context)
                                .ifPresent(element ->
                                        decoded.set(entry.getKey(), element.isNull() ? zero(map.element()) : element)));
                yield Optional.of(decoded);
            }
            case Struct struct ->
                value instanceof ObjectNode object
                        ? Optional.of(struct(struct, object, context.path()))
                        : wrong(type, value, context);
        };
    }

    /** What null is as an entry of a list or map. */
    private static JsonNode zero(GoType type) {
        return switch (type) {
            case Plain plain ->
                switch (plain.kind()) {
                    case TEXT -> NODES.textNode("");
                    case FLAG -> NODES.booleanNode(false);
                    case INT32, INT64, INT_OR_STRING -> NODES.numberNode(0);
                    case QUANTITY -> NODES.textNode("0");
                    case TIME, ANY -> NODES.nullNode();
                };
            case ListOf list -> NODES.arrayNode();
            case MapOf map -> NODES.objectNode();
            case Struct struct -> NODES.objectNode();
        };
    }

    private Optional<JsonNode> plain(Plain type, JsonNode value, Context context) {
        return switch (type.kind()) {
            case TEXT -> value.isTextual() ? Optional.of(value) : wrong(type, value, context);
            case FLAG -> value.isBoolean() ? Optional.of(value) : wrong(type, value, context);
            case INT32 -> number(type, value, context, value.canConvertToInt());
            case INT64 -> number(type, value, context, value.canConvertToLong());
            case ANY -> Optional.of(value.deepCopy());
            case TIME, INT_OR_STRING, QUANTITY -> {
                Optional<String> problem = SpecialValues.problem(type.kind(), value);
                problem.ifPresent(text -> fail(context, text));
                yield problem.isPresent() ? Optional.empty() : Optional.of(SpecialValues.canonical(type.kind(), value));
            }
        };
    }

    private Optional<JsonNode> number(Plain type, JsonNode value, Context context, boolean fits) {
        return value.isIntegralNumber() && fits ? Optional.of(value) : wrong(type, value, context);
    }

    private Optional<JsonNode> wrong(GoType type, JsonNode value, Context context) {
        boolean number = type instanceof Plain plain
                && (plain.kind() == GoType.Kind.INT32 || plain.kind() == GoType.Kind.INT64)
                && value.isNumber();
        fail(
                context,
                "json: cannot unmarshal " + SpecialValues.jsonWord(value) + (number ? " " + value.asText() : "")
                        + " into Go struct field " + context.struct() + "." + context.path() + " of type "
                        + type.name());
        return Optional.empty();
    }

    private void fail(Context context, String message) {
        if (first == null) {
            first = new DecodeException(context.path(), message);
        }
    }

    /** In which type and field a value stands; entries of lists and maps stand in the field of the list or map. */
    private record Context(String struct, String path) {}
}
