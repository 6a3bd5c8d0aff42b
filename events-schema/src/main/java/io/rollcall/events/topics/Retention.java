package io.rollcall.events.topics;

/**
 * How long records of a topic that is not compacted are kept ({@code retention.ms}).
 *
 * @param millis milliseconds; -1 keeps them for ever
 */
public record Retention(long millis) {
    /** The log is the only memory, so it is kept unless an operator decides otherwise. */
    public static final Retention FOREVER = new Retention(-1);

    public Retention {
        if (millis < -1) {
            throw new IllegalArgumentException("retention is -1 (for ever) or milliseconds, not " + millis);
        }
    }
}
