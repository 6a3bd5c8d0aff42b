package io.rollcall.projector.matrix;

import io.rollcall.projector.matrix.Changes.SlotName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What came in topics of their own: commands, and deletions of failed pods. It may come to the view long after the records of the
 * journal that it answers to, so where it stands in its own topic says what is new. One connection, one thread.
 */
final class LateRows {

    private static final String COMMANDS = "SELECT DISTINCT daemonset_uid, node FROM commands"
            + " WHERE log_partition = ? AND log_offset >= ? AND log_offset < ?";
    private static final String FAILURES = "SELECT DISTINCT daemonset_uid, node FROM decisions"
            + " WHERE log_partition = ? AND log_offset >= ? AND log_offset < ?"
            + " AND action = 'DELETE' AND reason = 'FAILED_POD'";

    private final Connection connection;

    LateRows(Connection connection) {
        this.connection = connection;
    }

    /**
     * The next offset to read of each partition of each topic: what the view is made from.
     *
     * @param next by topic and partition
     */
    record Positions(SortedMap<TopicPartition, Long> next) {
        static final Positions NONE = new Positions(new TreeMap<>());

        static Positions read(Connection connection) throws SQLException {
            SortedMap<TopicPartition, Long> next = new TreeMap<>();
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT topic, partition, next_offset FROM offsets")) {
                while (row.next()) {
                    next.put(new TopicPartition(row.getString(1), row.getInt(2)), row.getLong(3));
                }
            }
            return new Positions(next);
        }
    }

    /** A partition of a topic, by the topic's whole name. */
    record TopicPartition(String topic, int partition) implements Comparable<TopicPartition> {
        @Override
        public int compareTo(TopicPartition other) {
            int byTopic = topic.compareTo(other.topic);
            return byTopic != 0 ? byTopic : Integer.compare(partition, other.partition);
        }

        /** Without the prefix that sets one cluster's topics apart from another's. */
        String name() {
            return topic.substring(topic.lastIndexOf('.') + 1);
        }
    }

    /** The slots about which something came from one reading of the view to the next. */
    Set<SlotName> slots(Positions before, Positions now) throws SQLException {
        Set<SlotName> slots = new TreeSet<>();
        for (var entry : now.next().entrySet()) {
            TopicPartition from = entry.getKey();
            long seen = before.next().getOrDefault(from, 0L);
            if (entry.getValue() > seen) {
                switch (from.name()) {
                    case "commands" -> add(COMMANDS, from.partition(), seen, entry.getValue(), slots);
                    case "decisions" -> add(FAILURES, from.partition(), seen, entry.getValue(), slots);
                    default -> {} // Of the others the journal tells.
                }
            }
        }
        return slots;
    }

    private void add(String query, int partition, long from, long until, Set<SlotName> slots) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setInt(1, partition);
            statement.setLong(2, from);
            statement.setLong(3, until);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    slots.add(new SlotName(row.getString(1), row.getString(2)));
                }
            }
        }
    }
}
