package io.rollcall.projector.query.story;

import io.rollcall.projector.query.story.JournalReader.Entry;
import io.rollcall.projector.query.story.VersionReader.DaemonSetVersion;
import io.rollcall.projector.query.story.VersionReader.NodeVersion;
import io.rollcall.projector.query.story.VersionReader.PodVersion;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** Says for people what a record of the journal told. One connection, one thread. */
public final class JournalText {

    private final Connection connection;
    private final VersionReader versions;

    /** Of the records in the view on this connection. */
    public JournalText(Connection connection) {
        this.connection = connection;
        this.versions = new VersionReader(connection);
    }

    /** One sentence without a full stop. */
    public String of(Entry entry) throws SQLException {
        return switch (entry.kind()) {
            case "NODE" -> node(entry);
            case "POD" -> pod(entry);
            case "DAEMON_SET" -> daemonSet(entry);
            case "CONTROLLER_REVISION" -> "ControllerRevision " + entry.key() + " came or changed";
            case "RESULT" -> answer(entry);
            case "SYNCED" -> "a source had listed everything";
            case "RELIST_STARTED", "RELIST_FINISHED" -> "a source listed everything again";
            case "RULES" -> "other rules came into force";
            default -> "time passed";
        };
    }

    private String node(Entry entry) throws SQLException {
        List<NodeVersion> found = versions.nodes(entry.key(), entry.partition(), entry.offset());
        return found.isEmpty()
                ? "node " + entry.key() + " changed"
                : EventTexts.node(entry.key(), found.get(0), found.size() > 1 ? found.get(1) : null);
    }

    private String pod(Entry entry) throws SQLException {
        List<PodVersion> found =
                versions.pods(namespace(entry.key()), name(entry.key()), entry.partition(), entry.offset());
        return found.isEmpty()
                ? "pod " + entry.key() + " changed"
                : EventTexts.pod(found.get(0), found.size() > 1 ? found.get(1) : null);
    }

    private String daemonSet(Entry entry) throws SQLException {
        List<DaemonSetVersion> found =
                versions.daemonSets(namespace(entry.key()), name(entry.key()), entry.partition(), entry.offset());
        return found.isEmpty()
                ? "DaemonSet " + entry.key() + " changed"
                : EventTexts.daemonSet(entry.key(), found.get(0), found.size() > 1 ? found.get(1) : null);
    }

    private String answer(Entry entry) throws SQLException {
        int slash = entry.key().indexOf('/');
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT slot_seq, action, outcome, outcome_reason FROM commands WHERE daemonset_uid = ? AND node = ?"
                        + " AND answered_offset = ?")) {
            statement.setString(1, entry.key().substring(0, Math.max(0, slash)));
            statement.setString(2, entry.key().substring(slash + 1));
            statement.setLong(3, entry.offset());
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return "a command was answered";
                }
                String action = row.getString(2);
                String reason = row.getString(4);
                return "command number " + row.getLong(1) + " to "
                        + (action == null ? "act" : action.toLowerCase(Locale.ROOT)) + " was answered "
                        + row.getString(3)
                        + (reason == null ? "" : ": " + reason);
            }
        }
    }

    private static String namespace(String key) {
        return key.substring(0, Math.max(0, key.indexOf('/')));
    }

    private static String name(String key) {
        return key.substring(key.indexOf('/') + 1);
    }
}
