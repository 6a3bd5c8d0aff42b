package io.rollcall.projector.query;

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
        try (Connection connection = view.reader()) {
            StateReader state = new StateReader(connection);
            RefusedReader refused = new RefusedReader(connection);
            List<DaemonSetEntry> entries = new ArrayList<>();
            for (DaemonSetRow row : new ObjectReader(connection).daemonSets()) {
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
        try (Connection connection = view.reader()) {
            return new ObjectReader(connection)
                    .nodes().values().stream().map(row -> entry(row.facts())).toList();
        }
    }

    private static NodeEntry entry(NodeFacts node) {
        return new NodeEntry(node.name(), node.uid(), node.ready(), node.unschedulable(), node.labels(), node.taints());
    }

    /** The newest decisions that fit, newest first. */
    public List<DecisionEntry> decisions(DecisionFilter filter) throws SQLException {
        try (Connection connection = view.reader()) {
            return new HistoryReader(connection).decisions(filter);
        }
    }
}
