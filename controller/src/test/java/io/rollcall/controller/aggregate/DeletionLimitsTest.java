package io.rollcall.controller.aggregate;

import static io.rollcall.controller.aggregate.Fixtures.DS;
import static io.rollcall.controller.aggregate.Fixtures.daemonSet;
import static io.rollcall.controller.aggregate.Fixtures.image;
import static io.rollcall.controller.aggregate.Fixtures.nodes;
import static io.rollcall.controller.aggregate.Fixtures.pods;
import static io.rollcall.controller.aggregate.Scenario.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.events.Command;
import io.rollcall.events.DeletePods;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Section 10.7: how many pods of a DaemonSet are wished away at once. */
class DeletionLimitsTest {

    private static int podsNamed(Iterable<Command> commands) {
        int named = 0;
        for (Command command : commands) {
            named += ((DeletePods) command.getWish()).getPods().size();
        }
        return named;
    }

    private static Scenario.Fixture twoPodsOnEach(int nodes) {
        return scenario -> {
            for (int i = 0; i < nodes; i++) {
                pods(2, "node-" + i).addTo(scenario);
            }
        };
    }

    @Test
    @DisplayName("C144 of 300 duplicates 250 go first, the rest as those are gone")
    void c144() {
        Scenario scenario = given(nodes(300), daemonSet(), twoPodsOnEach(300)).synced();
        assertThat(podsNamed(scenario.open)).isEqualTo(250);
        scenario.answerOpen();
        assertThat(podsNamed(scenario.open)).isEqualTo(50);
        scenario.answerOpen();
        assertThat(scenario.open).isEmpty();
        assertThat(scenario.nodesOfPods(DS)).hasSize(300).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("C144 of 300 duplicates on one node 250 go first")
    void onOneNode() {
        Scenario scenario = given(nodes(1), daemonSet(), pods(301, "node-0")).synced();
        assertThat(podsNamed(scenario.open)).isEqualTo(250);
        scenario.answerOpen();
        assertThat(podsNamed(scenario.open)).isEqualTo(50);
        scenario.answerOpen();
        assertThat(scenario.pods).hasSize(1);
    }

    @Test
    @DisplayName("C144 a rollout whose budget is larger deletes 250 at once as well, each pod once")
    void rollout() {
        Scenario scenario = given(nodes(300), daemonSet()).podsStartReady().synced();
        scenario.settle();
        scenario.when(image("image:2", 2, "100%"));
        assertThat(podsNamed(scenario.open)).isEqualTo(250);
        TreeSet<String> deleted = new TreeSet<>();
        List<String> all = new ArrayList<>();
        while (!scenario.open.isEmpty()) {
            for (Command command : scenario.answerOpen()) {
                if (command.getWish() instanceof DeletePods delete) {
                    delete.getPods().forEach(pod -> {
                        deleted.add(pod.getUid());
                        all.add(pod.getUid());
                    });
                }
            }
        }
        assertThat(all).hasSize(300);
        assertThat(deleted).hasSize(300);
        assertThat(scenario.status().getUpdatedNumberScheduled()).isEqualTo(300);
    }
}
