package io.rollcall.projector.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.rules.model.LabelSelector;
import io.rollcall.rules.model.Requirement;
import io.rollcall.rules.model.Taint;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** How maps and lists stand in the view: compact JSON text, keys of maps sorted. */
public final class ViewJson {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final TypeReference<TreeMap<String, String>> TEXTS = new TypeReference<>() {};
    private static final TypeReference<TreeMap<String, Integer>> COUNTS = new TypeReference<>() {};
    private static final TypeReference<List<String>> NAMES = new TypeReference<>() {};
    private static final TypeReference<List<Map<String, String>>> TEXT_MAPS = new TypeReference<>() {};
    private static final TypeReference<List<Requirement>> REQUIREMENTS = new TypeReference<>() {};

    private ViewJson() {}

    /** Column value of a map. */
    public static String map(Map<String, ?> map) {
        return write(new TreeMap<>(map));
    }

    /** Column value of a list of names. */
    public static String names(List<String> names) {
        return write(names);
    }

    /** Column value of a list of maps of texts. */
    public static String textMaps(List<? extends Map<String, String>> maps) {
        return write(maps.stream().map(TreeMap::new).toList());
    }

    /** Column value of taints. */
    public static String taints(List<Taint> taints) {
        return write(taints.stream()
                .map(taint -> map(taint.key(), taint.value(), taint.effect()))
                .toList());
    }

    /** Column value of a selector. */
    public static String selector(LabelSelector selector) {
        SortedMap<String, Object> parts = new TreeMap<>();
        parts.put("matchLabels", selector.matchLabels());
        parts.put("matchExpressions", selector.matchExpressions());
        return write(parts);
    }

    /** The map of texts in a column. */
    public static SortedMap<String, String> readMap(String json) {
        return read(json, TEXTS);
    }

    /** The map of numbers in a column. */
    public static SortedMap<String, Integer> readCounts(String json) {
        return read(json, COUNTS);
    }

    /** The names in a column. */
    public static List<String> readNames(String json) {
        return List.copyOf(read(json, NAMES));
    }

    /** The list of maps of texts in a column. */
    public static List<Map<String, String>> readTextMaps(String json) {
        return List.copyOf(read(json, TEXT_MAPS));
    }

    /** The taints in a column. */
    public static List<Taint> readTaints(String json) {
        return read(json, TEXT_MAPS).stream()
                .map(taint -> new Taint(
                        taint.getOrDefault("key", ""),
                        taint.getOrDefault("value", ""),
                        taint.getOrDefault("effect", "")))
                .toList();
    }

    /** The selector in a column. */
    public static LabelSelector readSelector(String json) {
        try {
            var tree = MAPPER.readTree(json);
            SortedMap<String, String> labels = MAPPER.convertValue(tree.path("matchLabels"), TEXTS);
            List<Requirement> expressions = MAPPER.convertValue(tree.path("matchExpressions"), REQUIREMENTS);
            return new LabelSelector(labels, expressions);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SortedMap<String, String> map(String key, String value, String effect) {
        SortedMap<String, String> map = new TreeMap<>();
        map.put("key", key);
        map.put("value", value);
        map.put("effect", effect);
        return map;
    }

    private static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T read(String json, TypeReference<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
