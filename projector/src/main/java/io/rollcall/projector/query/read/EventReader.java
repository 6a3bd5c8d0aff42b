package io.rollcall.projector.query.read;

import io.rollcall.projector.query.answer.EventEntry;
import io.rollcall.projector.view.Tables;
import io.rollcall.projector.view.ViewJson;
import io.rollcall.projector.view.ViewTime;
import io.rollcall.rules.event.DaemonSetEvents;
import io.rollcall.rules.event.KubernetesEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells the Kubernetes events of a DaemonSet (semantics 9.1) from decisions and answers. One connection, one thread. */
public final class EventReader {

    /** The condition on the reason is that of the index, word for word. */
    private static final String ENDED_PODS =
            "SELECT at, reason, pod, node FROM %s WHERE daemonset_uid = ? AND action = 'DELETE'"
                    + " AND reason IN ('FAILED_POD', 'SUCCEEDED_POD') ORDER BY at DESC,"
                    + " journal_partition DESC, journal_offset DESC, log_offset DESC LIMIT ?";

    private static final String ANSWERS =
            "SELECT answered_at, action, pods, outcome, outcome_reason, outcome_message FROM %s"
                    + " WHERE daemonset_uid = ? AND answered_at IS NOT NULL AND action IN ('CREATE', 'DELETE')"
                    + " ORDER BY answered_at DESC, slot_seq DESC LIMIT ?";

    private final Connection connection;
    private final Tables tables;

    /** @param tables the moment to read */
    public EventReader(Connection connection, Tables tables) {
        this.connection = connection;
        this.tables = tables;
    }

    /** The newest events, newest first. */
    public List<EventEntry> events(DaemonSetRow daemonSet, int limit) throws SQLException {
        List<EventEntry> events = new ArrayList<>();
        DaemonSetEvents.observed(daemonSet.selector())
                .ifPresent(event -> events.add(entry(daemonSet.generationAt(), event)));
        addEndedPods(daemonSet, limit, events);
        addAnswers(daemonSet, limit, events);
        // Stable: what happened at one time stays in the order of its source.
        events.sort(Comparator.comparing(EventEntry::at).reversed());
        return List.copyOf(events.subList(0, Math.min(limit, events.size())));
    }

    private void addEndedPods(DaemonSetRow daemonSet, int limit, List<EventEntry> events) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ENDED_PODS.formatted(tables.of("decisions")))) {
            statement.setString(1, daemonSet.uid());
            statement.setInt(2, limit);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    Instant at = ViewTime.instant(row.getLong(1));
                    DaemonSetEvents.deletionDecided(
                                    row.getString(2), daemonSet.namespace(), row.getString(3), row.getString(4))
                            .ifPresent(event -> events.add(entry(at, event)));
                }
            }
        }
    }

    private void addAnswers(DaemonSetRow daemonSet, int limit, List<EventEntry> events) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ANSWERS.formatted(tables.of("commands")))) {
            statement.setString(1, daemonSet.uid());
            statement.setInt(2, limit);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    Instant at = ViewTime.instant(row.getLong(1));
                    for (KubernetesEvent event : events(
                            row.getString(2).equals("CREATE"),
                            row.getString(4).equals("DONE"),
                            ViewJson.readNames(row.getString(3)),
                            row.getString(5),
                            row.getString(6))) {
                        events.add(entry(at, event));
                    }
                }
            }
        }
    }

    private static List<KubernetesEvent> events(
            boolean creation, boolean done, List<String> pods, @Nullable String reason, @Nullable String message) {
        if (creation) {
            return done
                    ? pods.stream().map(DaemonSetEvents::created).toList()
                    : DaemonSetEvents.createFailed(reason, message).stream().toList();
        }
        return done
                ? DaemonSetEvents.deleted(pods, reason)
                : DaemonSetEvents.deleteFailed(reason, message).stream().toList();
    }

    private static EventEntry entry(Instant at, KubernetesEvent event) {
        return new EventEntry(at, event.severity().text(), event.reason(), event.message());
    }
}
