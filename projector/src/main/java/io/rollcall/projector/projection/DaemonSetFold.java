package io.rollcall.projector.projection;

import io.rollcall.events.DaemonSetChange;
import io.rollcall.events.DaemonSetEvent;
import io.rollcall.events.DaemonSetObserved;
import io.rollcall.projector.view.ViewJson;
import io.rollcall.projector.view.ViewTime;
import java.sql.ResultSet;
import java.sql.SQLException;

/** DaemonSet events: table daemonsets. */
final class DaemonSetFold implements Fold {

    private final ObjectRows rows;
    private final Sources sources;
    private final EventObjects objects;
    private final Prepared generation;

    DaemonSetFold(Statements statements, Sources sources, EventObjects objects) throws SQLException {
        this.rows = new ObjectRows(statements, "daemonsets", "namespace = ? AND name = ?", """
                uid, namespace, name, resource_version, generation, generation_at, template_generation,
                terminating_at, selector, template, strategy, max_unavailable, max_surge, min_ready_seconds,
                revision_history_limit, object, facts, changed_at, log_partition, log_offset, deleted_at""");
        this.sources = sources;
        this.objects = objects;
        this.generation = statements.now("SELECT generation, generation_at FROM daemonsets WHERE uid = ?");
    }

    @Override
    public void fold(LogRecord at) throws SQLException {
        if (!(at.payload() instanceof LogRecord.Value value) || !(value.record() instanceof DaemonSetEvent event)) {
            return;
        }
        if (!(event.getBody() instanceof DaemonSetChange change)) {
            sources.fold(at, event.getBody(), rows);
            return;
        }
        DaemonSetObserved daemonSet = change.getProjection();
        String facts = Facts.digest(daemonSet);
        ObjectRows.Judgement judgement =
                rows.judge(at, daemonSet.getChange(), daemonSet.getUid(), daemonSet.getResourceVersion(), facts);
        if (judgement.stale()) {
            return;
        }
        boolean gone = judgement.gone();
        if (judgement.appears()) {
            rows.replaceNamesakes(at, daemonSet.getUid(), daemonSet.getNamespace(), daemonSet.getName());
        }
        if (judgement.news()) {
            objects.keep(at, daemonSet.getUid(), change.getObject());
        }
        rows.put(
                daemonSet.getUid(),
                daemonSet.getNamespace(),
                daemonSet.getName(),
                daemonSet.getResourceVersion(),
                daemonSet.getGeneration(),
                generationAt(at, daemonSet),
                daemonSet.getTemplateGeneration(),
                ViewTime.microsOrNull(daemonSet.getDeletedAt()),
                ViewJson.selector(Projections.selector(daemonSet)),
                daemonSet.getTemplate(),
                daemonSet.getStrategy().name(),
                daemonSet.getMaxUnavailable(),
                daemonSet.getMaxSurge(),
                daemonSet.getMinReadySeconds(),
                daemonSet.getRevisionHistoryLimit(),
                gone ? "" : change.getObject(),
                facts,
                ViewTime.micros(at.time()),
                at.partition(),
                at.offset(),
                gone ? ViewTime.micros(at.time()) : null);
    }

    private long generationAt(LogRecord at, DaemonSetObserved daemonSet) throws SQLException {
        rows.flush();
        try (ResultSet row = generation.query(daemonSet.getUid())) {
            boolean known = row.next() && row.getLong(1) == daemonSet.getGeneration();
            return known ? row.getLong(2) : ViewTime.micros(at.time());
        }
    }

    @Override
    public void rolledBack() {
        rows.forget();
    }
}
