package io.rollcall.projector.tail;

import io.rollcall.projector.query.answer.QueryException;
import io.rollcall.projector.query.answer.QueryException.Kind;
import io.rollcall.projector.view.ViewDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Follows one table from a position on. What one call leaves out for want of room, the next one has; what is not shown is passed over. For
 * one thread.
 *
 * @param <T> what is shown
 */
public abstract class Tail<T> {

    private static final int BATCH = 500;

    private final ViewDatabase view;
    private final String topic;
    private final TailPosition position;

    /**
     * From a position on.
     *
     * @param after what {@link Entry#position} said; null for the present end
     * @throws QueryException when it is none, it has not come, or what came behind it is no longer kept
     */
    Tail(ViewDatabase view, String topic, @Nullable String after) throws SQLException {
        this.view = view;
        this.topic = topic;
        this.position = after == null ? TailPosition.start(topic) : TailPosition.parse(topic, after);
        try (Connection connection = view.reader()) {
            if (after == null) {
                ends(connection).forEach(position::moveOn);
            } else {
                requireReached(connection);
                requireKept(connection);
            }
        }
    }

    /**
     * Something that came.
     *
     * @param position behind it
     */
    public record Entry<T>(String position, T shown) {}

    /** Where it is. */
    public final String position() {
        return position.toString();
    }

    /**
     * What came since the last call, in the order of each partition.
     *
     * @throws QueryException when the view has lost some of it, or was built anew
     */
    public final List<Entry<T>> next() throws SQLException {
        List<Entry<T>> entries = new ArrayList<>();
        try (Connection connection = view.reader()) {
            SortedMap<Integer, Long> ends = ends(connection);
            requireReached(connection);
            if (!behind(ends)) {
                return entries;
            }
            // Rows may have been removed since the last call.
            requireKept(connection);
            for (Map.Entry<Integer, Long> end : ends.entrySet()) {
                int partition = end.getKey();
                if (position.of(partition) < end.getValue() && entries.size() < BATCH) {
                    read(connection, partition, partition == ends.firstKey(), entries);
                }
            }
        }
        return entries;
    }

    private void read(Connection connection, int partition, boolean first, List<Entry<T>> entries) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(rows())) {
            statement.setInt(1, partition);
            statement.setLong(2, position.of(partition));
            statement.setInt(3, BATCH);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    position.moveOn(partition, row.getLong("log_offset"));
                    T shown = show(connection, row, first);
                    if (shown != null) {
                        entries.add(new Entry<>(position(), shown));
                    }
                }
            }
        }
    }

    private boolean behind(SortedMap<Integer, Long> ends) {
        return ends.entrySet().stream().anyMatch(end -> position.of(end.getKey()) < end.getValue());
    }

    /** What is read next of a partition may lie behind its last row: a transaction's marker has none. */
    private void requireReached(Connection connection) throws SQLException {
        SortedMap<Integer, Long> reached = new TreeMap<>();
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT partition, next_offset - 1 FROM offsets WHERE topic LIKE ?")) {
            statement.setString(1, "%" + topic);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    reached.put(row.getInt(1), row.getLong(2));
                }
            }
        }
        for (Map.Entry<Integer, Long> followed : position.offsets().entrySet()) {
            long end = reached.getOrDefault(followed.getKey(), -1L);
            if (followed.getValue() > end) {
                throw new QueryException(
                        Kind.GONE,
                        "the view is at " + topic + "-" + followed.getKey() + "@" + end + ", before " + position
                                + ": it was built anew, or from another log; load anew, then follow without a position");
            }
        }
    }

    private void requireKept(Connection connection) throws SQLException {
        if (!pruned(connection)) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(oldest())) {
            for (Map.Entry<Integer, Long> followed : position.offsets().entrySet()) {
                statement.setInt(1, followed.getKey());
                try (ResultSet row = statement.executeQuery()) {
                    if (row.next() && row.getLong(1) > followed.getValue() + 1 && !row.wasNull()) {
                        throw new QueryException(
                                Kind.GONE,
                                "the view no longer has what came behind " + position
                                        + ": load anew, then follow without a position");
                    }
                }
            }
        }
    }

    private boolean pruned(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT 1 FROM meta WHERE name = ?")) {
            statement.setString(1, mark());
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    /** Where each partition ends, by partition. */
    abstract SortedMap<Integer, Long> ends(Connection connection) throws SQLException;

    /** Query for a partition's rows behind an offset, so many; with the column log_offset. */
    abstract String rows();

    /** Query for the oldest offset of a partition that is kept. */
    abstract String oldest();

    /** Name in table meta of what is there once something was pruned. */
    abstract String mark();

    /** What is to be shown of a row; null for nothing. */
    abstract @Nullable T show(Connection connection, ResultSet row, boolean firstPartition) throws SQLException;
}
