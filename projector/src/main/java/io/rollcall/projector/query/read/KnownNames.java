package io.rollcall.projector.query.read;

import io.rollcall.projector.query.answer.QueryException;
import io.rollcall.projector.query.answer.QueryException.Kind;
import io.rollcall.projector.query.answer.ReasonTexts;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells a name that never was from one that nothing fits: it is a mistake, and no empty list. Names of the past are known. Meant to be
 * asked where an answer is empty. One connection, one thread.
 */
public final class KnownNames {

    private final Connection connection;

    /** Names of the view on this connection. */
    public KnownNames(Connection connection) {
        this.connection = connection;
    }

    /**
     * Both null for any DaemonSet, a name only together with its namespace.
     *
     * @throws QueryException when no DaemonSet ever was there
     */
    public void requireDaemonSet(@Nullable String namespace, @Nullable String name) throws SQLException {
        if (namespace == null) {
            return;
        }
        if (name == null) {
            requireNamespace(namespace);
            return;
        }
        String known = "SELECT name FROM daemonsets WHERE namespace = ? AND name = ?"
                + " UNION ALL SELECT daemonset FROM decisions WHERE namespace = ? AND daemonset = ? LIMIT 1";
        if (names(known, namespace, name, namespace, name).isEmpty()) {
            throw unknown(
                    "DaemonSet " + namespace + "/" + name,
                    names("SELECT DISTINCT namespace || '/' || name AS id FROM daemonsets ORDER BY id LIMIT 5"));
        }
    }

    private void requireNamespace(String namespace) throws SQLException {
        String known = "SELECT namespace FROM daemonsets WHERE namespace = ?"
                + " UNION ALL SELECT namespace FROM decisions WHERE namespace = ? LIMIT 1";
        if (names(known, namespace, namespace).isEmpty()) {
            throw unknown(
                    "DaemonSet in namespace " + namespace,
                    names("SELECT DISTINCT namespace FROM daemonsets ORDER BY namespace LIMIT 5"));
        }
    }

    /**
     * Null for any node.
     *
     * @throws QueryException when no such node ever was there
     */
    public void requireNode(@Nullable String node) throws SQLException {
        String known = "SELECT name FROM nodes WHERE name = ? UNION ALL SELECT node FROM decisions WHERE node = ?"
                + " LIMIT 1";
        if (node != null && names(known, node, node).isEmpty()) {
            throw unknown("node " + node, names("SELECT DISTINCT name FROM nodes ORDER BY name LIMIT 5"));
        }
    }

    /**
     * Null for any reason.
     *
     * @throws QueryException when no decision has that reason and none could
     */
    public void requireReason(@Nullable String reason) throws SQLException {
        if (reason != null
                && !ReasonTexts.CODES.contains(reason)
                && names("SELECT reason FROM decisions WHERE reason = ? LIMIT 1", reason)
                        .isEmpty()) {
            throw new QueryException(
                    Kind.BAD_QUESTION,
                    "there is no reason " + reason + ": give one of " + String.join(", ", ReasonTexts.CODES));
        }
    }

    private static QueryException unknown(String what, List<String> others) {
        return new QueryException(
                Kind.NOT_FOUND,
                "there is no " + what + " and never was; there is "
                        + (others.isEmpty() ? "none at all" : String.join(", ", others)));
    }

    private List<String> names(String sql, String... values) throws SQLException {
        List<String> names = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    names.add(row.getString(1));
                }
            }
        }
        return names;
    }
}
