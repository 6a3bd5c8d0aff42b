package io.rollcall.cli.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * The rounds of one line of a bench. Lines that are compared take their rounds in turns, so that a machine whose speed drifts drifts for
 * all of them alike, and are compared round by round.
 */
final class Rounds {

    private final List<Cost> costs = new ArrayList<>();

    void add(Cost cost) {
        costs.add(cost);
    }

    /** The middle round's processor time an event, nanoseconds. */
    double median() {
        return medianOf(perEvent());
    }

    double fastest() {
        return perEvent().get(0);
    }

    double slowest() {
        List<Double> sorted = perEvent();
        return sorted.get(sorted.size() - 1);
    }

    /** Events a second over all rounds together. */
    double eventsPerSecond() {
        long events = costs.stream().mapToLong(Cost::events).sum();
        long nanos = costs.stream().mapToLong(Cost::wallNanos).sum();
        return events * 1e9 / nanos;
    }

    long events() {
        return costs.get(0).events();
    }

    /** The middle one of the ratios to {@code other}'s round of the same turn. */
    double ratioTo(Rounds other) {
        List<Double> ratios = new ArrayList<>();
        for (int turn = 0; turn < costs.size(); turn++) {
            ratios.add(costs.get(turn).cpuPerEvent() / other.costs.get(turn).cpuPerEvent());
        }
        return medianOf(ratios.stream().sorted().toList());
    }

    private List<Double> perEvent() {
        return costs.stream().map(Cost::cpuPerEvent).sorted().toList();
    }

    private static double medianOf(List<Double> sorted) {
        return sorted.get(sorted.size() / 2);
    }
}
