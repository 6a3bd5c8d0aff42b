package io.rollcall.projector.projection;

import io.rollcall.events.DaemonSetObserved;
import io.rollcall.projector.view.ViewJson;
import java.sql.ResultSet;
import java.sql.SQLException;

/** DaemonSets as the journal has them, which only valid ones reach: table specs_in_force. */
final class SpecFold {

    private final Prepared generation;
    private final Prepared put;

    SpecFold(Statements statements) throws SQLException {
        generation = statements.now("SELECT generation, generation_at FROM specs_in_force WHERE daemonset_uid = ?");
        put = statements.upsert("specs_in_force", "daemonset_uid", """
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
                ViewJson.selector(Projections.selector(daemonSet)),
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
}
