package io.rollcall.kubeapi.selector;

import java.util.List;
import java.util.Map;

/**
 * A label selector of a query. All requirements must hold.
 *
 * @param requirements the requirements; none for everything
 */
public record LabelQuery(List<Requirement> requirements) {

    /** Selects everything. */
    public static final LabelQuery EVERYTHING = new LabelQuery(List.of());

    /** How a requirement compares. */
    public enum Operator {
        /** The label has one of the values. */
        IN,
        /** The label has none of the values, or is not there. */
        NOT_IN,
        /** The label is there. */
        EXISTS,
        /** The label is not there. */
        NOT_EXISTS,
        /** The label is a whole number above the value. */
        GREATER,
        /** The label is a whole number below the value. */
        LESS
    }

    /**
     * One requirement.
     *
     * @param key the label
     * @param operator how it compares
     * @param values with what
     */
    public record Requirement(String key, Operator operator, List<String> values) {

        boolean holds(Map<String, String> labels) {
            String value = labels.get(key);
            return switch (operator) {
                case IN -> value != null && values.contains(value);
                case NOT_IN -> value == null || !values.contains(value);
                case EXISTS -> value != null;
                case NOT_EXISTS -> value == null;
                case GREATER -> value != null && compare(value) > 0;
                case LESS -> value != null && compare(value) < 0;
            };
        }

        private int compare(String value) {
            try {
                return Long.compare(Long.parseLong(value), Long.parseLong(values.getFirst()));
            } catch (NumberFormatException notANumber) {
                return 0;
            }
        }
    }

    /** Whether these labels are selected. */
    public boolean matches(Map<String, String> labels) {
        return requirements.stream().allMatch(requirement -> requirement.holds(labels));
    }
}
