package io.rollcall.cli.up;

import io.rollcall.projector.query.ExplainQuery;
import io.rollcall.projector.query.ListQuery;
import io.rollcall.projector.query.ListQuery.DaemonSetEntry;
import io.rollcall.projector.query.ListQuery.NodeEntry;
import io.rollcall.projector.query.answer.Explanation;
import io.rollcall.projector.query.answer.Explanation.NodeGroup;
import io.rollcall.projector.query.answer.QueryException;
import io.rollcall.projector.query.answer.StatusEntry;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The cluster at one look at the view.
 *
 * @param nodes how many there are
 * @param readyNodes how many of them are Ready
 * @param cordonedNodes how many of them are cordoned
 */
record Overview(int nodes, int readyNodes, int cordonedNodes, List<DaemonSetEntry> daemonSets) {

    static Overview of(ListQuery lists) throws SQLException {
        List<NodeEntry> nodes = lists.nodes();
        return new Overview(
                nodes.size(),
                (int) nodes.stream().filter(NodeEntry::ready).count(),
                (int) nodes.stream().filter(NodeEntry::unschedulable).count(),
                lists.daemonSets());
    }

    /** Whether every DaemonSet is evaluated and has an available pod of its newest revision wherever one should be. */
    boolean converged() {
        return daemonSets.stream().allMatch(Overview::converged);
    }

    private static boolean converged(DaemonSetEntry daemonSet) {
        StatusEntry status = daemonSet.status();
        return status != null
                && status.fault() == null
                && status.observedGeneration() >= daemonSet.generation()
                && status.current() == status.desired()
                && status.updated() == status.desired()
                && status.available() == status.desired();
    }

    /**
     * One line a DaemonSet, and under it one for each reason for which nodes go without. One that was deleted since the overview was taken
     * is left out.
     */
    static List<String> report(Overview overview, ExplainQuery explain) throws SQLException {
        List<String> lines = new ArrayList<>();
        for (DaemonSetEntry daemonSet : overview.daemonSets()) {
            Optional<Explanation> explanation = explanation(daemonSet, explain);
            if (explanation.isEmpty()) {
                continue;
            }
            StatusEntry status = daemonSet.status();
            int desired = status == null ? 0 : status.desired();
            int available = status == null ? 0 : status.available();
            lines.add(daemonSet.namespace() + "/" + daemonSet.name() + ": "
                    + (desired == available
                            ? "every eligible node has its pod (" + available + " of " + overview.nodes() + " nodes)"
                            : available + " of " + desired + " eligible nodes have an available pod"));
            if (explanation.get() instanceof Explanation.OfDaemonSet whole) {
                whole.groups().stream()
                        .filter(group -> !group.standing().equals("FINE"))
                        .forEach(group -> lines.add("  " + names(group) + ": " + group.text()));
            }
        }
        return lines;
    }

    private static Optional<Explanation> explanation(DaemonSetEntry daemonSet, ExplainQuery explain)
            throws SQLException {
        try {
            return Optional.of(explain.explain(daemonSet.namespace(), daemonSet.name(), null));
        } catch (QueryException e) {
            return switch (e.kind()) {
                case NOT_FOUND, GONE -> Optional.empty();
                case BAD_QUESTION, NOT_YET, UNUSABLE -> throw e;
            };
        }
    }

    private static String names(NodeGroup group) {
        int shown = 5;
        String names = String.join(
                ", ", group.nodes().subList(0, Math.min(shown, group.nodes().size())));
        return group.count() > shown ? names + " and " + (group.count() - shown) + " more" : names;
    }
}
