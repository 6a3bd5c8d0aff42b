package io.rollcall.projector.metrics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.projector.query.answer.QueryJson;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What is said of objects, read again only of those that changed: a scrape costs a walk over their versions, not over their JSON. For one
 * thread at a time.
 *
 * @param <T> what is said of one
 */
final class Remembered<T> {

    private final String versions;
    private final String object;
    private final Function<JsonNode, T> reader;
    private Map<String, Fact<T>> facts = new TreeMap<>();

    private record Fact<T>(String version, T said) {}

    /**
     * @param table where they are
     * @param which a condition on its rows
     * @param reader says of an object as its source gave it
     */
    Remembered(String table, String which, Function<JsonNode, T> reader) {
        this.versions = "SELECT uid, resource_version FROM " + table + " WHERE deleted_at IS NULL AND " + which;
        this.object = "SELECT object FROM " + table + " WHERE uid = ?";
        this.reader = reader;
    }

    Collection<T> read(Connection connection) throws SQLException {
        Map<String, Fact<T>> now = new TreeMap<>();
        try (PreparedStatement all = connection.prepareStatement(versions);
                PreparedStatement one = connection.prepareStatement(object);
                ResultSet row = all.executeQuery()) {
            while (row.next()) {
                String uid = row.getString(1);
                String version = row.getString(2);
                Fact<T> before = facts.get(uid);
                now.put(
                        uid,
                        before != null && before.version().equals(version)
                                ? before
                                : new Fact<>(version, reader.apply(object(one, uid))));
            }
        }
        facts = now;
        return now.values().stream().map(Fact::said).toList();
    }

    private static JsonNode object(PreparedStatement one, String uid) throws SQLException {
        one.setString(1, uid);
        try (ResultSet row = one.executeQuery()) {
            return row.next()
                    ? QueryJson.mapper().readTree(row.getString(1))
                    : QueryJson.mapper().missingNode();
        } catch (JsonProcessingException unreadable) {
            return QueryJson.mapper().missingNode();
        }
    }
}
