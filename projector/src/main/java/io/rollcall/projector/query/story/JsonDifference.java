package io.rollcall.projector.query.story;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Says for people in which fields two JSON texts differ, and how where that is short. Pure. */
final class JsonDifference {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_VALUE = 60;

    private final List<String> differences = new ArrayList<>();

    private JsonDifference() {}

    /** The differences in the order of the paths; a text that is no JSON counts as one value. */
    static List<String> between(String path, String before, String after) {
        JsonDifference difference = new JsonDifference();
        difference.compare(path, read(before), read(after));
        return List.copyOf(difference.differences);
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException noJson) {
            return JSON.getNodeFactory().textNode(text);
        }
    }

    private void compare(String path, JsonNode before, JsonNode after) {
        if (before.equals(after)) {
            return;
        }
        if (before.isObject() && after.isObject()) {
            SortedSet<String> names = new TreeSet<>();
            addNames(before, names);
            addNames(after, names);
            names.forEach(name -> compare(path + "." + name, before.path(name), after.path(name)));
        } else if (before.isArray() && after.isArray() && before.size() == after.size()) {
            for (int i = 0; i < before.size(); i++) {
                compare(path + "[" + i + "]", before.path(i), after.path(i));
            }
        } else {
            differences.add(path + change(before, after));
        }
    }

    private static void addNames(JsonNode object, SortedSet<String> names) {
        for (Iterator<String> fields = object.fieldNames(); fields.hasNext(); ) {
            names.add(fields.next());
        }
    }

    private static String change(JsonNode before, JsonNode after) {
        if (after.isMissingNode()) {
            return " removed";
        }
        if (before.isMissingNode()) {
            String value = value(after);
            return value.isEmpty() ? " added" : "=" + value + " added";
        }
        String from = value(before);
        String to = value(after);
        return from.isEmpty() || to.isEmpty() ? " changed" : " changed from " + from + " to " + to;
    }

    /** Nothing where it is long. */
    private static String value(JsonNode node) {
        String text = node.isValueNode() ? node.asText() : node.toString();
        return text.length() > LONGEST_VALUE ? "" : text;
    }
}
