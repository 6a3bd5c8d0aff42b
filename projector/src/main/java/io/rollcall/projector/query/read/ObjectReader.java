package io.rollcall.projector.query.read;

import io.rollcall.projector.view.Tables;
import io.rollcall.projector.view.ViewJson;
import io.rollcall.projector.view.ViewTime;
import io.rollcall.rules.model.NodeFacts;
import io.rollcall.rules.model.PodFacts;
import io.rollcall.rules.model.PodPhase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the tables of Kubernetes objects. One connection, one thread. */
public final class ObjectReader {

    private static final String DAEMON_SET =
            "SELECT uid, namespace, name, daemonsets.generation, " + inForce("generation_at, template_generation")
                    + ", terminating_at IS NOT NULL, "
                    + inForce("selector, template, strategy, max_unavailable, max_surge, min_ready_seconds")
                    + ", in_force.generation FROM %s LEFT JOIN %s ON in_force.daemonset_uid = daemonsets.uid";
    private static final String NODE = "SELECT name, uid, labels, taints, unschedulable, ready, deleted_at FROM %s";
    private static final String POD =
            "SELECT namespace, name, pods.uid, labels, controller_uid, node_name, target_node, phase, ready, ready_since,"
                    + " ready_seen_at, created_at, terminating_at IS NOT NULL, reason"
                    + " FROM %s LEFT JOIN %s ON ready_pods.uid = pods.uid";

    private final Connection connection;
    private final Tables tables;
    // The labels of a DaemonSet's pods are few different texts.
    private final Map<String, SortedMap<String, String>> labels = new HashMap<>();

    /** Columns of the spec in force; as long as the journal has none, of the object as its source has it. */
    private static String inForce(String columns) {
        return Arrays.stream(columns.split(", "))
                .map(column -> "CASE WHEN in_force.daemonset_uid IS NULL THEN daemonsets." + column + " ELSE in_force."
                        + column + " END")
                .collect(Collectors.joining(", "));
    }

    /** @param tables the moment to read */
    public ObjectReader(Connection connection, Tables tables) {
        this.connection = connection;
        this.tables = tables;
    }

    private String daemonSetFrom() {
        return DAEMON_SET.formatted(tables.of("daemonsets"), tables.of("specs_in_force", "in_force"));
    }

    private String nodeFrom() {
        return NODE.formatted(tables.of("nodes"));
    }

    private String podFrom() {
        return POD.formatted(tables.of("pods"), tables.of("ready_pods"));
    }

    /** The DaemonSet of this name; empty when it is deleted or never was. */
    public Optional<DaemonSetRow> daemonSet(String namespace, String name) throws SQLException {
        return daemonSets(daemonSetFrom() + " WHERE namespace = ? AND name = ? AND deleted_at IS NULL", namespace, name)
                .stream()
                .findFirst();
    }

    /** All that are not deleted, by namespace and name. */
    public List<DaemonSetRow> daemonSets() throws SQLException {
        return daemonSets(daemonSetFrom() + " WHERE deleted_at IS NULL ORDER BY namespace, name");
    }

    /** So many of the DaemonSets behind this name, by namespace and name. */
    public List<DaemonSetRow> daemonSets(String namespace, String name, int limit) throws SQLException {
        return daemonSets(
                daemonSetFrom()
                        + " WHERE deleted_at IS NULL AND (namespace, name) > (?, ?) ORDER BY namespace, name LIMIT "
                        + limit,
                namespace,
                name);
    }

    /** When the last DaemonSet of this name went; empty when none ever did. */
    public Optional<Instant> daemonSetDeletedAt(String namespace, String name) throws SQLException {
        try (var statement = connection.prepareStatement(
                "SELECT max(deleted_at) FROM " + tables.of("daemonsets") + " WHERE namespace = ? AND name = ?")) {
            statement.setString(1, namespace);
            statement.setString(2, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.ofNullable(time(row, 1)) : Optional.empty();
            }
        }
    }

    private List<DaemonSetRow> daemonSets(String sql, String... parameters) throws SQLException {
        List<DaemonSetRow> found = new ArrayList<>();
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(daemonSet(row));
                }
            }
        }
        return found;
    }

    private static DaemonSetRow daemonSet(ResultSet row) throws SQLException {
        long templateGeneration = row.getLong(6);
        boolean without = row.wasNull();
        long inForce = row.getLong(14);
        boolean none = row.wasNull();
        return new DaemonSetRow(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getLong(4),
                ViewTime.instant(row.getLong(5)),
                without ? null : templateGeneration,
                row.getBoolean(7),
                ViewJson.readSelector(row.getString(8)),
                row.getString(9),
                row.getString(10),
                row.getString(11),
                row.getString(12),
                row.getInt(13),
                none ? null : inForce);
    }

    /** The node of this name, or the last one that had it. */
    public Optional<NodeRow> node(String name) throws SQLException {
        try (var statement = connection.prepareStatement(
                nodeFrom() + " WHERE name = ? ORDER BY deleted_at IS NOT NULL, deleted_at DESC LIMIT 1")) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(node(row)) : Optional.empty();
            }
        }
    }

    /** The nodes that are there, by name. */
    public SortedMap<String, NodeRow> nodes() throws SQLException {
        SortedMap<String, NodeRow> nodes = new TreeMap<>();
        try (var statement = connection.prepareStatement(nodeFrom() + " WHERE deleted_at IS NULL");
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                NodeRow node = node(row);
                nodes.put(node.facts().name(), node);
            }
        }
        return nodes;
    }

    /** So many of the nodes behind this name, by name. */
    public List<NodeRow> nodes(String after, int limit) throws SQLException {
        List<NodeRow> nodes = new ArrayList<>();
        try (var statement = connection.prepareStatement(
                nodeFrom() + " WHERE deleted_at IS NULL AND name > ? ORDER BY name LIMIT " + limit)) {
            statement.setString(1, after);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    nodes.add(node(row));
                }
            }
        }
        return nodes;
    }

    private static NodeRow node(ResultSet row) throws SQLException {
        NodeFacts facts = new NodeFacts(
                row.getString(1),
                row.getString(2),
                ViewJson.readMap(row.getString(3)),
                ViewJson.readTaints(row.getString(4)),
                row.getBoolean(5),
                row.getBoolean(6));
        return new NodeRow(facts, time(row, 7));
    }

    /** The pods of one slot, in the order of survival. */
    public List<PodRow> pods(String daemonSetUid, String node) throws SQLException {
        return pods(
                podFrom() + " WHERE controller_uid = ? AND target_node = ? AND deleted_at IS NULL", daemonSetUid, node);
    }

    /** The pods of a DaemonSet by the node they belong to, each slot's in the order of survival; those without a node left out. */
    public Map<String, List<PodRow>> pods(String daemonSetUid) throws SQLException {
        Map<String, List<PodRow>> bySlot = new HashMap<>();
        String sql = podFrom() + " WHERE controller_uid = ? AND target_node IS NOT NULL AND deleted_at IS NULL";
        for (PodRow pod : readPods(sql, daemonSetUid)) {
            String node = pod.facts().targetNode();
            if (node != null) {
                bySlot.merge(node, List.of(pod), ObjectReader::inOrderOfSurvival);
            }
        }
        return bySlot;
    }

    /** Nearly all slots have one pod. */
    private static List<PodRow> inOrderOfSurvival(List<PodRow> some, List<PodRow> more) {
        return Stream.concat(some.stream(), more.stream())
                .sorted(Comparator.comparing(PodRow::facts, PodFacts.SURVIVOR_ORDER))
                .toList();
    }

    /** The pods without a controller that a DaemonSet is to adopt (semantics 7.2), in the order of survival. */
    public List<PodRow> toAdopt(DaemonSetRow daemonSet) throws SQLException {
        String sql = podFrom() + " WHERE controller_uid IS NULL AND namespace = ? AND target_node IS NOT NULL"
                + " AND deleted_at IS NULL";
        return pods(sql, new String[] {daemonSet.namespace()}).stream()
                .filter(daemonSet::adopts)
                .toList();
    }

    /** As {@link #toAdopt(DaemonSetRow)}, those of one node. */
    public List<PodRow> toAdopt(DaemonSetRow daemonSet, String node) throws SQLException {
        String sql = podFrom() + " WHERE controller_uid IS NULL AND namespace = ? AND target_node = ?"
                + " AND deleted_at IS NULL";
        return pods(sql, new String[] {daemonSet.namespace(), node}).stream()
                .filter(daemonSet::adopts)
                .toList();
    }

    /** The kind of controller of a pod that no DaemonSet owns; empty for other pods. */
    public Optional<String> otherController(String namespace, String name) throws SQLException {
        return texts(
                        "SELECT controller_kind FROM " + tables.of("pods") + " WHERE namespace = ? AND name = ?"
                                + " AND controller_kind IS NOT NULL AND controller_kind <> 'DaemonSet'",
                        namespace,
                        name)
                .stream()
                .findFirst();
    }

    /** Names of the pods of a namespace that DaemonSets own, in order. */
    public List<String> podsOfDaemonSets(String namespace) throws SQLException {
        return texts(
                "SELECT name FROM " + tables.of("pods") + " WHERE namespace = ? AND controller_kind = 'DaemonSet'"
                        + " AND deleted_at IS NULL ORDER BY name",
                namespace);
    }

    private List<String> texts(String sql, String... parameters) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    texts.add(row.getString(1));
                }
            }
        }
        return texts;
    }

    private List<PodRow> pods(String sql, String... parameters) throws SQLException {
        List<PodRow> pods = readPods(sql, parameters);
        pods.sort((a, b) -> PodFacts.SURVIVOR_ORDER.compare(a.facts(), b.facts()));
        return pods;
    }

    private List<PodRow> readPods(String sql, String... parameters) throws SQLException {
        List<PodRow> pods = new ArrayList<>();
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    pods.add(pod(row));
                }
            }
        }
        return pods;
    }

    private PodRow pod(ResultSet row) throws SQLException {
        PodFacts facts = new PodFacts(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                labels.computeIfAbsent(row.getString(4), ViewJson::readMap),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                PodPhase.of(row.getString(8)),
                row.getBoolean(9),
                readySince(time(row, 10), time(row, 11)),
                time(row, 12),
                row.getBoolean(13));
        return new PodRow(facts, row.getString(8), row.getString(14));
    }

    /** A node's clock that runs ahead does not delay availability: decisions do it like this too. */
    private static @Nullable Instant readySince(@Nullable Instant byNode, @Nullable Instant seenAt) {
        if (byNode == null || seenAt == null) {
            return byNode;
        }
        return byNode.isAfter(seenAt) ? seenAt : byNode;
    }

    /** A column that has a time; null where it is empty. */
    public static @Nullable Instant time(ResultSet row, int column) throws SQLException {
        long micros = row.getLong(column);
        return row.wasNull() ? null : ViewTime.instant(micros);
    }
}
