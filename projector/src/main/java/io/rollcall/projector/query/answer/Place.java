package io.rollcall.projector.query.answer;

/**
 * Where a record stands in the log.
 *
 * @param topic full topic name
 * @param partition partition of that topic
 * @param offset offset in that partition
 */
public record Place(String topic, int partition, long offset) {

    /** {@code topic-partition@offset}. */
    public String text() {
        return topic + "-" + partition + "@" + offset;
    }
}
