package io.rollcall.controller.aggregate;

import static io.rollcall.controller.aggregate.Fixtures.daemonSet;
import static io.rollcall.controller.aggregate.Fixtures.nodes;
import static io.rollcall.controller.aggregate.Scenario.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.events.PodObserved;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** minReadySeconds: time alone makes a pod available. */
class AvailabilityDeadlineTest {

    private static Scenario minReady20(int nodes) {
        Scenario scenario =
                given(nodes(nodes), daemonSet(ds -> ds.setMinReadySeconds(20))).synced();
        scenario.settle();
        return scenario;
    }

    @Test
    @DisplayName("C133 a pod that turns Ready is decided for now, and again when minReadySeconds have passed")
    void c133() {
        Scenario scenario = minReady20(1);
        scenario.observe(scenario.ready(scenario.podsOn("node-0").get(0), scenario.now));
        assertThat(scenario.status().getNumberReady()).isEqualTo(1);
        assertThat(scenario.status().getNumberAvailable()).isZero();
        assertThat(scenario.decider.nextDeadline()).contains(scenario.now.plusSeconds(20));
        scenario.after(Duration.ofSeconds(20));
        assertThat(scenario.status().getNumberAvailable()).isEqualTo(1);
        assertThat(scenario.decider.nextDeadline()).isEmpty();
    }

    @Test
    @DisplayName(
            "C134 with ready 3 and available 2 the third counts when its time has come, though nothing is observed")
    void c134() {
        Scenario scenario = minReady20(3);
        List<PodObserved> pods = List.copyOf(scenario.pods.values());
        scenario.observe(scenario.ready(pods.get(0), scenario.now));
        scenario.observe(scenario.ready(pods.get(1), scenario.now));
        scenario.after(Duration.ofSeconds(15));
        scenario.observe(scenario.ready(pods.get(2), scenario.now));
        scenario.after(Duration.ofSeconds(5));
        assertThat(scenario.status().getNumberReady()).isEqualTo(3);
        assertThat(scenario.status().getNumberAvailable()).isEqualTo(2);
        assertThat(scenario.decider.nextDeadline()).contains(scenario.now.plusSeconds(15));
        scenario.after(Duration.ofSeconds(15));
        assertThat(scenario.status().getNumberAvailable()).isEqualTo(3);
    }
}
