package io.rollcall.projector.web.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A list, or a part of one.
 *
 * @param items what is in it
 * @param next what to give as parameter continue for what comes behind; null when that is all
 */
public record Page<T>(
        List<T> items, @JsonProperty("continue") @Nullable String next) {

    /** All there is. */
    public static <T> Page<T> all(List<T> items) {
        return new Page<>(items, null);
    }

    /**
     * A part.
     *
     * @param found one item more than the limit, when there are so many: it is not shown, but says that there is more
     * @param key what the items are sorted by; {@link Request#after} gives that of the last item back
     */
    public static <T> Page<T> of(List<T> found, int limit, Function<T, String> key) {
        if (found.size() <= limit) {
            return all(found);
        }
        List<T> shown = List.copyOf(found.subList(0, limit));
        return part(shown, key.apply(shown.getLast()));
    }

    /**
     * A part.
     *
     * @param last the key of its last item, {@link Request#after} gives it back; null when nothing comes behind
     */
    public static <T> Page<T> part(List<T> items, @Nullable String last) {
        return new Page<>(
                items,
                last == null
                        ? null
                        : Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(last.getBytes(StandardCharsets.UTF_8)));
    }

    /** The type of a page of some type of items. */
    public record Of(Class<?> item) implements ParameterizedType {
        @Override
        public Type[] getActualTypeArguments() {
            return new Type[] {item};
        }

        @Override
        public Type getRawType() {
            return Page.class;
        }

        @Override
        public @Nullable Type getOwnerType() {
            return null;
        }
    }
}
