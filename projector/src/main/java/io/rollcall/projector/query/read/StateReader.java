package io.rollcall.projector.query.read;

import io.rollcall.projector.query.answer.RevisionEntry;
import io.rollcall.projector.query.answer.StatusEntry;
import io.rollcall.projector.view.Tables;
import io.rollcall.projector.view.ViewJson;
import io.rollcall.projector.view.ViewTime;
import io.rollcall.rules.profile.RuleProfile;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads status, revisions, journal time and barriers. One connection, one thread. */
public final class StateReader {

    /** Kinds as the view has them, and as people call them. */
    private static final SortedMap<String, String> KINDS = new TreeMap<>(Map.of(
            "NODE", "nodes", "POD", "pods", "DAEMON_SET", "DaemonSets", "CONTROLLER_REVISION", "ControllerRevisions"));

    private final Connection connection;
    private final Tables tables;

    /** @param tables the moment to read */
    public StateReader(Connection connection, Tables tables) {
        this.connection = connection;
        this.tables = tables;
    }

    /** The status as last decided; empty before the first. */
    public Optional<StatusEntry> status(String daemonSetUid) throws SQLException {
        try (var statement = connection.prepareStatement(
                "SELECT at, observed_generation, desired, current, misscheduled, ready, updated, available, unavailable,"
                        + " revision, revision_hash, reasons, fault FROM " + tables.of("status")
                        + " WHERE daemonset_uid = ?")) {
            statement.setString(1, daemonSetUid);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(status(row)) : Optional.empty();
            }
        }
    }

    private static StatusEntry status(ResultSet row) throws SQLException {
        return new StatusEntry(
                ViewTime.instant(row.getLong(1)),
                row.getLong(2),
                row.getInt(3),
                row.getInt(4),
                row.getInt(5),
                row.getInt(6),
                row.getInt(7),
                row.getInt(8),
                row.getInt(9),
                row.getLong(10),
                row.getString(11),
                ViewJson.readCounts(row.getString(12)),
                row.getString(13));
    }

    /** The revisions of a DaemonSet; the one with the highest number is current. */
    public Revisions revisions(String daemonSetUid) throws SQLException {
        List<RevisionEntry> kept = new ArrayList<>();
        try (var statement = connection.prepareStatement("SELECT revision, name, hash, created_at, change_cause FROM "
                + tables.of("revisions") + " WHERE daemonset_uid = ?" + " ORDER BY revision DESC, hash")) {
            statement.setString(1, daemonSetUid);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    kept.add(new RevisionEntry(
                            row.getLong(1),
                            row.getString(2),
                            row.getString(3),
                            ViewTime.instant(row.getLong(4)),
                            row.getString(5),
                            kept.isEmpty()));
                }
            }
        }
        String current = kept.isEmpty() ? "" : kept.getFirst().hash();
        return new Revisions(current, kept.reversed());
    }

    /** The highest journal time read; the epoch before the first record. */
    public Instant journalTime() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT max(journal_time) FROM " + tables.of("clock"))) {
            return row.next() ? ViewTime.instant(row.getLong(1)) : Instant.EPOCH;
        }
    }

    /** The rules in force. A profile that this program does not know counts as the newest. */
    public RuleProfile profile() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT profile FROM " + tables.of("clock") + " ORDER BY partition LIMIT 1")) {
            String name = row.next() ? row.getString(1) : "";
            return name.isEmpty() ? RuleProfile.NEWEST : known(name);
        }
    }

    private static RuleProfile known(String name) {
        try {
            return RuleProfile.of(name);
        } catch (IllegalArgumentException unknown) {
            return RuleProfile.NEWEST;
        }
    }

    /** Kinds whose sources have not reported their first complete list; nothing is decided before they have. */
    public List<String> kindsNotSynced() throws SQLException {
        List<String> missing = new ArrayList<>();
        try (var statement = connection.prepareStatement("SELECT count(*), max(partition_of) FROM "
                + tables.of("sources") + " WHERE kind = ? AND synced_at IS NOT NULL")) {
            for (Map.Entry<String, String> kind : KINDS.entrySet()) {
                statement.setString(1, kind.getKey());
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    if (row.getInt(1) == 0 || row.getInt(1) < row.getInt(2)) {
                        missing.add(kind.getValue());
                    }
                }
            }
        }
        return missing;
    }
}
