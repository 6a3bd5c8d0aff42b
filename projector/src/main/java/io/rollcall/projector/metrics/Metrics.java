package io.rollcall.projector.metrics;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.rollcall.projector.view.Freshness;
import io.rollcall.projector.view.ViewDatabase;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * All metrics, of one moment of the view. What a scrape costs grows with the number of objects and with what changed since the last one, not
 * with history. Safe for threads; scrapes are one after the other.
 */
public final class Metrics {

    /** Media type of what is written. */
    public static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

    private static final double NANOS = 1_000_000_000.0;
    private static final double MICROS = 1_000_000.0;
    private static final double MILLIS = 1_000.0;

    private final ViewDatabase view;
    private final Supplier<Freshness> freshness;
    private final Traffic traffic;
    private final Clock clock;
    private final boolean pods;
    private final DaemonSetMetrics daemonSets = new DaemonSetMetrics();
    private final NodeMetrics nodes = new NodeMetrics();
    private final PodMetrics podMetrics = new PodMetrics();
    private final DecisionCounts decisions = new DecisionCounts();

    /**
     * @param freshness how far the view is
     * @param clock what the age of records is measured by
     * @param pods whether to show each daemon pod
     */
    public Metrics(ViewDatabase view, Supplier<Freshness> freshness, Traffic traffic, Clock clock, boolean pods) {
        this.view = view;
        this.freshness = freshness;
        this.traffic = traffic;
        this.clock = clock;
        this.pods = pods;
    }

    /** Writes them in Prometheus' text format. */
    public void write(OutputStream out) throws SQLException, IOException {
        PrometheusTextFormatWriter.create().write(out, collect(), EscapingScheme.DEFAULT);
    }

    private synchronized MetricSnapshots collect() throws SQLException {
        long begin = System.nanoTime();
        Samples samples = new Samples();
        try (Connection connection = view.reader()) {
            daemonSets.collect(connection, samples);
            nodes.collect(connection, samples);
            if (pods) {
                podMetrics.collect(connection, samples);
            }
            decisions.collect(connection, samples);
            try (Statement statement = connection.createStatement()) {
                rejected(statement, samples);
                journal(statement, samples);
            }
        }
        projection(samples);
        traffic.collect(samples);
        samples.add(RollcallFamilies.COST, (System.nanoTime() - begin) / NANOS);
        return samples.snapshots();
    }

    private static void rejected(Statement statement, Samples samples) throws SQLException {
        try (ResultSet row = statement.executeQuery(
                "SELECT rejected_by, reason, count(*) FROM rejected GROUP BY rejected_by, reason")) {
            while (row.next()) {
                samples.add(RollcallFamilies.REJECTED, row.getLong(3), row.getString(1), row.getString(2));
            }
        }
    }

    private static void journal(Statement statement, Samples samples) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT partition, log_offset, journal_time FROM clock")) {
            while (row.next()) {
                samples.add(RollcallFamilies.JOURNAL, row.getLong(2), row.getString(1));
                samples.add(RollcallFamilies.JOURNAL_TIME, row.getLong(3) / MICROS, row.getString(1));
            }
        }
    }

    private void projection(Samples samples) {
        Freshness now = freshness.get();
        samples.add(RollcallFamilies.READY, KubeObjects.one(now.ready()));
        samples.add(RollcallFamilies.RECORDS, now.recordsRead());
        if (now.lag().isPresent()) {
            long lag = now.lag().getAsLong();
            samples.add(RollcallFamilies.LAG, lag);
            if (lag == 0 || now.newest() != null) {
                samples.add(RollcallFamilies.LAG_SECONDS, lag == 0 ? 0 : age(now));
            }
        }
    }

    private double age(Freshness now) {
        return now.newest() == null
                ? 0
                : Math.max(0, Duration.between(now.newest(), clock.instant()).toMillis() / MILLIS);
    }
}
