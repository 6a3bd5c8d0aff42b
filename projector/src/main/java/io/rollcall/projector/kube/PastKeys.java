package io.rollcall.projector.kube;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.kubeapi.json.Json;
import io.rollcall.kubeapi.resource.ResourceType;
import io.rollcall.kubeapi.selector.FieldQuery;
import io.rollcall.kubeapi.selector.LabelQuery;
import io.rollcall.kubeapi.store.Choice;
import io.rollcall.projector.view.Tables;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Finds which objects may be wanted, without reading them: what the columns of the view can tell of a choice is asked of the
 * database, and labels where the view has them. Whether an object is wanted is for {@link Choice#matches} to say. One connection,
 * one thread.
 */
final class PastKeys {

    private static final Map<String, String> POD_COLUMNS = Map.of("spec.nodeName", "COALESCE(node_name, '')");

    private final Connection connection;
    private final Tables tables;
    private final ResourceType type;
    private final List<String> conditions = new ArrayList<>(List.of("deleted_at IS NULL"));
    private final List<String> values = new ArrayList<>();

    /** An object's UID and version. */
    record Key(String uid, long version) {}

    PastKeys(Connection connection, Tables tables, ResourceType type) {
        this.connection = connection;
        this.tables = tables;
        this.type = type;
    }

    /** The view's table of a type. */
    static String table(ResourceType type) {
        return switch (type) {
            case NODES -> "nodes";
            case PODS -> "pods";
            case DAEMON_SETS -> "daemonsets";
            case CONTROLLER_REVISIONS -> "controller_revisions";
            case NAMESPACES, EVENTS -> throw new IllegalArgumentException("the view has no table of " + type.plural());
        };
    }

    /** Those that may be wanted, by path. */
    SortedMap<String, Key> of(Choice choice) throws SQLException {
        if (type.namespaced() && !choice.namespace().isEmpty()) {
            where("namespace = ?", choice.namespace());
        }
        if (!choice.after().isEmpty()) {
            where(path() + " > ?", choice.after());
        }
        for (FieldQuery.Condition condition : choice.fields().conditions()) {
            String column = column(condition.field());
            if (!column.isEmpty()) {
                where(column + (condition.equal() ? " = ?" : " <> ?"), condition.value());
            }
        }
        return read(choice.labels());
    }

    private SortedMap<String, Key> read(LabelQuery labels) throws SQLException {
        boolean byLabels =
                !labels.requirements().isEmpty() && (type == ResourceType.PODS || type == ResourceType.NODES);
        SortedMap<String, Key> found = new TreeMap<>();
        String sql = "SELECT " + path() + ", uid, resource_version" + (byLabels ? ", labels" : "") + " FROM "
                + tables.of(table(type)) + " WHERE " + String.join(" AND ", conditions);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                statement.setString(i + 1, values.get(i));
            }
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    if (!byLabels || labels.matches(labels(row.getString(4)))) {
                        Key key = new Key(row.getString(2), Long.parseLong(row.getString(3)));
                        found.merge(
                                row.getString(1), key, (one, other) -> one.version() > other.version() ? one : other);
                    }
                }
            }
        }
        return found;
    }

    /** The column that says of a field what the object does; empty for none. */
    private String column(String field) {
        return switch (field) {
            case "metadata.name" -> "name";
            case "metadata.namespace" -> type.namespaced() ? "namespace" : "";
            default -> type == ResourceType.PODS ? POD_COLUMNS.getOrDefault(field, "") : "";
        };
    }

    private String path() {
        return type.namespaced() ? "namespace || '/' || name" : "name";
    }

    private void where(String condition, String value) {
        conditions.add(condition);
        values.add(value);
    }

    private static SortedMap<String, String> labels(String json) {
        SortedMap<String, String> labels = new TreeMap<>();
        for (Map.Entry<String, JsonNode> label : Json.parse(json).properties()) {
            labels.put(label.getKey(), label.getValue().asText());
        }
        return labels;
    }
}
