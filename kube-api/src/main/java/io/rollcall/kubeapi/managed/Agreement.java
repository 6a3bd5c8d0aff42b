package io.rollcall.kubeapi.managed;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.kubeapi.types.ApiField;
import io.rollcall.kubeapi.types.ApiType;
import io.rollcall.kubeapi.types.ApiType.Anything;
import io.rollcall.kubeapi.types.ApiType.Kind;
import io.rollcall.kubeapi.types.ApiType.ListOf;
import io.rollcall.kubeapi.types.ApiType.MapOf;
import io.rollcall.kubeapi.types.ApiType.Scalar;
import io.rollcall.kubeapi.types.ApiType.Struct;
import io.rollcall.rules.admission.Meaning;
import io.rollcall.rules.model.Quantity;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/**
 * Whether somebody who wants a value has it already: the same value, the same amount of a resource, or what the server completed with
 * defaults. Else who applies {@code fieldRef: {fieldPath: …}} would never be content with {@code {apiVersion: v1, fieldPath: …}}.
 */
final class Agreement {

    private Agreement() {}

    static boolean of(ApiType type, JsonNode wanted, JsonNode live) {
        if (Meaning.identical(wanted, live)) {
            return true;
        }
        return switch (type) {
            case Scalar scalar -> scalar.kind() == Kind.QUANTITY && amount(wanted, live);
            case Anything anything -> false;
            case ListOf list -> list(list, wanted, live);
            case MapOf map -> wanted.isObject() && wanted.size() == live.size() && fields(map, wanted, live);
            case Struct struct -> wanted.isObject() && fields(struct, wanted, live) && completed(struct, wanted, live);
        };
    }

    private static boolean amount(JsonNode wanted, JsonNode live) {
        Optional<BigDecimal> amount = Quantity.parse(wanted.asText().strip());
        Optional<BigDecimal> other = Quantity.parse(live.asText().strip());
        return amount.isPresent() && other.isPresent() && amount.get().compareTo(other.get()) == 0;
    }

    private static boolean list(ListOf list, JsonNode wanted, JsonNode live) {
        if (!wanted.isArray() || wanted.size() != live.size()) {
            return false;
        }
        for (int i = 0; i < wanted.size(); i++) {
            if (!of(list.element(), wanted.get(i), live.path(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether all that is wanted is there. */
    private static boolean fields(ApiType type, JsonNode wanted, JsonNode live) {
        for (Map.Entry<String, JsonNode> entry : wanted.properties()) {
            if (!live.has(entry.getKey())
                    || !of(type.field(entry.getKey()), entry.getValue(), live.get(entry.getKey()))) {
                return false;
            }
        }
        return true;
    }

    /** Whether what is there beside is default. */
    private static boolean completed(Struct type, JsonNode wanted, JsonNode live) {
        for (Map.Entry<String, JsonNode> entry : live.properties()) {
            ApiField field = type.fields().get(entry.getKey());
            boolean known = wanted.has(entry.getKey())
                    || field != null
                            && field.defaultValue() != null
                            && Meaning.identical(field.defaultValue(), entry.getValue());
            if (!known) {
                return false;
            }
        }
        return true;
    }
}
