package io.rollcall.controller.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.events.ActionType;
import io.rollcall.events.Decision;
import io.rollcall.events.Taint;
import io.rollcall.rules.profile.RuleProfile;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a controller that works must never do, planted into what one that works does: the audit has to see it. */
class PlantedMistakesTest {

    private static final int NODES = 6;

    private static World settled(int nodes) {
        World world = new World(RuleProfile.NEWEST).synced().nodes(nodes).daemonSet("v1");
        for (int i = 1; i <= nodes; i++) {
            world.created("p" + i, "n" + i, "v1").ready("p" + i);
        }
        return world.after(2000);
    }

    /** One node of a rolling update, as fast as a controller and a kubelet can be. */
    private static void replace(World world, int node, String hash) {
        world.deleted("p" + node)
                .after(250)
                .gone("p" + node)
                .created("q" + node, "n" + node, hash)
                .after(250)
                .ready("q" + node);
    }

    @Test
    @DisplayName("a rollout that never pauses does not make views as old as its beginning believable")
    void oldRevisionAtTheEndOfARollout() {
        World world = settled(NODES).daemonSet("v2");
        for (int node = 1; node < NODES; node++) {
            replace(world, node, "v2");
        }
        replace(world, NODES, "v1");

        Audit audit = world.end();

        assertThat(audit.unexplained()).extracting(Decision::getPod).containsExactly("q" + NODES);
        assertThat(audit.matched()).hasSize(3 * NODES - 1);
    }

    @Test
    @DisplayName("work elsewhere every few seconds does not excuse a pod that is never created")
    void missingPodInABusyCluster() {
        World world = settled(2).node("n3");
        String last = "p1";
        for (int round = 1; round <= 3; round++) {
            String next = "again" + round;
            world.after(3000)
                    .deleted(last)
                    .after(250)
                    .gone(last)
                    .created(next, "n1", "v1")
                    .after(250)
                    .ready(next);
            last = next;
        }

        assertThat(world.end().unexplained()).singleElement().satisfies(decision -> {
            assertThat(decision.getShadow().getSide()).isEqualTo("rollcall");
            assertThat(decision.getAction()).isEqualTo(ActionType.CREATE);
            assertThat(decision.getNode()).isEqualTo("n3");
        });
    }

    @Test
    @DisplayName("a round of many creations takes its time: no pod is called missing before it has come to rest")
    void aLongRound() {
        int nodes = 40;
        World world = new World(RuleProfile.NEWEST).synced().nodes(nodes).daemonSet("v1");
        for (int i = 1; i <= nodes; i++) {
            world.after(200).created("p" + i, "n" + i, "v1");
        }

        Audit audit = world.end();

        assertThat(audit.unexplained()).isEmpty();
        assertThat(audit.matched()).hasSize(nodes);
    }

    @Test
    @DisplayName("all old pods deleted at once: every one beyond maxUnavailable but the one that may be a person's")
    void allOldPodsAtOnce() {
        World world = settled(NODES).daemonSet("v2");
        for (int node = 1; node <= NODES; node++) {
            world.deleted("p" + node);
        }

        assertThat(world.end().unexplained())
                .hasSize(NODES - 2)
                .allSatisfy(decision ->
                        assertThat(decision.getShadow().getExplanation()).contains("maxUnavailable is 1"));
    }

    @Test
    @DisplayName("a pod created while the one before it is still ending")
    void tooEarly() {
        World world = settled(1).deleted("p1").after(50).created("early", "n1", "v1");

        assertThat(world.end().unexplained())
                .singleElement()
                .satisfies(decision -> assertThat(decision.getShadow().getExplanation())
                        .startsWith("Pod early on node n1 was created although node n1 has pod p1"));
    }

    @Test
    @DisplayName("a pod that stays on a node with an untolerated NoExecute taint")
    void noExecuteIgnored() {
        World world = settled(2).node("n2", new Taint("k", "", "NoExecute")).after(5500);

        assertThat(world.end().unexplained()).singleElement().satisfies(decision -> {
            assertThat(decision.getShadow().getSide()).isEqualTo("rollcall");
            assertThat(decision.getAction()).isEqualTo(ActionType.DELETE);
            assertThat(decision.getPod()).isEqualTo("p2");
        });
    }

    @Test
    @DisplayName("the wrong one of two pods on a node is deleted")
    void wrongDuplicate() {
        World world = settled(1).created("extra", "n1", "v1").after(20).deleted("p1");

        assertThat(world.end().unexplained())
                .filteredOn(decision -> decision.getAction() == ActionType.DELETE)
                .extracting(Decision::getPod)
                .containsExactly("p1");
    }
}
