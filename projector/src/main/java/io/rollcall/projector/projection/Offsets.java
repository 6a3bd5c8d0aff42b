package io.rollcall.projector.projection;

import io.rollcall.projector.view.ViewDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Table offsets: what is to be read next of each partition. A partition is moved on only from where this projection last saw it, so that
 * of two projectors that both believe to own it, one fails.
 */
final class Offsets {

    private final Connection connection;
    private final Prepared begin;
    private final Prepared moveOn;
    private final SortedMap<LogPartition, Long> known = new TreeMap<>();

    Offsets(ViewDatabase view, Statements statements) throws SQLException {
        connection = view.writer();
        begin = statements.now(Statements.insert("offsets", "topic, partition, next_offset")
                + " ON CONFLICT (topic, partition) DO NOTHING");
        moveOn = statements.now(
                "UPDATE offsets SET next_offset = ? WHERE topic = ? AND partition = ? AND next_offset = ?");
        known.putAll(read());
    }

    /** Reads the table; leaves no transaction open. */
    SortedMap<LogPartition, Long> read() throws SQLException {
        SortedMap<LogPartition, Long> positions = new TreeMap<>();
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT topic, partition, next_offset FROM offsets")) {
            while (rows.next()) {
                positions.put(new LogPartition(rows.getString(1), rows.getInt(2)), rows.getLong(3));
            }
        }
        connection.rollback();
        return Collections.unmodifiableSortedMap(positions);
    }

    /** From here on these partitions are moved on from where the table says that they are. */
    SortedMap<LogPartition, Long> takeOver(Collection<LogPartition> partitions) throws SQLException {
        SortedMap<LogPartition, Long> positions = read();
        for (LogPartition partition : partitions) {
            Long position = positions.get(partition);
            if (position == null) {
                known.remove(partition);
            } else {
                known.put(partition, position);
            }
        }
        return positions;
    }

    /** Moves partitions on, always in the same order; part of the open transaction, and locks their rows until its end. */
    void moveOn(SortedMap<LogPartition, Long> next) throws SQLException {
        for (Map.Entry<LogPartition, Long> entry : next.entrySet()) {
            LogPartition partition = entry.getKey();
            Long from = known.get(partition);
            int moved = from == null
                    ? begin.run(partition.topic(), partition.partition(), entry.getValue())
                    : moveOn.run(entry.getValue(), partition.topic(), partition.partition(), from);
            if (moved == 0) {
                throw new PositionsMovedException(partition.topic() + "-" + partition.partition()
                        + " is no longer at offset " + (from == null ? "the beginning" : from)
                        + " in the view: another projector has taken it over");
            }
        }
    }

    /** The open transaction was committed. */
    void committed(SortedMap<LogPartition, Long> next) {
        known.putAll(next);
    }
}
