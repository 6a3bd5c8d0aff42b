package io.rollcall.projector.kube;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.kubeapi.json.Json;
import io.rollcall.kubeapi.json.Meta;
import io.rollcall.kubeapi.resource.ResourceKey;
import io.rollcall.kubeapi.resource.ResourceType;
import io.rollcall.kubeapi.status.Failures;
import io.rollcall.projector.query.MomentFinder;
import io.rollcall.projector.view.Tables;
import io.rollcall.projector.view.ViewDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads whole objects from the view's tables as of a moment. Safe for threads: each reading has a connection of its own. */
final class PastObjects {

    private static final List<String> STANDARD = List.of("default", "kube-node-lease", "kube-public", "kube-system");
    private static final List<ResourceType> KEPT =
            List.of(ResourceType.NODES, ResourceType.PODS, ResourceType.DAEMON_SETS, ResourceType.CONTROLLER_REVISIONS);

    private final ViewDatabase view;
    private final MomentFinder moment;

    PastObjects(ViewDatabase view, MomentFinder moment) {
        this.view = view;
        this.moment = moment;
    }

    /** The objects of a type by namespace and name. */
    List<ObjectNode> of(ResourceType type) {
        return switch (type) {
            case NODES, PODS, DAEMON_SETS, CONTROLLER_REVISIONS -> kept(type);
            case NAMESPACES -> namespaces();
            case EVENTS -> List.of();
        };
    }

    /** The highest version among all that are kept. */
    long highestVersion() {
        long highest = 0;
        try (Connection connection = view.reader()) {
            Tables tables = moment.tables(connection);
            for (ResourceType type : KEPT) {
                try (Statement statement = connection.createStatement();
                        ResultSet row = statement.executeQuery("SELECT resource_version FROM " + tables.of(table(type))
                                + " WHERE deleted_at IS NULL")) {
                    while (row.next()) {
                        highest = Math.max(highest, Long.parseLong(row.getString(1)));
                    }
                }
            }
        } catch (SQLException e) {
            throw unreadable(e);
        }
        return highest;
    }

    private List<ObjectNode> kept(ResourceType type) {
        SortedMap<String, ObjectNode> byPath = new TreeMap<>();
        try (Connection connection = view.reader()) {
            Tables tables = moment.tables(connection);
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT object FROM " + tables.of(table(type))
                            + " WHERE deleted_at IS NULL AND object <> ''")) {
                while (row.next()) {
                    if (Json.parse(row.getString(1)) instanceof ObjectNode object) {
                        byPath.put(ResourceKey.of(type, object).path(), object);
                    }
                }
            }
            if (type == ResourceType.DAEMON_SETS) {
                statuses(connection, tables, byPath);
            }
        } catch (SQLException e) {
            throw unreadable(e);
        }
        return List.copyOf(byPath.values());
    }

    /** The status is not decided upon, so the version that was may show an older one: the controller's own is shown. */
    private static void statuses(Connection connection, Tables tables, SortedMap<String, ObjectNode> byPath)
            throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT namespace, daemonset, daemonset_uid, observed_generation,"
                                + " desired, current, misscheduled, ready, updated, available, unavailable FROM "
                                + tables.of("status"))) {
            while (row.next()) {
                ObjectNode object = byPath.get(row.getString(1) + "/" + row.getString(2));
                if (object != null && Meta.uid(object).equals(row.getString(3))) {
                    status(Meta.child(object, "status"), row);
                }
            }
        }
    }

    private static void status(ObjectNode status, ResultSet row) throws SQLException {
        status.put("observedGeneration", row.getLong(4))
                .put("desiredNumberScheduled", row.getInt(5))
                .put("currentNumberScheduled", row.getInt(6))
                .put("numberMisscheduled", row.getInt(7))
                .put("numberReady", row.getInt(8))
                .put("updatedNumberScheduled", row.getInt(9))
                .put("numberAvailable", row.getInt(10))
                .put("numberUnavailable", row.getInt(11));
    }

    private List<ObjectNode> namespaces() {
        SortedSet<String> names = new TreeSet<>(STANDARD);
        for (ResourceType type : KEPT) {
            if (type.namespaced()) {
                kept(type).forEach(object -> names.add(Meta.namespace(object)));
            }
        }
        List<ObjectNode> namespaces = new ArrayList<>();
        for (String name : names) {
            ObjectNode namespace = Json.object().put("apiVersion", "v1").put("kind", "Namespace");
            Meta.of(namespace).put("name", name).putObject("labels").put("kubernetes.io/metadata.name", name);
            Meta.child(namespace, "status").put("phase", "Active");
            namespaces.add(namespace);
        }
        return namespaces;
    }

    private static String table(ResourceType type) {
        return switch (type) {
            case NODES -> "nodes";
            case PODS -> "pods";
            case DAEMON_SETS -> "daemonsets";
            case CONTROLLER_REVISIONS -> "controller_revisions";
            case NAMESPACES, EVENTS -> throw new IllegalArgumentException("the view has no table of " + type.plural());
        };
    }

    private static RuntimeException unreadable(SQLException e) {
        return Failures.unavailable("the view cannot be read: " + e.getMessage());
    }
}
