package io.rollcall.projector.query.story;

import io.rollcall.projector.query.answer.DecisionEntry;
import io.rollcall.projector.query.answer.SourceEvent;
import io.rollcall.projector.query.read.DaemonSetRow;
import io.rollcall.projector.query.read.HistoryReader;
import io.rollcall.projector.query.read.NodeRow;
import io.rollcall.projector.query.read.ObjectReader;
import io.rollcall.projector.query.read.PastReader;
import io.rollcall.projector.query.story.PodFile.Circumstances;
import io.rollcall.projector.query.story.VersionReader.PodVersion;
import io.rollcall.projector.view.Moment;
import io.rollcall.projector.view.Tables;
import io.rollcall.projector.view.ViewTime;
import io.rollcall.rules.eligibility.Eligibility;
import io.rollcall.rules.eligibility.Obstacle;
import io.rollcall.rules.model.InvalidTemplateException;
import io.rollcall.rules.model.PodTemplate;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads all that is known of a pod, also of one that is long gone, as the journal has it. One connection, one thread. */
public final class PodReader {

    private final Connection connection;
    private final Tables tables;
    private final VersionReader versions;

    /** @param tables the moment that is asked about */
    public PodReader(Connection connection, Tables tables) {
        this.connection = connection;
        this.tables = tables;
        this.versions = new VersionReader(connection);
    }

    /** The partition of the journal that has a pod of a name: that of its newest owner, if one owned it; empty when none has. */
    public Optional<PastReader.Axis> axis(String namespace, String name, PastReader past) throws SQLException {
        PastReader.Axis best = null;
        PodVersion newest = null;
        for (int partition : partitions(namespace, name)) {
            Optional<PastReader.Axis> axis = past.axis(tables, partition);
            Optional<PodVersion> found = axis.isEmpty()
                    ? Optional.empty()
                    : versions.newest(namespace, name, partition, axis.get().offset());
            if (found.isPresent() && (newest == null || newer(found.get(), newest))) {
                best = axis.get();
                newest = found.get();
            }
        }
        return Optional.ofNullable(best);
    }

    private static boolean newer(PodVersion one, PodVersion other) {
        boolean owned = one.controllerUid() != null;
        return owned == (other.controllerUid() != null) ? owned && one.at().isAfter(other.at()) : owned;
    }

    private List<Integer> partitions(String namespace, String name) throws SQLException {
        List<Integer> partitions = new ArrayList<>();
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT DISTINCT journal_partition FROM pod_versions WHERE namespace = ?"
                        + " AND name = ? ORDER BY journal_partition")) {
            statement.setString(1, namespace);
            statement.setString(2, name);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    partitions.add(row.getInt(1));
                }
            }
        }
        return partitions;
    }

    /** The newest pod of a name; empty when there was none up to then. */
    public Optional<PodFile> read(String namespace, String name, PastReader.Axis axis) throws SQLException {
        List<PodVersion> namesakes = versions.namesakes(namespace, name, axis.partition(), axis.offset());
        if (namesakes.isEmpty()) {
            return Optional.empty();
        }
        List<PodVersion> life = life(namesakes.getFirst().uid(), axis);
        PodFile bare =
                new PodFile(life, List.of(), null, null, null, new Circumstances(false, false, null, null, null));
        String owner = bare.owned().map(PodVersion::controllerUid).orElse(null);
        String node = bare.node();
        List<DecisionEntry> decisions = List.of();
        PodVersion before = null;
        PodVersion after = null;
        if (node != null) {
            decisions = decisions(bare, node);
        }
        if (owner != null && node != null) {
            for (PodVersion other : versions.arrivals(owner, node, axis.partition(), axis.offset())) {
                if (other.uid().equals(bare.last().uid())) {
                    continue;
                }
                if (other.offset() < bare.first().offset()) {
                    before = other;
                } else if (after == null) {
                    after = other;
                }
            }
        }
        Owner of = owner == null ? null : owner(owner, bare.last(), axis).orElse(null);
        return Optional.of(new PodFile(
                life, decisions, of == null ? null : of.id(), before, after, circumstances(bare, of, axis)));
    }

    /** With what another DaemonSet's partition had of it, before it was orphaned and came to this one. */
    private List<PodVersion> life(String uid, PastReader.Axis axis) throws SQLException {
        List<PodVersion> here = versions.life(uid, axis.partition(), axis.offset());
        List<PodVersion> life = new ArrayList<>(
                versions.ownedElsewhere(uid, axis.partition(), here.getFirst().at()));
        life.addAll(here);
        return life;
    }

    /** Of all owners that the pod ever had, oldest first. */
    private List<DecisionEntry> decisions(PodFile bare, String node) throws SQLException {
        String command = bare.first().commandId();
        return new HistoryReader(connection, tables)
                        .decisionsOfPod(
                                bare.last().namespace(),
                                node,
                                bare.last().name(),
                                bare.last().uid())
                        .reversed()
                        .stream()
                        .filter(decision -> !decision.action().equals("create")
                                || command == null
                                || command.equals(decision.commandId()))
                        .toList();
    }

    /** @param fate what became of it; null while it is there */
    private record Owner(String id, String uid, @Nullable String fate) {}

    /** A DaemonSet as it was when a version of a pod came; empty for another kind. It may have come to the journal after its pod. */
    private Optional<Owner> owner(String uid, PodVersion at, PastReader.Axis axis) throws SQLException {
        Optional<Owner> then = owner(uid, at.partition(), at.offset(), "DESC");
        return then.isPresent() ? then : owner(uid, at.partition(), axis.offset(), "ASC");
    }

    private Optional<Owner> owner(String uid, int partition, long upTo, String order) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT namespace, name, deleted, terminating_at, valid_from FROM daemonset_versions WHERE uid = ?"
                        + " AND journal_partition = ? AND valid_from_offset <= ? ORDER BY valid_from_offset " + order
                        + " LIMIT 1")) {
            statement.setString(1, uid);
            statement.setInt(2, partition);
            statement.setLong(3, upTo);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(owner(uid, row)) : Optional.empty();
            }
        }
    }

    private static Owner owner(String uid, ResultSet row) throws SQLException {
        String id = row.getString(1) + "/" + row.getString(2);
        Instant terminating = ObjectReader.time(row, 4);
        if (row.getBoolean(3)) {
            return new Owner(id, uid, "DaemonSet " + id + " was deleted at " + ViewTime.instant(row.getLong(5)));
        }
        return new Owner(
                id, uid, terminating == null ? null : "DaemonSet " + id + " is being deleted since " + terminating);
    }

    private Circumstances circumstances(PodFile pod, @Nullable Owner owner, PastReader.Axis axis) throws SQLException {
        boolean beforeRollcall = pod.first().offset() < firstSynced(pod.first().partition());
        Optional<PodVersion> going = pod.going();
        if (going.isEmpty()) {
            return new Circumstances(beforeRollcall, false, null, nodeGone(pod.last(), axis.offset()), null);
        }
        SourceEvent event = going.get().event();
        boolean unwatched = going.get().deleted()
                && event != null
                && !new JournalReader(connection).speaksOf(event, pod.last().uid());
        return new Circumstances(
                beforeRollcall,
                unwatched,
                owner == null ? null : owner.fate(),
                nodeGone(pod.last(), pod.last().offset()),
                owner == null ? null : evictingTaint(owner, going.get()));
    }

    /** Where the journal first had all pods; pods with a lower offset were there before. */
    private long firstSynced(int partition) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT min(valid_from_offset) FROM barriers WHERE journal_partition = ?"
                        + " AND kind = 'POD' AND barrier = 'SYNCED'")) {
            statement.setInt(1, partition);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                long offset = row.getLong(1);
                return row.wasNull() ? Long.MIN_VALUE : offset;
            }
        }
    }

    private @Nullable String nodeGone(PodVersion pod, long upTo) throws SQLException {
        if (pod.targetNode() == null) {
            return null;
        }
        Optional<NodeRow> node = objectsAt(pod.partition(), upTo).node(pod.targetNode());
        return node.isPresent() && node.get().deletedAt() != null
                ? "node " + pod.targetNode() + " was deleted at " + node.get().deletedAt()
                : null;
    }

    private @Nullable String evictingTaint(Owner owner, PodVersion pod) throws SQLException {
        if (pod.nodeName() == null) {
            return null;
        }
        ObjectReader objects = objectsAt(pod.partition(), pod.offset());
        String namespace = owner.id().substring(0, owner.id().indexOf('/'));
        Optional<DaemonSetRow> daemonSet =
                objects.daemonSet(namespace, owner.id().substring(namespace.length() + 1));
        Optional<NodeRow> node = objects.node(pod.nodeName());
        if (daemonSet.isEmpty() || node.isEmpty()) {
            return null;
        }
        try {
            Obstacle obstacle = Eligibility.compile(
                            PodTemplate.parse(daemonSet.get().template()))
                    .judge(node.get().facts())
                    .obstacle();
            return obstacle instanceof Obstacle.UntoleratedTaint untolerated
                            && untolerated.taint().effect().equals("NoExecute")
                    ? untolerated.taint().text()
                    : null;
        } catch (InvalidTemplateException unknown) {
            return null;
        }
    }

    private ObjectReader objectsAt(int partition, long offset) {
        return new ObjectReader(
                connection,
                Tables.asOf(new Moment(new TreeMap<>(Map.of(partition, offset)), Long.MIN_VALUE, partition)));
    }
}
