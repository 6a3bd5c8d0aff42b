package io.rollcall.controller.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Drawn histories of small clusters, with the invariants checked after each record. {@code -Drollcall.simulation.histories} sets how
 * many, {@code -Drollcall.simulation.seed} the first seed; a failure prints its seed and the shortest history that still fails.
 */
class SimulationTest {

    @Test
    @DisplayName("in every drawn history the invariants hold after each record, and the cluster comes to rest")
    void histories() {
        long first = Long.getLong("rollcall.simulation.seed", 1);
        int count = Integer.getInteger("rollcall.simulation.histories", 300);
        System.out.println("simulation seeds " + first + " to " + (first + count - 1));
        for (long seed = first; seed < first + count; seed++) {
            List<Step> steps = Histories.of(seed);
            Optional<String> violation = Run.of(steps);
            if (violation.isPresent()) {
                List<Step> shortest = Shrinker.shrink(steps);
                assertThat(Run.of(shortest))
                        .as(
                                "seed %d, %d of %d steps:%n%s%n",
                                seed,
                                shortest.size(),
                                steps.size(),
                                shortest.stream().map(Step::toString).collect(Collectors.joining("\n")))
                        .isEmpty();
            }
        }
    }
}
