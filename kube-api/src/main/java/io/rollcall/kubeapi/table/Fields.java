package io.rollcall.kubeapi.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads fields that several kinds print. */
final class Fields {

    private Fields() {}

    static String name(JsonNode object) {
        return object.at("/metadata/name").asText("");
    }

    static String age(JsonNode object, Instant now) {
        return HumanDuration.since(object.at("/metadata/creationTimestamp").asText(""), now);
    }

    static String orNone(String text) {
        return text.isEmpty() ? RowPrinter.NONE : text;
    }

    static String orUnknown(String text) {
        return text.isEmpty() ? RowPrinter.UNKNOWN : text;
    }

    /** A map as {@code key=value} by key, with commas between. */
    static String pairs(JsonNode map) {
        return orNone(String.join(",", pairList(map)));
    }

    /** A label selector as {@code -l} takes it: its parts by key, with commas between. */
    static String selector(JsonNode selector) {
        SortedMap<String, List<String>> byKey = new TreeMap<>();
        for (Map.Entry<String, JsonNode> label : selector.path("matchLabels").properties()) {
            part(byKey, label.getKey(), label.getKey() + "=" + label.getValue().asText());
        }
        for (JsonNode expression : selector.path("matchExpressions")) {
            String key = expression.path("key").asText("");
            part(byKey, key, requirement(key, expression));
        }
        List<String> parts = new ArrayList<>();
        byKey.values().forEach(parts::addAll);
        return orNone(String.join(",", parts));
    }

    private static void part(SortedMap<String, List<String>> byKey, String key, String text) {
        byKey.computeIfAbsent(key, first -> new ArrayList<>()).add(text);
    }

    private static String requirement(String key, JsonNode expression) {
        List<String> values = new ArrayList<>();
        expression.path("values").forEach(value -> values.add(value.asText()));
        values.sort(null);
        String list = " (" + String.join(",", values) + ")";
        return switch (expression.path("operator").asText("")) {
            case "In" -> key + " in" + list;
            case "NotIn" -> key + " notin" + list;
            case "DoesNotExist" -> "!" + key;
            default -> key;
        };
    }

    private static List<String> pairList(JsonNode map) {
        SortedMap<String, String> sorted = new TreeMap<>();
        map.properties()
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue().asText()));
        List<String> pairs = new ArrayList<>();
        sorted.forEach((key, value) -> pairs.add(key + "=" + value));
        return pairs;
    }

    /** One field of each element, with commas between. */
    static String joined(JsonNode list, String field) {
        List<String> texts = new ArrayList<>();
        list.forEach(element -> texts.add(element.path(field).asText("")));
        return String.join(",", texts);
    }
}
