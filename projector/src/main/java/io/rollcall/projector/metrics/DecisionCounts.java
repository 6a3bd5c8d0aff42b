package io.rollcall.projector.metrics;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Counts decisions: all of them at the first scrape, then only those that came since. What is pruned stays counted. */
final class DecisionCounts {

    private static final String NEW = "SELECT namespace, daemonset, action, reason, count(*) FROM decisions"
            + " WHERE log_partition = ? AND log_offset > ? AND log_offset <= ? GROUP BY namespace, daemonset, action, reason";

    private final Map<Integer, Long> counted = new TreeMap<>();
    private final Map<List<String>, Long> counts = new LinkedHashMap<>();

    private record End(int partition, long offset) {}

    void collect(Connection connection, Samples samples) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(NEW)) {
            for (End end : ends(connection)) {
                long from = counted.getOrDefault(end.partition(), -1L);
                if (end.offset() > from) {
                    count(statement, end, from);
                    counted.put(end.partition(), end.offset());
                }
            }
        }
        counts.forEach(
                (labels, count) -> samples.add(RollcallFamilies.DECISIONS, count, labels.toArray(String[]::new)));
    }

    private static List<End> ends(Connection connection) throws SQLException {
        List<End> ends = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT partition, next_offset - 1 FROM offsets WHERE topic LIKE '%decisions'")) {
            while (row.next()) {
                ends.add(new End(row.getInt(1), row.getLong(2)));
            }
        }
        return ends;
    }

    private void count(PreparedStatement statement, End end, long from) throws SQLException {
        statement.setInt(1, end.partition());
        statement.setLong(2, from);
        statement.setLong(3, end.offset());
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                List<String> labels = List.of(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3).toLowerCase(Locale.ROOT),
                        row.getString(4));
                counts.merge(labels, row.getLong(5), Long::sum);
            }
        }
    }
}
