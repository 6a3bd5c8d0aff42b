package io.rollcall.projector.projection;

import io.rollcall.events.DaemonSetObserved;
import io.rollcall.projector.view.ViewJson;
import io.rollcall.rules.model.LabelSelector;
import io.rollcall.rules.model.Requirement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.TreeMap;

/** DaemonSets as the journal has them, which only valid ones reach: table specs_in_force. */
final class SpecFold {

    private final Prepared generation;
    private final Prepared put;

    SpecFold(Connection connection) throws SQLException {
        generation = new Prepared(
                connection, "SELECT generation, generation_at FROM specs_in_force WHERE daemonset_uid = ?");
        put = Prepared.upsert(connection, "specs_in_force", "daemonset_uid", """
                daemonset_uid, generation, generation_at, template_generation, selector, template, strategy,
                max_unavailable, max_surge, min_ready_seconds, revision_history_limit, log_partition, log_offset""");
    }

    /**
     * Folds what was observed of a DaemonSet.
     *
     * @param journalTime journal time of the record, microseconds
     */
    void fold(DaemonSetObserved daemonSet, LogRecord at, long journalTime) throws SQLException {
        put.run(
                daemonSet.getUid(),
                daemonSet.getGeneration(),
                generationAt(daemonSet, journalTime),
                daemonSet.getTemplateGeneration(),
                selector(daemonSet),
                daemonSet.getTemplate(),
                daemonSet.getStrategy().name(),
                daemonSet.getMaxUnavailable(),
                daemonSet.getMaxSurge(),
                daemonSet.getMinReadySeconds(),
                daemonSet.getRevisionHistoryLimit(),
                at.partition(),
                at.offset());
    }

    private long generationAt(DaemonSetObserved daemonSet, long journalTime) throws SQLException {
        try (ResultSet row = generation.query(daemonSet.getUid())) {
            boolean known = row.next() && row.getLong(1) == daemonSet.getGeneration();
            return known ? row.getLong(2) : journalTime;
        }
    }

    /** Column value of its selector. */
    static String selector(DaemonSetObserved daemonSet) {
        var selector = daemonSet.getSelector();
        return ViewJson.selector(new LabelSelector(
                new TreeMap<>(selector.getMatchLabels()),
                selector.getMatchExpressions().stream()
                        .map(expression ->
                                new Requirement(expression.getKey(), expression.getOperator(), expression.getValues()))
                        .toList()));
    }
}
