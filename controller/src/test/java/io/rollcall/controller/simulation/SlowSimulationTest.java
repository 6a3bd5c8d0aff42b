package io.rollcall.controller.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** As {@link SimulationTest}, with many more histories: {@code mvn verify -Pslow}. */
@Tag("slow")
class SlowSimulationTest {

    @Test
    @DisplayName(
            "in twenty thousand drawn histories the invariants hold, and every move, reason, hold and kind of output comes up")
    void histories() {
        int count = Integer.getInteger("rollcall.simulation.slow.histories", 20_000);
        Simulation.Result result = Simulation.run(Simulation.FIRST, count);
        System.out.println(result.coverage());
        assertThat(result.failure()).isEmpty();
        assertThat(result.coverage().missing()).as("what never came up").isEmpty();
    }
}
