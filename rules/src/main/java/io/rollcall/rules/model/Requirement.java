package io.rollcall.rules.model;

import java.util.List;

/**
 * One requirement of a label selector or of a node selector term, as written; whether it is valid depends on where it stands.
 *
 * @param key label key, or field name in matchFields
 * @param operator In, NotIn, Exists, DoesNotExist; in node selectors also Gt and Lt
 * @param values the values, empty for Exists and DoesNotExist
 */
public record Requirement(String key, String operator, List<String> values) {

    /** Copies the values. */
    public Requirement {
        values = List.copyOf(values);
    }

    /** For explanations: {@code zone In [a, b]}, {@code gpu Exists}. */
    public String text() {
        return values.isEmpty() ? key + " " + operator : key + " " + operator + " " + values;
    }
}
