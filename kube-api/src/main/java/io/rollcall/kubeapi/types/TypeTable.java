package io.rollcall.kubeapi.types;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.kubeapi.json.Json;
import io.rollcall.kubeapi.types.ApiType.Kind;
import io.rollcall.kubeapi.types.ApiType.ListOf;
import io.rollcall.kubeapi.types.ApiType.MapOf;
import io.rollcall.kubeapi.types.ApiType.Scalar;
import io.rollcall.kubeapi.types.ApiType.Struct;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the tables of types. A line at the margin is a type, {@code Name [atomic]: description}; an indented one is a field of it,
 * {@code name type [marks]: description}. {@code []} before a type is a list, {@code {}} a map. Marks: {@code required};
 * {@code default=}; {@code enum=A,B}; for lists {@code map=key,key} or {@code set} (all others are atomic), for maps {@code atomic};
 * {@code patch=key} or {@code patch=merge} where strategic merge patches merge, and {@code retainKeys}.
 */
final class TypeTable {

    private static final String CORE = "io.k8s.api.core.v1";

    /** The tables, and the packages of what is in them. */
    private static final List<List<String>> TABLES = List.of(
            List.of("meta", "io.k8s.apimachinery.pkg.apis.meta.v1"),
            List.of("apps", "io.k8s.api.apps.v1"),
            List.of("pod", CORE),
            List.of("pod-status", CORE),
            List.of("container", CORE),
            List.of("scheduling", CORE),
            List.of("volume", CORE),
            List.of("volume-drivers", CORE),
            List.of("node", CORE),
            List.of("event", CORE));

    private final SortedMap<String, Struct> structs = new TreeMap<>();

    private TypeTable() {}

    static SortedMap<String, Struct> read() {
        TypeTable table = new TypeTable();
        List<Line> lines = new ArrayList<>();
        TABLES.forEach(named -> lines.addAll(lines(named.getFirst(), named.getLast())));
        lines.stream().filter(line -> !line.field()).forEach(table::struct);
        @Nullable Struct current = null;
        for (Line line : lines) {
            if (!line.field()) {
                current = table.structs.get(line.name());
            } else if (current != null) {
                current.fields().put(line.name(), table.field(line));
            }
        }
        return table.structs;
    }

    /** A line, in words. */
    private record Line(String place, boolean field, List<String> words, String description) {
        String name() {
            return words.getFirst();
        }

        boolean has(String mark) {
            return words.contains(mark);
        }

        /** What stands behind a mark; empty when it is not there. */
        Optional<String> value(String mark) {
            return words.stream()
                    .filter(word -> word.startsWith(mark + "="))
                    .map(word -> word.substring(mark.length() + 1))
                    .findFirst();
        }

        List<String> values(String mark) {
            return value(mark).map(text -> List.of(text.split(","))).orElse(List.of());
        }
    }

    private static List<Line> lines(String table, String place) {
        try (InputStream in = Objects.requireNonNull(TypeTable.class.getResourceAsStream(table + ".types"), table)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line(place, line))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Line line(String place, String text) {
        int colon = text.indexOf(": ");
        if (colon < 0) {
            throw new IllegalStateException("no description in the tables of types: " + text);
        }
        List<String> words = List.of(text.substring(0, colon).strip().split(" +"));
        return new Line(
                place, text.startsWith(" "), words, text.substring(colon + 1).strip());
    }

    private void struct(Line line) {
        structs.put(
                line.name(),
                new Struct(line.name(), line.place(), line.description(), line.has("atomic"), new TreeMap<>()));
    }

    private ApiField field(Line line) {
        ApiType type = type(line.words().get(1), line);
        String patch = line.value("patch").orElse("");
        return new ApiField(
                type,
                line.description(),
                line.has("required"),
                line.value("default").map(text -> value(type, text)).orElse(null),
                line.values("enum"),
                patch.equals("merge") ? "" : patch,
                !patch.isEmpty(),
                line.has("retainKeys"));
    }

    private ApiType type(String word, Line line) {
        if (word.startsWith("[]")) {
            return new ListOf(type(word.substring(2), line), line.values("map"), line.has("set"));
        }
        if (word.startsWith("{}")) {
            return new MapOf(type(word.substring(2), line), line.has("atomic"));
        }
        if (word.equals("any")) {
            return ApiType.ANYTHING;
        }
        Optional<Kind> kind = Kind.of(word);
        if (kind.isPresent()) {
            return new Scalar(kind.get());
        }
        Struct struct = structs.get(word);
        if (struct == null) {
            throw new IllegalStateException("no such type in the tables: " + word);
        }
        return struct;
    }

    private static JsonNode value(ApiType type, String text) {
        boolean quoted = type instanceof Scalar scalar
                && switch (scalar.kind()) {
                    case TEXT, TIME, MICRO_TIME, QUANTITY -> true;
                    case FLAG, INT32, INT64, INT_OR_STRING -> false;
                };
        return quoted ? Json.array().add(text).path(0) : Json.parse(text);
    }
}
