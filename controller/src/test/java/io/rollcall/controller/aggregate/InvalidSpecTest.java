package io.rollcall.controller.aggregate;

import static io.rollcall.controller.aggregate.Fixtures.APP;
import static io.rollcall.controller.aggregate.Fixtures.daemonSet;
import static io.rollcall.controller.aggregate.Fixtures.labels;
import static io.rollcall.controller.aggregate.Fixtures.node;
import static io.rollcall.controller.aggregate.Fixtures.nodes;
import static io.rollcall.controller.aggregate.Fixtures.template;
import static io.rollcall.controller.aggregate.Scenario.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.controller.aggregate.Scenario.Counted;
import io.rollcall.events.LabelSelector;
import io.rollcall.events.LabelSelectorRequirement;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A spec that cannot be used does not take the one before out of force. */
class InvalidSpecTest {

    @Test
    @DisplayName("the last valid spec stays in force, the status names the field, and a mended spec clears it")
    void lastValidStaysInForce() {
        Scenario scenario =
                given(nodes(2), daemonSet()).podsStartReady().expectingFaults().synced();
        scenario.settle();
        scenario.when(daemonSet(ds -> ds.setGeneration(2).setTemplate("{\"spec\":{\"nodeSelector\":[]}}")));
        assertThat(scenario.status().getFault()).contains("generation 2").contains("nodeSelector");
        scenario.when(node("node-9", n -> {}));
        assertThat(scenario.settle()).isEqualTo(new Counted(1, 0));
        scenario.when(daemonSet(ds -> ds.setGeneration(3).setTemplate(template("image:1", ""))));
        assertThat(scenario.status().getFault()).isNull();
        assertThat(scenario.settle()).isEqualTo(new Counted(0, 0));
    }

    @Test
    @DisplayName("a selector that misses the labels of its own template lets the DaemonSet rest until it is mended")
    void selectsNoneOfItsPods() {
        LabelSelector unusable = new LabelSelector(
                labels(APP, "agent"), List.of(new LabelSelectorRequirement(APP, "In", List.of("bad value!"))));
        Scenario scenario =
                given(nodes(2), daemonSet(ds -> ds.setSelector(unusable))).synced();
        assertThat(scenario.open).isEmpty();
        assertThat(scenario.revisions).isEmpty();
        scenario.when(node("node-9", n -> {}));
        assertThat(scenario.open).isEmpty();
        assertThat(scenario.settle()).isEqualTo(new Counted(0, 0));
        scenario.when(daemonSet(ds -> ds.setGeneration(2)));
        assertThat(scenario.settle()).isEqualTo(new Counted(3, 0));
        scenario.when(daemonSet(ds -> ds.setGeneration(3).setSelector(unusable)));
        assertThat(scenario.open).as("its pods are not released").isEmpty();
    }
}
