package io.rollcall.projector.projection;

import io.rollcall.events.DaemonSetChange;
import io.rollcall.events.DaemonSetEvent;
import io.rollcall.events.DaemonSetObserved;
import io.rollcall.projector.view.ViewJson;
import io.rollcall.projector.view.ViewTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** DaemonSet events: table daemonsets. */
final class DaemonSetFold extends ObjectFold<DaemonSetObserved> {

    private final Prepared generation;

    DaemonSetFold(Statements statements, Sources sources, EventObjects objects) throws SQLException {
        super(statements, sources, objects, "daemonsets", List.of("namespace", "name"), """
                generation, generation_at, template_generation, terminating_at, selector, template, strategy, max_unavailable,
                max_surge, min_ready_seconds, revision_history_limit""");
        this.generation = statements.now("SELECT generation, generation_at FROM daemonsets WHERE uid = ?");
    }

    @Override
    Optional<Object> body(SpecificRecord record) {
        return record instanceof DaemonSetEvent event ? Optional.of(event.getBody()) : Optional.empty();
    }

    @Override
    Optional<Version<DaemonSetObserved>> version(Object body) {
        if (!(body instanceof DaemonSetChange change)) {
            return Optional.empty();
        }
        DaemonSetObserved daemonSet = change.getProjection();
        return Optional.of(new Version<>(
                daemonSet.getChange(),
                daemonSet.getUid(),
                List.of(daemonSet.getNamespace(), daemonSet.getName()),
                daemonSet.getResourceVersion(),
                change.getObject(),
                true,
                daemonSet));
    }

    @Override
    List<@Nullable Object> values(LogRecord at, DaemonSetObserved daemonSet) throws SQLException {
        return Arrays.asList(
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
                daemonSet.getRevisionHistoryLimit());
    }

    private long generationAt(LogRecord at, DaemonSetObserved daemonSet) throws SQLException {
        flush();
        try (ResultSet row = generation.query(daemonSet.getUid())) {
            boolean known = row.next() && row.getLong(1) == daemonSet.getGeneration();
            return known ? row.getLong(2) : ViewTime.micros(at.time());
        }
    }
}
