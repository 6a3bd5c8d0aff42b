package io.rollcall.kubeapi.types;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** The type of a value in an object, and how two such values merge. Immutable. */
public sealed interface ApiType {

    /** Anything: kept as it is; objects merge field by field, lists are replaced. */
    ApiType ANYTHING = new Anything();

    /** The type of that field or key; anything where the type does not know it. */
    default ApiType field(String name) {
        return switch (this) {
            case Struct struct -> {
                ApiField field = struct.fields().get(name);
                yield field == null ? ANYTHING : field.type();
            }
            case MapOf map -> map.element();
            case Scalar scalar -> ANYTHING;
            case Anything anything -> ANYTHING;
            case ListOf list -> ANYTHING;
        };
    }

    /** A plain value. */
    record Scalar(Kind kind) implements ApiType {}

    /** What JSON value a plain type takes. */
    enum Kind {
        /** Text. */
        TEXT("string"),
        /** True or false. */
        FLAG("bool"),
        /** A whole number of 32 bits. */
        INT32("int32"),
        /** A whole number of 64 bits. */
        INT64("int64"),
        /** A time of RFC 3339, in seconds. */
        TIME("Time"),
        /** A time of RFC 3339, in microseconds. */
        MICRO_TIME("MicroTime"),
        /** A number or text. */
        INT_OR_STRING("IntOrString"),
        /** An amount of a resource. */
        QUANTITY("Quantity");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        static Optional<Kind> of(String word) {
            for (Kind kind : values()) {
                if (kind.word.equals(word)) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }

    /** An object that no type describes. */
    record Anything() implements ApiType {}

    /**
     * A list.
     *
     * @param keys fields that tell its entries from each other, which then merge entry by entry; empty for all other lists
     * @param set whether its entries are values each of which is there once
     */
    record ListOf(ApiType element, List<String> keys, boolean set) implements ApiType {

        /** Whether it is replaced as a whole. */
        public boolean atomic() {
            return keys.isEmpty() && !set;
        }
    }

    /**
     * A map with text as keys.
     *
     * @param atomic whether it is replaced as a whole
     */
    record MapOf(ApiType element, boolean atomic) implements ApiType {}

    /**
     * An object with known fields.
     *
     * @param name without package, as in {@code DaemonSetSpec}
     * @param place the package that clients know it in, as in {@code io.k8s.api.apps.v1}
     * @param description what it is, in a sentence or two
     * @param atomic whether it is replaced as a whole
     * @param fields its fields; filled while the types are read, since types contain each other
     */
    record Struct(String name, String place, String description, boolean atomic, SortedMap<String, ApiField> fields)
            implements ApiType {

        /** With its package. */
        public String fullName() {
            return place + "." + name;
        }

        @Override
        public String toString() {
            return name;
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Struct struct && struct.name.equals(name);
        }
    }
}
