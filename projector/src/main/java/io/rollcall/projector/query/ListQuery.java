package io.rollcall.projector.query;

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
        try (Connection connection = view.reader()) {
            Tables tables = new PastReader(connection).tables(asOf);
            StateReader state = new StateReader(connection, tables);
            RefusedReader refused = new RefusedReader(connection, tables);
            List<DaemonSetEntry> entries = new ArrayList<>();
            for (DaemonSetRow row : new ObjectReader(connection, tables).daemonSets()) {
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
        try (Connection connection = view.reader()) {
            Tables tables = new PastReader(connection).tables(asOf);
            return new ObjectReader(connection, tables)
                    .nodes().values().stream().map(row -> entry(row.facts())).toList();
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
