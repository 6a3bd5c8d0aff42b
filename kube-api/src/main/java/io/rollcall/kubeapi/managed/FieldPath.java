package io.rollcall.kubeapi.managed;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.kubeapi.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;

/**
 * A field, an entry of a list, or a value of a set in an object.
 *
 * @param steps from the object to it, as FieldsV1 writes them: {@code f:} a field, {@code k:} an entry by its keys, {@code v:} a value, and a dot
 *     at the end for the
 *     entry itself
 */
record FieldPath(List<String> steps) implements Comparable<FieldPath> {

    /** How a step to a field begins. */
    static final String FIELD = "f:";

    /** How a step to an entry of a list begins; its keys follow. */
    static final String ENTRY = "k:";

    /** How a step to a value of a set begins. */
    static final String VALUE = "v:";

    /** The last step for an entry itself. */
    static final String SELF = ".";

    static final FieldPath ROOT = new FieldPath(List.of());

    FieldPath {
        steps = List.copyOf(steps);
    }

    FieldPath then(String step) {
        List<String> longer = new ArrayList<>(steps);
        longer.add(step);
        return new FieldPath(longer);
    }

    FieldPath field(String name) {
        return then(FIELD + name);
    }

    /** Whether a set has this path or one below it. Only paths with the same beginning follow a path in its order. */
    boolean isIn(NavigableSet<FieldPath> paths) {
        FieldPath next = paths.ceiling(this);
        return next != null
                && next.steps.size() >= steps.size()
                && next.steps.subList(0, steps.size()).equals(steps);
    }

    @Override
    public int compareTo(FieldPath other) {
        int common = Math.min(steps.size(), other.steps.size());
        for (int i = 0; i < common; i++) {
            int order = steps.get(i).compareTo(other.steps.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(steps.size(), other.steps.size());
    }

    /** As messages name it: {@code .spec.template.spec.containers[name="nginx"].image}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (String step : steps) {
            if (step.startsWith(FIELD)) {
                text.append('.').append(step, 2, step.length());
            } else if (step.startsWith(VALUE)) {
                text.append("[=").append(step, 2, step.length()).append(']');
            } else if (!step.equals(SELF)) {
                text.append('[').append(keys(Json.parse(step.substring(2)))).append(']');
            }
        }
        return text.toString();
    }

    private static String keys(JsonNode identity) {
        List<String> keys = new ArrayList<>();
        identity.properties().forEach(entry -> keys.add(entry.getKey() + "=" + Json.text(entry.getValue())));
        return String.join(",", keys);
    }
}
