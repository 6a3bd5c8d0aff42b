package io.rollcall.cluster.objects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A place in a Kubernetes object, with its path. Absent and null are the same, as in Kubernetes; a value of the wrong type is an
 * {@link InvalidObjectException} that names the path.
 *
 * @param path such as {@code spec.taints[0].key}; empty for the object itself
 * @param node what stands there; a missing node when nothing does
 */
public record Field(String path, JsonNode node) {

    /** The object itself. */
    public static Field of(JsonNode object) {
        return new Field("", object);
    }

    /** The field of that name in this object. */
    public Field at(String name) {
        String childPath = path.isEmpty() ? name : path + "." + name;
        if (absent()) {
            return new Field(childPath, MissingNode.getInstance());
        }
        require(node.isObject(), "an object");
        JsonNode child = node.get(name);
        return new Field(childPath, child == null ? MissingNode.getInstance() : child);
    }

    /** Whether nothing or null stands here. */
    public boolean absent() {
        return node.isMissingNode() || node.isNull();
    }

    /** Text; null when absent or empty. */
    public @Nullable String text() {
        if (absent()) {
            return null;
        }
        require(node.isTextual(), "text");
        return node.textValue().isEmpty() ? null : node.textValue();
    }

    /** Text; the given one when absent or empty. */
    public String text(String otherwise) {
        String text = text();
        return text == null ? otherwise : text;
    }

    /** Text that must be there and not be empty. */
    public String requiredText() {
        String text = text();
        if (text == null) {
            throw new InvalidObjectException(
                    path, "is missing; give the object whole, as kubectl get -o json prints it");
        }
        return text;
    }

    /** True or false; false when absent. */
    public boolean flag() {
        if (absent()) {
            return false;
        }
        require(node.isBoolean(), "true or false");
        return node.booleanValue();
    }

    /** A whole number of 64 bits; the given one when absent. */
    public long number(long otherwise) {
        if (absent()) {
            return otherwise;
        }
        require(node.isIntegralNumber() && node.canConvertToLong(), "a whole number");
        return node.longValue();
    }

    /** A whole number of 32 bits, not negative; the given one when absent. */
    public int count(int otherwise) {
        long number = number(otherwise);
        require(number >= 0 && number <= Integer.MAX_VALUE, "a whole number from 0");
        return (int) number;
    }

    /** A time of RFC 3339, to the microsecond; null when absent. */
    public @Nullable Instant time() {
        String text = text();
        if (text == null) {
            return null;
        }
        try {
            return Instant.parse(text).truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException e) {
            throw new InvalidObjectException(
                    path, "must be a time such as 2026-01-31T12:00:00Z, found \"" + shown(text) + "\"");
        }
    }

    /** A map of text to text, in order of the keys; empty when absent. */
    public TreeMap<String, String> textMap() {
        TreeMap<String, String> map = new TreeMap<>();
        if (!absent()) {
            require(node.isObject(), "an object");
            for (String key : (Iterable<String>) node::fieldNames) {
                Field value = at(key);
                value.require(value.node.isTextual() || value.absent(), "text");
                map.put(key, value.text(""));
            }
        }
        return map;
    }

    /** The entries of a list; empty when absent. */
    public List<Field> entries() {
        List<Field> entries = new ArrayList<>();
        if (!absent()) {
            require(node.isArray(), "a list");
            for (int i = 0; i < node.size(); i++) {
                entries.add(new Field(path + "[" + i + "]", node.get(i)));
            }
        }
        return entries;
    }

    /** A list of text; empty when absent. */
    public List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (Field entry : entries()) {
            texts.add(entry.text(""));
        }
        return texts;
    }

    /** The first entry of a list of conditions with that type; an absent place when there is none. */
    public Field condition(String type) {
        for (Field condition : entries()) {
            if (type.equals(condition.at("type").text())) {
                return condition;
            }
        }
        return new Field(path + "[" + type + "]", MissingNode.getInstance());
    }

    private void require(boolean right, String expected) {
        if (!right) {
            throw new InvalidObjectException(
                    path, "must be " + expected + ", found " + found() + "; write " + expected + " there");
        }
    }

    private String found() {
        return node.isContainerNode()
                ? "a JSON " + node.getNodeType().name().toLowerCase(Locale.ROOT)
                : shown(node.toString());
    }

    private static String shown(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
