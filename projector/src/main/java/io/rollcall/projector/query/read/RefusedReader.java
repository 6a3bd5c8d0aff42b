package io.rollcall.projector.query.read;

import io.rollcall.projector.query.answer.Place;
import io.rollcall.projector.query.answer.RefusedEntry;
import io.rollcall.projector.query.answer.RefusedEntry.FieldError;
import io.rollcall.projector.view.Tables;
import io.rollcall.projector.view.ViewJson;
import io.rollcall.projector.view.ViewTime;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Reads whether the newest version of a DaemonSet was refused. One connection, one thread. */
public final class RefusedReader {

    private final Connection connection;
    private final Tables tables;

    /** @param tables the moment to read */
    public RefusedReader(Connection connection, Tables tables) {
        this.connection = connection;
        this.tables = tables;
    }

    /** The newest refused version, unless a valid one of its generation or a later one has come to the journal. */
    public Optional<RefusedEntry> refused(DaemonSetRow daemonSet) throws SQLException {
        Long inForce = daemonSet.generationInForce();
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT generation, field_errors, message, at, topic, partition, log_offset FROM "
                        + tables.of("rejected")
                        + " WHERE kind = 'DaemonSet' AND uid = ? AND generation > ?"
                        + " ORDER BY generation DESC, at DESC, partition DESC, log_offset DESC LIMIT 1")) {
            statement.setString(1, daemonSet.uid());
            statement.setLong(2, inForce == null ? -1 : inForce);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                return Optional.of(new RefusedEntry(
                        row.getLong(1),
                        inForce,
                        errors(row.getString(2)),
                        row.getString(3),
                        ViewTime.instant(row.getLong(4)),
                        new Place(row.getString(5), row.getInt(6), row.getLong(7))));
            }
        }
    }

    private static List<FieldError> errors(String json) {
        return ViewJson.readTextMaps(json).stream()
                .map(error -> new FieldError(
                        error.getOrDefault("field", ""),
                        error.getOrDefault("reason", ""),
                        error.getOrDefault("message", "")))
                .toList();
    }
}
