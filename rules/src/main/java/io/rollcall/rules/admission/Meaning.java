package io.rollcall.rules.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.rules.model.Quantity;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether two pieces of a spec mean the same: absent, null and empty are one, quantities compare by value (semantics 1.5). */
public final class Meaning {

    private static final List<String> QUANTITIES = List.of("requests", "limits", "overhead");

    private static final Comparator<JsonNode> NUMBERS_BY_VALUE = (one, other) -> {
        boolean sameNumber = one.isIntegralNumber()
                && other.isIntegralNumber()
                && one.bigIntegerValue().equals(other.bigIntegerValue());
        return sameNumber || one.equals(other) ? 0 : 1;
    };

    private Meaning() {}

    /** Whether both mean the same. */
    public static boolean same(JsonNode one, JsonNode other) {
        return identical(essence(one, false), essence(other, false));
    }

    /** Whether two trees are written alike: the same number counts as the same whether it was read or computed. */
    public static boolean identical(JsonNode one, JsonNode other) {
        return one.equals(NUMBERS_BY_VALUE, other);
    }

    private static JsonNode essence(JsonNode node, boolean quantity) {
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode essence = JsonNodeFactory.instance.objectNode();
                for (Map.Entry<String, JsonNode> field : object.properties()) {
                    JsonNode value = essence(field.getValue(), quantity || QUANTITIES.contains(field.getKey()));
                    if (!value.isNull() && !(value.isContainerNode() && value.isEmpty())) {
                        essence.set(field.getKey(), value);
                    }
                }
                yield essence;
            }
            case ArrayNode array -> {
                ArrayNode essence = JsonNodeFactory.instance.arrayNode();
                array.forEach(element -> essence.add(essence(element, false)));
                yield essence;
            }
            default -> quantity ? value(node) : node.isMissingNode() ? JsonNodeFactory.instance.nullNode() : node;
        };
    }

    private static JsonNode value(JsonNode quantity) {
        Optional<BigDecimal> value = Quantity.parse(quantity.asText());
        return value.isPresent() ? JsonNodeFactory.instance.textNode(value.get().toPlainString()) : quantity;
    }
}
