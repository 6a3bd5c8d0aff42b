package io.rollcall.projector.query.read;

import io.rollcall.projector.query.answer.AsOf;
import io.rollcall.projector.query.answer.QueryException;
import io.rollcall.projector.query.answer.QueryException.Kind;
import io.rollcall.projector.view.Moment;
import io.rollcall.projector.view.Tables;
import io.rollcall.projector.view.ViewTime;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Finds the tables as of a moment. One connection, one thread. */
public final class PastReader {

    private final Connection connection;

    /** On this connection. */
    public PastReader(Connection connection) {
        this.connection = connection;
    }

    /**
     * The tables as of a moment; nodes as the first partition of the journal has them.
     *
     * @throws QueryException when the view has not come so far, or no longer goes back so far
     */
    public Tables tables(AsOf asOf) throws SQLException {
        return switch (asOf) {
            case AsOf.Now now -> Tables.NOW;
            case AsOf.Time time -> at(ViewTime.micros(time.time()));
            case AsOf.Offset place -> at(List.of(place));
            case AsOf.Offsets several -> at(several.places());
        };
    }

    /**
     * The journal of a DaemonSet, up to a moment.
     *
     * @param partition its partition
     * @param offset offset of the last record that counts
     */
    public record Axis(int partition, long offset) {}

    /** The journal that has a DaemonSet, up to a moment; empty before it has it. */
    public Optional<Axis> axis(Tables tables, String uid) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT min(journal_partition) FROM daemonset_versions WHERE uid = ? AND deleted = 0")) {
            statement.setString(1, uid);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                int partition = row.getInt(1);
                return row.wasNull() ? Optional.empty() : axis(tables, partition);
            }
        }
    }

    /** A partition of the journal up to a moment; empty before its first record. */
    public Optional<Axis> axis(Tables tables, int partition) throws SQLException {
        SortedMap<Integer, Long> ends =
                tables.moment().isPresent() ? tables.moment().get().offsets() : ends();
        Long end = ends.get(partition);
        return end == null ? Optional.empty() : Optional.of(new Axis(partition, end));
    }

    /** The same moment, with the nodes as the decider of this DaemonSet knows them. */
    public Tables ofDaemonSet(Tables tables, String uid) throws SQLException {
        if (tables.moment().isEmpty()) {
            return tables;
        }
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT min(journal_partition) FROM daemonset_versions WHERE uid = ? AND deleted = 0")) {
            statement.setString(1, uid);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return Tables.asOf(tables.moment().get().at(row.getInt(1)));
            }
        }
    }

    /** At the latest time of these places, in the partitions that they name just behind them. */
    private Tables at(List<AsOf.Offset> places) throws SQLException {
        SortedMap<Integer, Long> ends = ends();
        long latest = Long.MIN_VALUE;
        for (AsOf.Offset place : places) {
            latest = Math.max(latest, timeOf(place, ends));
        }
        SortedMap<Integer, Long> offsets = offsets(ends, latest);
        places.forEach(place -> offsets.put(place.partition(), place.offset()));
        return Tables.asOf(new Moment(offsets, latest, places.getFirst().partition()));
    }

    private long timeOf(AsOf.Offset place, SortedMap<Integer, Long> ends) throws SQLException {
        Long end = ends.get(place.partition());
        String name = "journal-" + place.partition() + "@" + place.offset();
        long position = end == null ? -1 : position(place.partition(), end);
        if (place.offset() > position) {
            throw new QueryException(
                    Kind.NOT_FOUND,
                    name + " has not been read yet: the view "
                            + (end == null
                                    ? "knows no partition " + place.partition() + " of the journal"
                                    : "is at journal-" + place.partition() + "@" + position));
        }
        long time = timeOf(place.partition(), place.offset());
        requireKept(time, name);
        return time;
    }

    /** What the view says that it has read of a partition: behind its last record there may be a transaction's marker. */
    private long position(int partition, long lastRecord) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT max(next_offset) - 1 FROM offsets WHERE topic LIKE '%journal' AND partition = ?")) {
            statement.setInt(1, partition);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Math.max(lastRecord, row.getLong(1)) : lastRecord;
            }
        }
    }

    /** What has not happened has no state; that nothing was written since the last record is one. */
    private void requirePast(long time) throws SQLException {
        long now = ViewTime.micros(Instant.now());
        if (time > now && time > lastTime()) {
            throw new QueryException(
                    Kind.NOT_YET,
                    ViewTime.instant(time) + " has not come yet, it is " + ViewTime.instant(now)
                            + ": give a time of the past, or none for now");
        }
    }

    private Tables at(long time) throws SQLException {
        requirePast(time);
        requireKept(time, ViewTime.instant(time).toString());
        SortedMap<Integer, Long> ends = ends();
        int home = ends.isEmpty() ? 0 : ends.firstKey();
        return Tables.asOf(new Moment(offsets(ends, time), Math.min(time, lastTime()), home));
    }

    /** How far the view has read each partition of the journal. */
    public SortedMap<Integer, Long> ends() throws SQLException {
        SortedMap<Integer, Long> ends = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT partition, log_offset FROM clock")) {
            while (row.next()) {
                ends.put(row.getInt(1), row.getLong(2));
            }
        }
        return ends;
    }

    private long lastTime() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT max(journal_time) FROM clock")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Journal time of the last record up to an offset. */
    private long timeOf(int partition, long offset) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT at FROM journal WHERE partition = ? AND log_offset <= ? ORDER BY log_offset DESC LIMIT 1")) {
            statement.setInt(1, partition);
            statement.setLong(2, offset);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getLong(1) : Long.MIN_VALUE;
            }
        }
    }

    /** The last offset of each partition up to a time; partitions that begin later are left out. */
    private SortedMap<Integer, Long> offsets(SortedMap<Integer, Long> ends, long time) throws SQLException {
        SortedMap<Integer, Long> offsets = new TreeMap<>();
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT log_offset FROM journal WHERE partition = ?"
                        + " AND at <= ? ORDER BY at DESC, log_offset DESC LIMIT 1")) {
            for (int partition : ends.keySet()) {
                statement.setInt(1, partition);
                statement.setLong(2, time);
                try (ResultSet row = statement.executeQuery()) {
                    if (row.next()) {
                        offsets.put(partition, row.getLong(1));
                    }
                }
            }
        }
        return offsets;
    }

    private void requireKept(long time, String moment) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT value FROM meta WHERE name = 'history_since'")) {
            if (row.next() && time < Long.parseLong(row.getString(1))) {
                throw new QueryException(
                        Kind.NOT_FOUND,
                        "the view goes back to " + ViewTime.instant(Long.parseLong(row.getString(1))) + ", not to "
                                + moment
                                + ": a view built with a longer view.history.retention.ms does, the log has it all");
            }
        }
    }
}
