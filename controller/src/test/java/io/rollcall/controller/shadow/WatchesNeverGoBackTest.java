package io.rollcall.controller.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.events.ActionType;
import io.rollcall.events.Decision;
import io.rollcall.rules.profile.RuleProfile;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A controller that acted upon something has seen it, and sees it from then on: no older view excuses what it does next. */
class WatchesNeverGoBackTest {

    private static World surging(int nodes) {
        World world = new World(RuleProfile.NEWEST)
                .synced()
                .nodes(nodes)
                .maxSurge("1")
                .daemonSet("v1");
        for (int i = 1; i <= nodes; i++) {
            world.created("p" + i, "n" + i, "v1");
        }
        world.after(100);
        for (int i = 1; i <= nodes; i++) {
            world.ready("p" + i);
        }
        return world.after(400).daemonSet("v2").after(5);
    }

    @Test
    @DisplayName(
            "who created a pod of the new version has not forgotten that version when it deletes it in place of the old one")
    void surgeDeletesTheNewPod() {
        Audit audit = surging(3)
                .created("q1", "n1", "v2")
                .after(250)
                .ready("q1")
                .after(10)
                .deleted("q1")
                .end();

        assertThat(audit.matched())
                .filteredOn(WatchesNeverGoBackTest::isDeletion)
                .isEmpty();
        assertThat(audit.unattributed()).extracting(Decision::getPod).containsExactly("q1");
    }

    @Test
    @DisplayName(
            "who deleted an old pod because its new one is Ready does not go by a time when the other old pods were not")
    void twoSurgePodsAtOnce() {
        Audit audit = surging(3)
                .created("q1", "n1", "v2")
                .after(200)
                .ready("q1")
                .after(10)
                .deleted("p1")
                .created("q2", "n2", "v2")
                .after(3)
                .created("q3", "n3", "v2")
                .end();

        assertThat(audit.unexplained()).extracting(Decision::getPod).containsExactly("q3");
    }

    @Test
    @DisplayName("one surge pod after the other is as it should be, however fast")
    void oneAfterTheOther() {
        World world = surging(3);
        for (int node = 1; node <= 3; node++) {
            world.created("q" + node, "n" + node, "v2")
                    .after(200)
                    .ready("q" + node)
                    .after(2)
                    .deleted("p" + node);
        }

        Audit audit = world.end();

        assertThat(audit.unexplained()).isEmpty();
        assertThat(audit.unattributed()).isEmpty();
        assertThat(audit.matched()).hasSize(9);
    }

    private static boolean isDeletion(Decision decision) {
        return decision.getAction() == ActionType.DELETE;
    }
}
