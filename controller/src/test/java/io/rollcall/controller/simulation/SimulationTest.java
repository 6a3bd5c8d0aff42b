package io.rollcall.controller.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Drawn histories of small clusters, with the invariants checked after each record. {@code -Drollcall.simulation.histories} sets how
 * many, {@code -Drollcall.simulation.seed} the first seed; a failure prints its seed and the shortest history that still fails.
 */
class SimulationTest {

    @Test
    @DisplayName(
            "in every drawn history the invariants hold after each record, and the cluster comes to rest as the model says")
    void histories() {
        int count = Integer.getInteger("rollcall.simulation.histories", 300);
        assertThat(Simulation.run(Simulation.FIRST, count).failure()).isEmpty();
    }
}
