package io.rollcall.projector.kube;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.kubeapi.json.Json;
import io.rollcall.kubeapi.json.Meta;
import io.rollcall.kubeapi.resource.ResourceType;
import io.rollcall.kubeapi.store.Choice;
import io.rollcall.projector.view.Tables;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Reads whole objects from the view's tables as of a moment: which ones first, then those alone, and no more than there is room for.
 * One connection, one thread.
 */
final class PastObjects {

    /** How many objects are fetched at a time, at most. */
    static final int AT_A_TIME = 500;

    private static final List<String> STANDARD = List.of("default", "kube-node-lease", "kube-public", "kube-system");
    private static final List<ResourceType> KEPT =
            List.of(ResourceType.NODES, ResourceType.PODS, ResourceType.DAEMON_SETS, ResourceType.CONTROLLER_REVISIONS);

    private final Connection connection;
    private final Tables tables;

    PastObjects(Connection connection, Tables tables) {
        this.connection = connection;
        this.tables = tables;
    }

    /** The objects that are wanted, by namespace and name; one more than there is room for, if there is one. */
    List<ObjectNode> of(ResourceType type, Choice choice) throws SQLException {
        return switch (type) {
            case NODES, PODS, DAEMON_SETS, CONTROLLER_REVISIONS -> kept(type, choice);
            case NAMESPACES ->
                namespaces().stream()
                        .filter(namespace -> choice.matches(type, namespace))
                        .toList();
            case EVENTS -> List.of();
        };
    }

    /** The highest version among all that are kept; 0 when there is none. */
    long highestVersion() throws SQLException {
        long highest = 0;
        for (ResourceType type : KEPT) {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT max(CAST(resource_version AS BIGINT)) FROM "
                            + tables.of(PastKeys.table(type)) + " WHERE deleted_at IS NULL")) {
                row.next();
                highest = Math.max(highest, row.getLong(1));
            }
        }
        return highest;
    }

    private List<ObjectNode> kept(ResourceType type, Choice choice) throws SQLException {
        List<PastKeys.Key> keys =
                List.copyOf(new PastKeys(connection, tables, type).of(choice).values());
        long room = choice.most() == 0 ? Long.MAX_VALUE : choice.most() + 1;
        List<ObjectNode> wanted = new ArrayList<>();
        int size = (int) Math.min(AT_A_TIME, room);
        for (int next = 0; next < keys.size() && wanted.size() < room; next += size) {
            for (ObjectNode object : fetch(type, keys.subList(next, Math.min(keys.size(), next + size)))) {
                if (wanted.size() < room && choice.matches(type, object)) {
                    wanted.add(object);
                }
            }
        }
        return wanted;
    }

    /** The objects in the order of their keys; one that the view does not have whole is left out. */
    private List<ObjectNode> fetch(ResourceType type, List<PastKeys.Key> keys) throws SQLException {
        Map<PastKeys.Key, ObjectNode> found = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement("SELECT uid, resource_version, object FROM "
                + tables.of(PastKeys.table(type)) + " WHERE deleted_at IS NULL AND uid IN " + marks(keys))) {
            bind(statement, keys);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    String text = row.getString(3);
                    if (!text.isEmpty() && Json.parse(text) instanceof ObjectNode object) {
                        found.put(new PastKeys.Key(row.getString(1), Long.parseLong(row.getString(2))), object);
                    }
                }
            }
        }
        List<ObjectNode> objects = new ArrayList<>();
        for (PastKeys.Key key : keys) {
            ObjectNode object = found.get(key);
            if (object != null) {
                objects.add(object);
            }
        }
        if (type == ResourceType.DAEMON_SETS) {
            statuses(keys, objects);
        }
        return objects;
    }

    /** The status is not decided upon, so the version that was may show an older one: the controller's own is shown. */
    private void statuses(List<PastKeys.Key> keys, List<ObjectNode> daemonSets) throws SQLException {
        Map<String, ObjectNode> byUid = new HashMap<>();
        daemonSets.forEach(object -> byUid.put(Meta.uid(object), object));
        try (PreparedStatement statement = connection.prepareStatement("SELECT daemonset_uid, observed_generation,"
                + " desired, current, misscheduled, ready, updated, available, unavailable FROM "
                + tables.of("status") + " WHERE daemonset_uid IN " + marks(keys))) {
            bind(statement, keys);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    ObjectNode object = byUid.get(row.getString(1));
                    if (object != null) {
                        status(Meta.child(object, "status"), row);
                    }
                }
            }
        }
    }

    private static void status(ObjectNode status, ResultSet row) throws SQLException {
        status.put("observedGeneration", row.getLong(2))
                .put("desiredNumberScheduled", row.getInt(3))
                .put("currentNumberScheduled", row.getInt(4))
                .put("numberMisscheduled", row.getInt(5))
                .put("numberReady", row.getInt(6))
                .put("updatedNumberScheduled", row.getInt(7))
                .put("numberAvailable", row.getInt(8))
                .put("numberUnavailable", row.getInt(9));
    }

    private static String marks(List<PastKeys.Key> keys) {
        return "(" + String.join(", ", Collections.nCopies(keys.size(), "?")) + ")";
    }

    private static void bind(PreparedStatement statement, List<PastKeys.Key> keys) throws SQLException {
        for (int i = 0; i < keys.size(); i++) {
            statement.setString(i + 1, keys.get(i).uid());
        }
    }

    private List<ObjectNode> namespaces() throws SQLException {
        SortedSet<String> names = new TreeSet<>(STANDARD);
        for (ResourceType type : KEPT) {
            if (type.namespaced()) {
                try (Statement statement = connection.createStatement();
                        ResultSet row = statement.executeQuery("SELECT DISTINCT namespace FROM "
                                + tables.of(PastKeys.table(type)) + " WHERE deleted_at IS NULL")) {
                    while (row.next()) {
                        names.add(row.getString(1));
                    }
                }
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
}
