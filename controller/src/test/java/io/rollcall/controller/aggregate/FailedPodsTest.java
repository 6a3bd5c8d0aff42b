package io.rollcall.controller.aggregate;

import static io.rollcall.controller.aggregate.Fixtures.DS;
import static io.rollcall.controller.aggregate.Fixtures.daemonSet;
import static io.rollcall.controller.aggregate.Fixtures.image;
import static io.rollcall.controller.aggregate.Fixtures.nodeNames;
import static io.rollcall.controller.aggregate.Fixtures.nodes;
import static io.rollcall.controller.aggregate.Scenario.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.controller.aggregate.Scenario.Counted;
import io.rollcall.events.PodObserved;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Section 10.3: failed pods and their back-off, over the records of a journal. */
class FailedPodsTest {

    private static Scenario running(int nodes) {
        Scenario scenario = given(nodes(nodes), daemonSet()).podsStartReady().synced();
        scenario.settle();
        return scenario;
    }

    /** The pod on the node fails; returns what that leads to, its replacement included. */
    private static Counted fail(Scenario scenario, String node) {
        PodObserved pod = scenario.podsOn(node).get(0);
        scenario.observe(scenario.next(pod).setPhase("Failed").setReady(false).build());
        return scenario.settle();
    }

    private static final Counted REPLACED = new Counted(1, 1);
    private static final Counted WAITS = new Counted(0, 0);

    @Test
    @DisplayName("C54 a pod that fails again and again is replaced after at least 0, 1, 2, 4, 8 … 512, 900, 900 s")
    void c54() {
        Scenario scenario = running(1);
        assertThat(fail(scenario, "node-0")).isEqualTo(REPLACED);
        for (long wait : new long[] {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900}) {
            assertThat(fail(scenario, "node-0")).isEqualTo(WAITS);
            scenario.after(Duration.ofSeconds(wait).minusMillis(1));
            assertThat(scenario.settle()).as("before %d s", wait).isEqualTo(WAITS);
            scenario.after(Duration.ofMillis(1));
            assertThat(scenario.settle()).as("after %d s", wait).isEqualTo(REPLACED);
        }
    }

    @Test
    @DisplayName("C55 after a changed spec the next failure on the node is handled without delay")
    void c55() {
        Scenario scenario = running(1);
        fail(scenario, "node-0");
        assertThat(fail(scenario, "node-0")).isEqualTo(WAITS);
        scenario.counted();
        scenario.when(image("image:2", 2, "1"));
        assertThat(scenario.settle()).isEqualTo(REPLACED);
        assertThat(fail(scenario, "node-0"))
                .as("the first failure of a generation")
                .isEqualTo(WAITS);
        scenario.after(Duration.ofSeconds(1));
        assertThat(scenario.settle()).isEqualTo(REPLACED);
    }

    @Test
    @DisplayName("C56 after 31 minutes without a failure the delay starts at 1 s again")
    void c56() {
        Scenario scenario = running(1);
        for (int failure = 0; failure < 5; failure++) {
            fail(scenario, "node-0");
            scenario.after(Duration.ofMinutes(1));
            scenario.settle();
        }
        scenario.after(Duration.ofMinutes(31));
        assertThat(fail(scenario, "node-0")).isEqualTo(REPLACED);
        assertThat(fail(scenario, "node-0")).isEqualTo(WAITS);
        scenario.after(Duration.ofSeconds(1));
        assertThat(scenario.settle()).isEqualTo(REPLACED);
    }

    @Test
    @DisplayName("C57 the delays of two nodes are independent")
    void c57() {
        Scenario scenario = running(2);
        fail(scenario, "node-0");
        assertThat(fail(scenario, "node-0")).isEqualTo(WAITS);
        assertThat(fail(scenario, "node-1")).as("first failure there").isEqualTo(REPLACED);
        scenario.after(Duration.ofSeconds(1));
        assertThat(scenario.settle()).isEqualTo(REPLACED);
        assertThat(fail(scenario, "node-0")).isEqualTo(WAITS);
        assertThat(fail(scenario, "node-1")).isEqualTo(REPLACED);
    }

    @Test
    @DisplayName("C61 when the phase of one pod is set to Failed it is removed, and all nodes run again")
    void c61() {
        Scenario scenario = running(3);
        String before = scenario.podsOn("node-1").get(0).getUid();
        assertThat(fail(scenario, "node-1")).isEqualTo(REPLACED);
        assertThat(scenario.nodesOfPods(DS)).isEqualTo(nodeNames(0, 2));
        assertThat(scenario.pods).doesNotContainKey(before);
        assertThat(scenario.status().getNumberReady()).isEqualTo(3);
    }
}
