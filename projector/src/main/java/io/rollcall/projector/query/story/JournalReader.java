package io.rollcall.projector.query.story;

import io.rollcall.projector.query.answer.SourceEvent;
import io.rollcall.projector.query.read.ObjectReader;
import io.rollcall.projector.view.ViewTime;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads records of the journal. One connection, one thread. */
public final class JournalReader {

    private final Connection connection;

    /** Of the view on this connection. */
    public JournalReader(Connection connection) {
        this.connection = connection;
    }

    /**
     * A record of the journal.
     *
     * @param at journal time
     * @param kind as in the view's table
     * @param key key of the record
     * @param event the input event that it was made from; null for ticks and rules
     */
    public record Entry(
            int partition,
            long offset,
            Instant at,
            String kind,
            String key,
            @Nullable SourceEvent event) {

        /** As a moment to ask about. */
        String moment() {
            return "journal-" + partition + "@" + offset;
        }
    }

    /** A record; empty when the view does not have it any more. */
    public Optional<Entry> entry(int partition, long offset) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT j.at, j.kind, j.record_key, j.cause_topic, j.cause_partition, j.cause_offset, o.at FROM journal j"
                        + " LEFT JOIN objects o ON o.topic = j.cause_topic AND o.partition = j.cause_partition"
                        + " AND o.log_offset = j.cause_offset WHERE j.partition = ? AND j.log_offset = ?")) {
            statement.setInt(1, partition);
            statement.setLong(2, offset);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                Instant at = ViewTime.instant(row.getLong(1));
                Instant eventAt = ObjectReader.time(row, 7);
                String topic = row.getString(4);
                SourceEvent event = topic == null
                        ? null
                        : new SourceEvent(topic, row.getInt(5), row.getLong(6), eventAt == null ? at : eventAt);
                return Optional.of(new Entry(partition, offset, at, row.getString(2), row.getString(3), event));
            }
        }
    }

    /** Whether an event is about another object, or about none, such as a relist. */
    boolean speaksOf(SourceEvent event, String uid) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT uid FROM objects WHERE topic = ? AND partition = ? AND log_offset = ?")) {
            statement.setString(1, event.topic());
            statement.setInt(2, event.partition());
            statement.setLong(3, event.offset());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getString(1).equals(uid);
            }
        }
    }

    /** From when on the view has the past; the epoch when it has it all. */
    public Instant since() throws SQLException {
        try (PreparedStatement statement =
                        connection.prepareStatement("SELECT value FROM meta WHERE name = 'history_since'");
                ResultSet row = statement.executeQuery()) {
            return row.next() ? ViewTime.instant(Long.parseLong(row.getString(1))) : Instant.EPOCH;
        }
    }
}
