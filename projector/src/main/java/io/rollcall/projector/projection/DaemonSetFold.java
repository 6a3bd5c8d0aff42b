package io.rollcall.projector.projection;

import io.rollcall.events.DaemonSetChange;
import io.rollcall.events.DaemonSetEvent;
import io.rollcall.events.DaemonSetObserved;
import io.rollcall.projector.view.ViewTime;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;

/** DaemonSet events: table daemonsets. */
final class DaemonSetFold implements Fold {

    private final ObjectRows rows;
    private final Sources sources;
    private final Prepared generation;
    private final Prepared put;

    DaemonSetFold(Connection connection, Sources sources) throws SQLException {
        this.rows = new ObjectRows(connection, "daemonsets", "namespace = ? AND name = ?");
        this.sources = sources;
        this.generation = new Prepared(connection, "SELECT generation, generation_at FROM daemonsets WHERE uid = ?");
        this.put = Prepared.upsert(connection, "daemonsets", "uid", """
                uid, namespace, name, resource_version, generation, generation_at, template_generation,
                terminating_at, selector, template, strategy, max_unavailable, max_surge, min_ready_seconds,
                revision_history_limit, object, changed_at, log_partition, log_offset, deleted_at""");
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
        ObjectRows.Verdict verdict =
                rows.judge(at, daemonSet.getChange(), daemonSet.getUid(), daemonSet.getResourceVersion());
        if (verdict == ObjectRows.Verdict.STALE) {
            return;
        }
        boolean gone = verdict == ObjectRows.Verdict.GONE;
        if (!gone) {
            rows.replaceNamesakes(at, daemonSet.getUid(), daemonSet.getNamespace(), daemonSet.getName());
        }
        put.run(
                daemonSet.getUid(),
                daemonSet.getNamespace(),
                daemonSet.getName(),
                daemonSet.getResourceVersion(),
                daemonSet.getGeneration(),
                generationAt(at, daemonSet),
                daemonSet.getTemplateGeneration(),
                ViewTime.microsOrNull(daemonSet.getDeletedAt()),
                SpecFold.selector(daemonSet),
                daemonSet.getTemplate(),
                daemonSet.getStrategy().name(),
                daemonSet.getMaxUnavailable(),
                daemonSet.getMaxSurge(),
                daemonSet.getMinReadySeconds(),
                daemonSet.getRevisionHistoryLimit(),
                gone ? "" : change.getObject(),
                ViewTime.micros(at.time()),
                at.partition(),
                at.offset(),
                gone ? ViewTime.micros(at.time()) : null);
    }

    private long generationAt(LogRecord at, DaemonSetObserved daemonSet) throws SQLException {
        try (ResultSet row = generation.query(daemonSet.getUid())) {
            boolean known = row.next() && row.getLong(1) == daemonSet.getGeneration();
            return known ? row.getLong(2) : ViewTime.micros(at.time());
        }
    }
}
