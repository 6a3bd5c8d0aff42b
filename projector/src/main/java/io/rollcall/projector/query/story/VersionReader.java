package io.rollcall.projector.query.story;

import io.rollcall.projector.query.answer.SourceEvent;
import io.rollcall.projector.query.read.ObjectReader;
import io.rollcall.projector.view.ViewJson;
import io.rollcall.projector.view.ViewTime;
import io.rollcall.rules.model.Taint;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Reads versions of objects as the journal has them. One connection, one thread. */
final class VersionReader {

    private static final String POD =
            "SELECT uid, journal_partition, valid_from_offset, valid_from, deleted, namespace, name,"
                    + " labels, controller_kind, controller_uid, node_name, target_node, phase, ready, ready_since, created_at,"
                    + " terminating_at, reason, command_id, cause_topic, cause_partition, cause_offset FROM pod_versions ";

    private final Connection connection;

    VersionReader(Connection connection) {
        this.connection = connection;
    }

    /** A version of a node. */
    record NodeVersion(boolean deleted, SortedMap<String, String> labels, List<Taint> taints, boolean ready) {}

    /** A version of a DaemonSet. */
    record DaemonSetVersion(
            boolean deleted,
            long generation,
            boolean terminating,
            String selector,
            String template,
            String strategy,
            @Nullable String maxUnavailable,
            @Nullable String maxSurge,
            int minReadySeconds) {}

    /**
     * A version of a pod.
     *
     * @param at journal time
     * @param event where it was made from; its time is that of the journal
     */
    record PodVersion(
            String uid,
            int partition,
            long offset,
            Instant at,
            boolean deleted,
            String namespace,
            String name,
            SortedMap<String, String> labels,
            @Nullable String controllerKind,
            @Nullable String controllerUid,
            @Nullable String nodeName,
            @Nullable String targetNode,
            String phase,
            boolean ready,
            @Nullable Instant readySince,
            @Nullable Instant createdAt,
            @Nullable Instant terminatingAt,
            @Nullable String reason,
            @Nullable String commandId,
            @Nullable SourceEvent event) {}

    /** The version of a node that came with a record of the journal and the one before it, newest first. */
    List<NodeVersion> nodes(String name, int partition, long offset) throws SQLException {
        List<NodeVersion> versions = new ArrayList<>();
        String sql = "SELECT deleted, labels, taints, ready FROM node_versions WHERE name = ? AND journal_partition = ?"
                + " AND valid_from_offset <= ? ORDER BY valid_from_offset DESC LIMIT 2";
        try (PreparedStatement statement = prepare(sql, name, partition, offset);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                versions.add(new NodeVersion(
                        row.getBoolean(1),
                        ViewJson.readMap(row.getString(2)),
                        ViewJson.readTaints(row.getString(3)),
                        row.getBoolean(4)));
            }
        }
        return versions;
    }

    /** As {@link #nodes}, of a DaemonSet. */
    List<DaemonSetVersion> daemonSets(String namespace, String name, int partition, long offset) throws SQLException {
        List<DaemonSetVersion> versions = new ArrayList<>();
        String sql = "SELECT deleted, generation, terminating_at IS NOT NULL, selector, template, strategy,"
                + " max_unavailable, max_surge, min_ready_seconds FROM daemonset_versions WHERE namespace = ? AND name = ?"
                + " AND journal_partition = ? AND valid_from_offset <= ? ORDER BY valid_from_offset DESC LIMIT 2";
        try (PreparedStatement statement = prepare(sql, namespace, name, partition, offset);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                versions.add(new DaemonSetVersion(
                        row.getBoolean(1),
                        row.getLong(2),
                        row.getBoolean(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        row.getString(8),
                        row.getInt(9)));
            }
        }
        return versions;
    }

    /** As {@link #nodes}, of a pod. */
    List<PodVersion> pods(String namespace, String name, int partition, long offset) throws SQLException {
        return read(
                POD + "WHERE namespace = ? AND name = ? AND journal_partition = ? AND valid_from_offset <= ?"
                        + " ORDER BY valid_from_offset DESC LIMIT 2",
                namespace,
                name,
                partition,
                offset);
    }

    /** All versions of a pod up to an offset, oldest first. */
    List<PodVersion> life(String uid, int partition, long upTo) throws SQLException {
        return read(
                POD + "WHERE uid = ? AND journal_partition = ? AND valid_from_offset <= ? ORDER BY valid_from_offset",
                uid,
                partition,
                upTo);
    }

    /** The newest version of a pod of a name up to an offset; with an owner, where one has. */
    Optional<PodVersion> newest(String namespace, String name, int partition, long upTo) throws SQLException {
        return read(
                        POD + "WHERE namespace = ? AND name = ? AND journal_partition = ? AND valid_from_offset <= ?"
                                + " ORDER BY CASE WHEN controller_uid IS NULL THEN 1 ELSE 0 END, valid_from_offset DESC"
                                + " LIMIT 1",
                        namespace,
                        name,
                        partition,
                        upTo)
                .stream()
                .findFirst();
    }

    /** The versions of a pod that other partitions of the journal had before a time with an owner, oldest first. */
    List<PodVersion> ownedElsewhere(String uid, int partition, Instant before) throws SQLException {
        return read(
                POD + "WHERE uid = ? AND journal_partition <> ? AND valid_from < ? AND controller_uid IS NOT NULL"
                        + " AND deleted = 0 ORDER BY valid_from, journal_partition, valid_from_offset",
                uid,
                partition,
                ViewTime.micros(before));
    }

    /** The first version of each pod that a slot has had, up to an offset, oldest first. */
    List<PodVersion> arrivals(String daemonSetUid, String node, int partition, long upTo) throws SQLException {
        return read(
                POD
                        + "WHERE controller_uid = ? AND target_node = ? AND journal_partition = ? AND valid_from_offset <= ?"
                        + " AND valid_from_offset = (SELECT min(f.valid_from_offset) FROM pod_versions f"
                        + " WHERE f.uid = pod_versions.uid AND f.journal_partition = pod_versions.journal_partition)"
                        + " ORDER BY valid_from_offset",
                daemonSetUid,
                node,
                partition,
                upTo);
    }

    /** The newest version up to an offset of each pod that ever had a name, newest pod first. */
    List<PodVersion> namesakes(String namespace, String name, int partition, long upTo) throws SQLException {
        return read(
                POD + "WHERE namespace = ? AND name = ? AND journal_partition = ? AND valid_from_offset ="
                        + " (SELECT max(l.valid_from_offset) FROM pod_versions l WHERE l.uid = pod_versions.uid"
                        + " AND l.journal_partition = pod_versions.journal_partition AND l.valid_from_offset <= ?)"
                        + " ORDER BY valid_from_offset DESC",
                namespace,
                name,
                partition,
                upTo);
    }

    private List<PodVersion> read(String sql, Object... parameters) throws SQLException {
        List<PodVersion> versions = new ArrayList<>();
        try (PreparedStatement statement = prepare(sql, parameters);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                versions.add(pod(row));
            }
        }
        return versions;
    }

    private static PodVersion pod(ResultSet row) throws SQLException {
        Instant at = ViewTime.instant(row.getLong(4));
        String topic = row.getString(20);
        return new PodVersion(
                row.getString(1),
                row.getInt(2),
                row.getLong(3),
                at,
                row.getBoolean(5),
                row.getString(6),
                row.getString(7),
                ViewJson.readMap(row.getString(8)),
                row.getString(9),
                row.getString(10),
                row.getString(11),
                row.getString(12),
                row.getString(13),
                row.getBoolean(14),
                ObjectReader.time(row, 15),
                ObjectReader.time(row, 16),
                ObjectReader.time(row, 17),
                row.getString(18),
                row.getString(19),
                topic == null ? null : new SourceEvent(topic, row.getInt(21), row.getLong(22), at));
    }

    private PreparedStatement prepare(String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }
}
