package io.rollcall.cli.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/**
 * What some events took.
 *
 * @param wallNanos time passed, nanoseconds
 * @param cpuNanos processor time, nanoseconds
 */
record Cost(long events, long wallNanos, long cpuNanos) {

    /** Runs once to warm up and then {@code rounds} times; the round whose processor time is the median. */
    static Cost median(int rounds, Supplier<Cost> round) {
        List<Cost> costs = new ArrayList<>();
        for (int i = 0; i <= rounds; i++) {
            costs.add(round.get());
        }
        costs.remove(0);
        costs.sort(Comparator.comparingDouble(Cost::cpuPerEvent));
        return costs.get(rounds / 2);
    }

    /** Processor time an event, nanoseconds. */
    double cpuPerEvent() {
        return (double) cpuNanos / events;
    }

    double eventsPerSecond() {
        return events * 1e9 / wallNanos;
    }
}
