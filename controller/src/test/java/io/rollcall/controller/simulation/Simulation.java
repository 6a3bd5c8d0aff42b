package io.rollcall.controller.simulation;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Draws a history for each of many seeds and makes it come true, on all cores. What a seed leads to does not depend on the others. */
final class Simulation {

    /** Where to start, unless told otherwise. */
    static final long FIRST = Long.getLong("rollcall.simulation.seed", 1);

    private final AtomicLong next;
    private final long end;
    private final Coverage coverage = new Coverage();
    private final TreeMap<Long, String> violations = new TreeMap<>();

    private Simulation(long first, long count) {
        this.next = new AtomicLong(first);
        this.end = first + count;
    }

    /**
     * What came of it.
     *
     * @param failure the failing seed with its shortest history and how to run it again; empty when all invariants held
     */
    record Result(Coverage coverage, Optional<String> failure) {}

    /** Runs until a violation is found or all seeds are done, and prints which seeds and how long it took. */
    static Result run(long first, int count) {
        long start = System.nanoTime();
        Simulation simulation = new Simulation(first, count);
        simulation.run();
        System.out.printf(
                "simulation: seeds %d to %d, %d histories in %.1f s%n",
                first, first + count - 1, simulation.next.get() - first, (System.nanoTime() - start) / 1e9);
        return new Result(simulation.coverage, simulation.failure());
    }

    private void run() {
        List<Thread> threads = IntStream.range(0, Runtime.getRuntime().availableProcessors())
                .mapToObj(i -> Thread.ofPlatform().name("simulation-" + i).start(this::work))
                .toList();
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException("interrupted while histories run", e);
            }
        }
        next.accumulateAndGet(end, Math::min);
    }

    private void work() {
        Coverage own = new Coverage();
        for (long seed = next.getAndIncrement(); seed < end; seed = next.getAndIncrement()) {
            Optional<String> violation = Run.of(Histories.of(seed), own, Journal::decider);
            if (violation.isPresent()) {
                found(seed, violation.get());
                return;
            }
        }
        synchronized (this) {
            coverage.add(own);
        }
    }

    /** Seeds below this one are being looked at or done: no more have to be drawn. */
    private synchronized void found(long seed, String violation) {
        violations.put(seed, violation);
        next.set(end);
    }

    private Optional<String> failure() {
        return Optional.ofNullable(violations.firstEntry()).map(first -> {
            List<Step> steps = Histories.of(first.getKey());
            List<Step> shortest = Shrinker.shrink(steps);
            String again = Run.of(shortest).orElse(first.getValue());
            return "seed " + first.getKey() + ": " + again + "\nThe shortest history that fails, " + shortest.size()
                    + " of " + steps.size() + " steps:\n"
                    + shortest.stream().map(Step::toString).collect(Collectors.joining(",\n"))
                    + "\nTo run it again: mvn -pl controller -am test -Dtest=SimulationTest"
                    + " -Dsurefire.failIfNoSpecifiedTests=false -Drollcall.simulation.histories=1"
                    + " -Drollcall.simulation.seed=" + first.getKey();
        });
    }
}
