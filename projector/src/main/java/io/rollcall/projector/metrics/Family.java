package io.rollcall.projector.metrics;

import java.util.List;

/**
 * A metric.
 *
 * @param name as Prometheus shows it
 * @param counter whether it only grows; else it is a gauge
 * @param labels names of its labels, in the order of their values
 * @param help what it says, one line
 */
public record Family(String name, boolean counter, List<String> labels, String help) {

    static Family gauge(String name, String help, String... labels) {
        return new Family(name, false, List.of(labels), help);
    }

    static Family counter(String name, String help, String... labels) {
        return new Family(name, true, List.of(labels), help);
    }
}
