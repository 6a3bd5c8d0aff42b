package io.rollcall.projector.tail;

import io.rollcall.projector.query.answer.QueryException;
import io.rollcall.projector.query.answer.QueryException.Kind;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How far somebody has followed a topic: the last offset of each of its partitions. Written {@code journal-0@41,journal-1@7}. Offsets of a
 * partition only come in their order, so nothing that comes later is missed.
 */
final class TailPosition {

    private static final Pattern PLACE = Pattern.compile("(\\w+)-(\\d{1,9})@(\\d{1,18})");

    private final String topic;
    private final SortedMap<Integer, Long> offsets = new TreeMap<>();

    private TailPosition(String topic) {
        this.topic = topic;
    }

    /** Before everything. */
    static TailPosition start(String topic) {
        return new TailPosition(topic);
    }

    /**
     * As it was written.
     *
     * @throws QueryException when it was not
     */
    static TailPosition parse(String topic, String text) {
        TailPosition position = new TailPosition(topic);
        if (text.isEmpty() || text.equals(topic)) {
            return position;
        }
        for (String part : text.split(",", -1)) {
            Matcher place = PLACE.matcher(part);
            if (!place.matches() || !place.group(1).equals(topic)) {
                throw new QueryException(
                        Kind.BAD_QUESTION,
                        "'" + text + "' is no position of this stream: give an id that it sent, such as " + topic
                                + "-0@41");
            }
            position.moveOn(Integer.parseInt(place.group(2)), Long.parseLong(place.group(3)));
        }
        return position;
    }

    /** The last offset of a partition; -1 before the first. */
    long of(int partition) {
        return offsets.getOrDefault(partition, -1L);
    }

    /** What has been followed, by partition. */
    SortedMap<Integer, Long> offsets() {
        return offsets;
    }

    void moveOn(int partition, long offset) {
        offsets.put(partition, offset);
    }

    /** As {@link #parse} reads it; the topic alone before everything. */
    @Override
    public String toString() {
        return offsets.isEmpty()
                ? topic
                : offsets.entrySet().stream()
                        .map(entry -> topic + "-" + entry.getKey() + "@" + entry.getValue())
                        .collect(Collectors.joining(","));
    }
}
