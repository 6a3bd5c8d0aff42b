package io.rollcall.kubeapi.selector;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.kubeapi.resource.ResourceType;
import io.rollcall.kubeapi.status.Failures;
import java.util.ArrayList;
import java.util.List;

/**
 * A field selector of a query. All conditions must hold.
 *
 * @param conditions the conditions; none for everything
 */
public record FieldQuery(List<Condition> conditions) {

    /** Selects everything. */
    public static final FieldQuery EVERYTHING = new FieldQuery(List.of());

    /**
     * One condition.
     *
     * @param field a path such as {@code metadata.name}
     * @param equal whether the value must be this one, or any other
     * @param value the value, as text
     */
    public record Condition(String field, boolean equal, String value) {}

    /**
     * The selector that a text means; everything for the empty text.
     *
     * @throws io.rollcall.kubeapi.status.StatusException 400 when it cannot be read or names a field that cannot be asked for
     */
    public static FieldQuery parse(ResourceType type, String text) {
        List<Condition> conditions = new ArrayList<>();
        for (String term : split(text)) {
            Condition condition = condition(term, text);
            SelectableFields.check(type, condition.field());
            conditions.add(condition);
        }
        return new FieldQuery(conditions);
    }

    /** The objects of one name. */
    public static FieldQuery named(String name) {
        return new FieldQuery(List.of(new Condition("metadata.name", true, name)));
    }

    /** The objects that both select. */
    public FieldQuery and(FieldQuery other) {
        List<Condition> all = new ArrayList<>(conditions);
        all.addAll(other.conditions);
        return new FieldQuery(all);
    }

    /** Whether this object is selected. */
    public boolean matches(JsonNode object) {
        for (Condition condition : conditions) {
            if (SelectableFields.value(object, condition.field()).equals(condition.value()) != condition.equal()) {
                return false;
            }
        }
        return true;
    }

    private static Condition condition(String term, String all) {
        for (int i = 0; i < term.length(); i++) {
            char c = term.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '!' && term.startsWith("!=", i)) {
                return new Condition(term.substring(0, i), false, unescape(term.substring(i + 2)));
            } else if (c == '=') {
                int from = term.startsWith("==", i) ? i + 2 : i + 1;
                return new Condition(term.substring(0, i), true, unescape(term.substring(from)));
            }
        }
        throw Failures.badRequest("invalid selector: '" + all + "'; can't understand '" + term + "'");
    }

    private static List<String> split(String text) {
        List<String> terms = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i < text.length() && text.charAt(i) == '\\') {
                i++;
            } else if (i >= text.length() || text.charAt(i) == ',') {
                if (i > start) {
                    terms.add(text.substring(start, Math.min(i, text.length())));
                }
                start = i + 1;
            }
        }
        return terms;
    }

    private static String unescape(String value) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) == '\\' && i + 1 < value.length()) {
                i++;
            }
            plain.append(value.charAt(i));
        }
        return plain.toString();
    }
}
