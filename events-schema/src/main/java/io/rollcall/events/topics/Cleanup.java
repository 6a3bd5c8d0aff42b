package io.rollcall.events.topics;

/** What Kafka may throw away of a topic ({@code cleanup.policy}). */
public enum Cleanup {
    /** Everything is kept for the topic's {@link Retention}: the topic is a history. */
    KEEP("delete"),
    /** The last record of each key is kept: the topic is a table. A null value takes the key away. */
    COMPACT("compact");

    private final String policy;

    Cleanup(String policy) {
        this.policy = policy;
    }

    /** The value of Kafka's {@code cleanup.policy}. */
    public String policy() {
        return policy;
    }
}
