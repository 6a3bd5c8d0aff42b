package io.rollcall.projector.query.answer;

import java.time.Instant;

/**
 * An input event in the log.
 *
 * @param topic full topic name
 * @param partition partition of that topic
 * @param offset offset in that partition
 * @param at time of the record
 */
public record SourceEvent(String topic, int partition, long offset, Instant at) {

    /** {@code topic-partition@offset}. */
    public String place() {
        return new Place(topic, partition, offset).text();
    }
}
