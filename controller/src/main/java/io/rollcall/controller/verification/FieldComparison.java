package io.rollcall.controller.verification;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Compares two records field by field, in the order of a schema: that with which the recorded one was written, so that what its writer did
 * not know of yet does not count.
 */
final class FieldComparison {

    private static final int SHOWN = 200;

    private FieldComparison() {}

    static Optional<FieldDifference> first(Schema writer, SpecificRecord recorded, SpecificRecord recomputed) {
        return record("", writer, recorded, recomputed);
    }

    private static Optional<FieldDifference> record(String path, Schema schema, SpecificRecord a, SpecificRecord b) {
        for (Schema.Field field : schema.getFields()) {
            Schema.Field known = a.getSchema().getField(field.name());
            if (known != null) {
                String at = path.isEmpty() ? field.name() : path + "." + field.name();
                Optional<FieldDifference> found = value(at, field.schema(), a.get(known.pos()), b.get(known.pos()));
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<FieldDifference> value(String path, Schema schema, @Nullable Object a, @Nullable Object b) {
        if (a == null || b == null) {
            return a == b ? Optional.empty() : differs(path, a, b);
        }
        return switch (a) {
            case SpecificRecord one when b instanceof SpecificRecord other -> records(path, schema, one, other);
            case Map<?, ?> one
            when b instanceof Map<?, ?> other -> maps(path, branch(schema, Schema.Type.MAP), one, other);
            case List<?> one
            when b instanceof List<?> other -> lists(path, branch(schema, Schema.Type.ARRAY), one, other);
            case CharSequence one
            when b instanceof CharSequence ->
                one.toString().equals(b.toString()) ? Optional.empty() : differs(path, a, b);
            default -> Objects.equals(a, b) ? Optional.empty() : differs(path, a, b);
        };
    }

    private static Optional<FieldDifference> records(String path, Schema schema, SpecificRecord a, SpecificRecord b) {
        String name = a.getSchema().getFullName();
        if (!name.equals(b.getSchema().getFullName())) {
            return Optional.of(new FieldDifference(
                    path, a.getSchema().getName(), b.getSchema().getName()));
        }
        return record(path, ofRecord(schema, name), a, b);
    }

    private static Optional<FieldDifference> maps(String path, Schema schema, Map<?, ?> a, Map<?, ?> b) {
        Map<String, Object> one = sorted(a);
        Map<String, Object> other = sorted(b);
        TreeSet<String> keys = new TreeSet<>(one.keySet());
        keys.addAll(other.keySet());
        for (String key : keys) {
            Optional<FieldDifference> found =
                    value(path + "." + key, schema.getValueType(), one.get(key), other.get(key));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Map<String, Object> sorted(Map<?, ?> map) {
        Map<String, Object> sorted = new TreeMap<>();
        map.forEach((key, value) -> sorted.put(String.valueOf(key), value));
        return sorted;
    }

    private static Optional<FieldDifference> lists(String path, Schema schema, List<?> a, List<?> b) {
        for (int i = 0; i < Math.max(a.size(), b.size()); i++) {
            Optional<FieldDifference> found = value(
                    path + "[" + i + "]",
                    schema.getElementType(),
                    i < a.size() ? a.get(i) : null,
                    i < b.size() ? b.get(i) : null);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Schema branch(Schema schema, Schema.Type type) {
        return schema.getType() != Schema.Type.UNION
                ? schema
                : schema.getTypes().stream()
                        .filter(branch -> branch.getType() == type)
                        .findFirst()
                        .orElse(schema);
    }

    private static Schema ofRecord(Schema schema, String name) {
        return schema.getType() != Schema.Type.UNION
                ? schema
                : schema.getTypes().stream()
                        .filter(branch -> branch.getFullName().equals(name))
                        .findFirst()
                        .orElse(schema);
    }

    private static Optional<FieldDifference> differs(
            String path, @Nullable Object recorded, @Nullable Object recomputed) {
        return Optional.of(new FieldDifference(path, shown(recorded), shown(recomputed)));
    }

    private static String shown(@Nullable Object value) {
        String text = value instanceof CharSequence ? "\"" + value + "\"" : String.valueOf(value);
        String line = text.replace("\n", "\\n");
        return line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line;
    }
}
