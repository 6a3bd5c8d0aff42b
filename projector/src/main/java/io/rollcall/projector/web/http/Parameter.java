package io.rollcall.projector.web.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of a query, all of which are optional.
 *
 * @param name its name in the URL
 * @param description what it does, for people
 * @param kind what may be given
 */
public record Parameter(String name, String description, Kind kind) {

    /** What may be given. */
    public sealed interface Kind {}

    /**
     * Any text.
     *
     * @param example something that may be given
     */
    public record Text(String example) implements Kind {}

    /**
     * A number.
     *
     * @param without what holds when it is not given; null when nothing does
     */
    public record Number(int lowest, int highest, @Nullable Integer without) implements Kind {}

    /** One of some words. */
    public record Choice(List<String> words) implements Kind {}

    /** Takes a text. */
    public static Parameter text(String name, String description, String example) {
        return new Parameter(name, description, new Text(example));
    }

    /** Takes a number within bounds, with a default. */
    public static Parameter number(
            String name, String description, int lowest, int highest, @Nullable Integer without) {
        return new Parameter(name, description, new Number(lowest, highest, without));
    }

    /** Takes one of some words. */
    public static Parameter choice(String name, String description, String... words) {
        return new Parameter(name, description, new Choice(List.of(words)));
    }
}
