package io.rollcall.rules.admission.schema;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** The type of a field, as an API server's decoder knows it. Immutable. */
public sealed interface GoType {

    /** As Go's decoder names it in messages: {@code int32}, {@code []v1.Container}. */
    String name();

    /**
     * A plain value.
     *
     * @param kind what JSON value it takes
     * @param name as in messages; a type with a name of its own has that one, such as {@code v1.DNSPolicy}
     */
    record Plain(Kind kind, String name) implements GoType {}

    /** What JSON value a plain type takes. */
    enum Kind {
        /** Text. */
        TEXT,
        /** True or false. */
        FLAG,
        /** A whole number of 32 bits. */
        INT32,
        /** A whole number of 64 bits. */
        INT64,
        /** A time of RFC 3339. */
        TIME,
        /** A number or text. */
        INT_OR_STRING,
        /** An amount of a resource. */
        QUANTITY,
        /** Anything; kept as it is. */
        ANY
    }

    /** A list. */
    record ListOf(GoType element) implements GoType {
        @Override
        public String name() {
            return "[]" + element.name();
        }
    }

    /** A map with text as keys. */
    record MapOf(String name, GoType element) implements GoType {}

    /**
     * An object with known fields.
     *
     * @param simpleName without package, as in {@code DaemonSetSpec}
     * @param fields its fields; filled while the types are read, since types may contain each other
     */
    record Struct(String simpleName, SortedMap<String, FieldOf> fields) implements GoType {
        @Override
        public String name() {
            return "v1." + simpleName;
        }

        @Override
        public String toString() {
            return name();
        }

        @Override
        public int hashCode() {
            return simpleName.hashCode();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Struct struct && struct.simpleName.equals(simpleName);
        }
    }

    /**
     * A field.
     *
     * @param type its type
     * @param keepsZero whether a zero value is written: the field is a pointer, or always written
     */
    record FieldOf(GoType type, boolean keepsZero) {}

    /** The plain type of that name in the tables; null when it is none. */
    static @Nullable Plain plain(String word) {
        Kind kind = switch (word) {
            case "string" -> Kind.TEXT;
            case "bool" -> Kind.FLAG;
            case "int32" -> Kind.INT32;
            case "int64" -> Kind.INT64;
            case "Time" -> Kind.TIME;
            case "IntOrString" -> Kind.INT_OR_STRING;
            case "Quantity" -> Kind.QUANTITY;
            case "any" -> Kind.ANY;
            default -> null;
        };
        return kind == null ? null : new Plain(kind, word);
    }
}
