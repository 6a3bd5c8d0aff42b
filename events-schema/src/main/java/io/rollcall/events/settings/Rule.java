package io.rollcall.events.settings;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A check of several settings together. It is made when each of them is legal by itself.
 *
 * @param settings those that it looks at; a violation is told at the first
 * @param violation what is wrong and how to mend it, one line; empty when nothing is
 */
public record Rule(List<String> settings, Function<Map<String, Object>, Optional<String>> violation) {

    /** Copies the names. */
    public Rule {
        settings = List.copyOf(settings);
    }
}
