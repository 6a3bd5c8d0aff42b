package io.rollcall.events.topics;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Full names of topics: one prefix for each controlled cluster, so that many can share one Kafka.
 *
 * @param prefix what stands before the dot; letters, digits, dots, underscores and hyphens, as Kafka allows
 */
public record TopicNames(String prefix) {
    /** Prefix when none is configured. */
    public static final String DEFAULT_PREFIX = "rollcall";

    private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9._-]{1,200}");

    public TopicNames {
        if (!LEGAL.matcher(prefix).matches()) {
            throw new IllegalArgumentException("topic prefix '" + prefix
                    + "' is not legal: use 1 to 200 of the letters a-z, A-Z, digits, '.', '_' and '-'");
        }
    }

    /** Names under {@link #DEFAULT_PREFIX}. */
    public static TopicNames standard() {
        return new TopicNames(DEFAULT_PREFIX);
    }

    /** Full name of a topic. */
    public String of(Topic<?> topic) {
        return of(topic.name());
    }

    /** Full name of a topic that is not in the catalogue, such as a store's or the registry's. */
    public String of(String name) {
        return prefix + "." + name;
    }

    /** The subject under which the registry keeps the topic's value schema (TopicNameStrategy). */
    public String valueSubject(Topic<?> topic) {
        return of(topic) + "-value";
    }

    /** The topic of the catalogue with this full name, if it is one under this prefix. */
    public Optional<Topic<?>> topic(String fullName) {
        return TopicCatalogue.all().stream()
                .filter(topic -> of(topic).equals(fullName))
                .findFirst();
    }
}
