package io.rollcall.projector.query;

import io.rollcall.projector.query.answer.AsOf;
import io.rollcall.projector.query.answer.DecisionFilter;
import io.rollcall.projector.query.answer.DecisionPage;
import io.rollcall.projector.query.answer.QueryException;
import io.rollcall.projector.query.answer.RefusedEntry;
import io.rollcall.projector.query.answer.StatusEntry;
import io.rollcall.projector.query.read.DaemonSetRow;
import io.rollcall.projector.query.read.DecisionReader;
import io.rollcall.projector.query.read.NodeRow;
import io.rollcall.projector.query.read.ObjectReader;
import io.rollcall.projector.query.read.PastReader;
import io.rollcall.projector.query.read.RefusedReader;
import io.rollcall.projector.query.read.StateReader;
import io.rollcall.projector.view.Tables;
import io.rollcall.projector.view.ViewDatabase;
import io.rollcall.rules.model.NodeFacts;
import io.rollcall.rules.model.Taint;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Lists: DaemonSets with their counters, nodes, decisions. Each answer is of one moment of the view. Safe for threads. */
public final class ListQuery {

    private final ViewDatabase view;

    /** Questions to this view. */
    public ListQuery(ViewDatabase view) {
        this.view = view;
    }

    /**
     * A DaemonSet with its counters.
     *
     * @param generation metadata.generation
     * @param status null before anything was decided
     * @param refused its newest version, when that was refused; else null
     */
    public record DaemonSetEntry(
            String namespace,
            String name,
            String uid,
            long generation,
            @Nullable StatusEntry status,
            @Nullable RefusedEntry refused) {}

    /** A node. */
    public record NodeEntry(
            String name,
            String uid,
            boolean ready,
            boolean unschedulable,
            SortedMap<String, String> labels,
            List<Taint> taints) {}

    /** The DaemonSets that are there, by namespace and name. */
    public List<DaemonSetEntry> daemonSets() throws SQLException {
        return daemonSets(AsOf.NOW);
    }

    /** The DaemonSets that were there at a moment. */
    public List<DaemonSetEntry> daemonSets(AsOf asOf) throws SQLException {
        return daemonSets(asOf, ObjectReader::daemonSets);
    }

    /**
     * Part of the DaemonSets that were there at a moment, by namespace and name.
     *
     * @param after namespace/name behind which it begins; null for the beginning
     * @param limit at most so many
     */
    public List<DaemonSetEntry> daemonSets(AsOf asOf, @Nullable String after, int limit) throws SQLException {
        String behind = after == null ? "/" : after;
        int slash = behind.indexOf('/');
        if (slash < 0) {
            throw QueryException.otherList();
        }
        String namespace = behind.substring(0, slash);
        return daemonSets(asOf, objects -> objects.daemonSets(namespace, behind.substring(slash + 1), limit));
    }

    private interface Rows<T> {
        List<T> of(ObjectReader objects) throws SQLException;
    }

    private List<DaemonSetEntry> daemonSets(AsOf asOf, Rows<DaemonSetRow> rows) throws SQLException {
        try (Connection connection = view.reader()) {
            Tables tables = new PastReader(connection).tables(asOf);
            StateReader state = new StateReader(connection, tables);
            RefusedReader refused = new RefusedReader(connection, tables);
            List<DaemonSetEntry> entries = new ArrayList<>();
            for (DaemonSetRow row : rows.of(new ObjectReader(connection, tables))) {
                entries.add(new DaemonSetEntry(
                        row.namespace(),
                        row.name(),
                        row.uid(),
                        row.generation(),
                        state.status(row.uid()).orElse(null),
                        refused.refused(row).orElse(null)));
            }
            return entries;
        }
    }

    /** The nodes that are there, by name. */
    public List<NodeEntry> nodes() throws SQLException {
        return nodes(AsOf.NOW);
    }

    /** The nodes that were there at a moment. */
    public List<NodeEntry> nodes(AsOf asOf) throws SQLException {
        return nodes(asOf, objects -> List.copyOf(objects.nodes().values()));
    }

    /**
     * Part of the nodes that were there at a moment, by name.
     *
     * @param after name behind which it begins; null for the beginning
     * @param limit at most so many
     */
    public List<NodeEntry> nodes(AsOf asOf, @Nullable String after, int limit) throws SQLException {
        return nodes(asOf, objects -> objects.nodes(after == null ? "" : after, limit));
    }

    private List<NodeEntry> nodes(AsOf asOf, Rows<NodeRow> rows) throws SQLException {
        try (Connection connection = view.reader()) {
            Tables tables = new PastReader(connection).tables(asOf);
            return rows.of(new ObjectReader(connection, tables)).stream()
                    .map(row -> entry(row.facts()))
                    .toList();
        }
    }

    private static NodeEntry entry(NodeFacts node) {
        return new NodeEntry(node.name(), node.uid(), node.ready(), node.unschedulable(), node.labels(), node.taints());
    }

    /** Decisions that fit and had been made at a moment, each with what became of its command. */
    public DecisionPage decisions(DecisionFilter filter, AsOf asOf) throws SQLException {
        try (Connection connection = view.reader()) {
            return new DecisionReader(connection, new PastReader(connection).tables(asOf)).page(filter);
        }
    }
}
