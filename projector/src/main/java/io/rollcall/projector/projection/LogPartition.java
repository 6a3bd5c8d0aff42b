package io.rollcall.projector.projection;

import java.util.Comparator;

/**
 * A partition of a topic.
 *
 * @param topic full name, prefix included
 * @param partition its number
 */
public record LogPartition(String topic, int partition) implements Comparable<LogPartition> {

    private static final Comparator<LogPartition> ORDER =
            Comparator.comparing(LogPartition::topic).thenComparingInt(LogPartition::partition);

    @Override
    public int compareTo(LogPartition other) {
        return ORDER.compare(this, other);
    }
}
