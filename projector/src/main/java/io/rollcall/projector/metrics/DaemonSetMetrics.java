package io.rollcall.projector.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.projector.view.ViewJson;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** DaemonSets: what was last decided of them, and how their rollouts stand. */
final class DaemonSetMetrics {

    private static final String STATUS =
            "SELECT namespace, daemonset, current, desired, available, misscheduled, ready, unavailable,"
                    + " observed_generation, updated, reasons, fault, revision FROM status";
    private static final String ROLLOUTS =
            "SELECT namespace, daemonset, max(valid_from) FROM rollouts WHERE outcome IS NULL GROUP BY namespace, daemonset";
    private static final String OPEN =
            "SELECT c.namespace, c.daemonset, count(*), min(c.decided_at) FROM slots s JOIN commands c"
                    + " ON c.command_id = s.last_command_id WHERE c.outcome IS NULL GROUP BY c.namespace, c.daemonset";
    private static final double MICROS = 1_000_000.0;

    private final Remembered<Facts> daemonSets = new Remembered<>("daemonsets", "1 = 1", DaemonSetMetrics::facts);

    private record Facts(String namespace, String name, double created, long generation) {}

    void collect(Connection connection, Samples samples) throws SQLException {
        for (Facts daemonSet : daemonSets.read(connection)) {
            KubeObjects.addTime(
                    samples,
                    KubeFamilies.DAEMONSET_CREATED,
                    daemonSet.created(),
                    daemonSet.namespace(),
                    daemonSet.name());
            samples.add(
                    KubeFamilies.DAEMONSET_GENERATION, daemonSet.generation(), daemonSet.namespace(), daemonSet.name());
        }
        try (Statement statement = connection.createStatement()) {
            status(statement, samples);
            rollouts(statement, samples);
            open(statement, samples);
        }
    }

    private static void status(Statement statement, Samples samples) throws SQLException {
        try (ResultSet row = statement.executeQuery(STATUS)) {
            while (row.next()) {
                String[] of = {row.getString(1), row.getString(2)};
                samples.add(KubeFamilies.DAEMONSET_CURRENT, row.getLong(3), of);
                samples.add(KubeFamilies.DAEMONSET_DESIRED, row.getLong(4), of);
                samples.add(KubeFamilies.DAEMONSET_AVAILABLE, row.getLong(5), of);
                samples.add(KubeFamilies.DAEMONSET_MISSCHEDULED, row.getLong(6), of);
                samples.add(KubeFamilies.DAEMONSET_READY, row.getLong(7), of);
                samples.add(KubeFamilies.DAEMONSET_UNAVAILABLE, row.getLong(8), of);
                samples.add(KubeFamilies.DAEMONSET_OBSERVED, row.getLong(9), of);
                samples.add(KubeFamilies.DAEMONSET_UPDATED, row.getLong(10), of);
                ViewJson.readCounts(row.getString(11))
                        .forEach(
                                (reason, nodes) -> samples.add(RollcallFamilies.VERDICTS, nodes, of[0], of[1], reason));
                samples.add(RollcallFamilies.FAULT, KubeObjects.one(row.getString(12) != null), of);
                samples.add(RollcallFamilies.REVISION, row.getLong(13), of);
                double desired = row.getLong(4);
                samples.add(RollcallFamilies.ROLLOUT_PROGRESS, desired == 0 ? 1 : row.getLong(10) / desired, of);
            }
        }
    }

    private static void rollouts(Statement statement, Samples samples) throws SQLException {
        try (ResultSet row = statement.executeQuery(ROLLOUTS)) {
            while (row.next()) {
                samples.add(RollcallFamilies.ROLLING, 1, row.getString(1), row.getString(2));
                samples.add(
                        RollcallFamilies.ROLLOUT_STARTED, row.getLong(3) / MICROS, row.getString(1), row.getString(2));
            }
        }
    }

    private static void open(Statement statement, Samples samples) throws SQLException {
        try (ResultSet row = statement.executeQuery(OPEN)) {
            while (row.next()) {
                String[] of = {row.getString(1), row.getString(2)};
                samples.add(RollcallFamilies.COMMANDS_OPEN, row.getLong(3), of);
                samples.add(RollcallFamilies.COMMANDS_OPEN_SINCE, row.getLong(4) / MICROS, of);
            }
        }
    }

    private static Facts facts(JsonNode daemonSet) {
        JsonNode metadata = daemonSet.path("metadata");
        return new Facts(
                metadata.path("namespace").asText("default"),
                metadata.path("name").asText(),
                KubeObjects.created(daemonSet),
                metadata.path("generation").asLong());
    }
}
