package io.rollcall.projector.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.LinkedHashMap;
import java.util.Map;

/** The values of one scrape. For one thread. */
final class Samples {

    private static final String INFO = "_info";
    private static final String TOTAL = "_total";

    private final Map<Family, Map<Labels, Double>> samples = new LinkedHashMap<>();

    /**
     * Sets a value; the values of the labels in the order of their names. Of several with the same labels, as two objects of one name
     * may have for a while, the last one stays: a scrape must not fail for them.
     */
    void add(Family family, double value, String... labels) {
        String[] names = family.labels().toArray(String[]::new);
        samples.computeIfAbsent(family, one -> new LinkedHashMap<>()).put(Labels.of(names, labels), value);
    }

    MetricSnapshots snapshots() {
        return new MetricSnapshots(samples.entrySet().stream()
                .map(entry -> snapshot(entry.getKey(), entry.getValue()))
                .toList());
    }

    private static MetricSnapshot snapshot(Family family, Map<Labels, Double> samples) {
        String name = family.name();
        if (family.counter()) {
            return new CounterSnapshot(
                    metadata(family, TOTAL),
                    samples.entrySet().stream()
                            .map(sample -> new CounterDataPointSnapshot(sample.getValue(), sample.getKey(), null, 0))
                            .toList());
        }
        if (name.endsWith(INFO)) {
            return new InfoSnapshot(
                    metadata(family, INFO),
                    samples.keySet().stream().map(InfoDataPointSnapshot::new).toList());
        }
        return new GaugeSnapshot(
                metadata(family, ""),
                samples.entrySet().stream()
                        .map(sample -> new GaugeDataPointSnapshot(sample.getValue(), sample.getKey(), null))
                        .toList());
    }

    /** The library adds the end of the name. */
    private static MetricMetadata metadata(Family family, String end) {
        String name = family.name();
        return new MetricMetadata(name.substring(0, name.length() - end.length()), family.help());
    }
}
