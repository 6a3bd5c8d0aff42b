package io.rollcall.controller.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.events.ActionType;
import io.rollcall.events.Decision;
import io.rollcall.events.Taint;
import io.rollcall.rules.profile.RuleProfile;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ShadowAuditorTest {

    private static World settled(int nodes, String maxUnavailable) {
        World world = new World(RuleProfile.NEWEST)
                .synced()
                .nodes(nodes)
                .maxUnavailable(maxUnavailable)
                .daemonSet("v1");
        for (int i = 1; i <= nodes; i++) {
            world.created("p" + i, "n" + i, "v1").ready("p" + i);
        }
        return world.after(2000);
    }

    @Test
    @DisplayName("creating a pod where one is missing is matched, with reason and the event that made it necessary")
    void missingPod() {
        Audit audit = settled(1, "1").end();

        assertThat(audit.decisions).singleElement().satisfies(decision -> {
            assertThat(decision.getAction()).isEqualTo(ActionType.CREATE);
            assertThat(decision.getShadow().getMatched()).isTrue();
            assertThat(decision.getReason()).isEqualTo("MISSING_POD");
            assertThat(decision.getCause().getOffset()).isEqualTo(8);
            assertThat(decision.getDetail()).containsEntry("causedBy", "events-0@6");
        });
    }

    @Test
    @DisplayName("a second pod on a node is a divergence")
    void secondPod() {
        Audit audit = settled(1, "1").created("more", "n1", "v1").end();

        assertThat(audit.unexplained()).singleElement().satisfies(decision -> {
            assertThat(decision.getShadow().getSide()).isEqualTo("other");
            assertThat(decision.getShadow().getExplanation())
                    .isEqualTo("Pod more on node n1 was created although node n1 has pod p1.");
        });
    }

    @Test
    @DisplayName("a pod of a revision that is not the current one is a divergence")
    void oldRevision() {
        Audit audit = settled(1, "1")
                .daemonSet("v2")
                .after(3000)
                .deleted("p1")
                .gone("p1")
                .created("back", "n1", "v1")
                .end();

        assertThat(audit.unexplained()).extracting(Decision::getPod).containsExactly("back");
    }

    @Test
    @DisplayName("two pods at once are one too many for maxUnavailable 1, and just right for 2")
    void budget() {
        World one = settled(3, "1").daemonSet("v2").deleted("p1").deleted("p2");
        World two = settled(3, "2")
                .maxUnavailable("2")
                .daemonSet("v2")
                .deleted("p1")
                .deleted("p2");

        assertThat(one.end().unexplained()).singleElement().satisfies(decision -> {
            assertThat(decision.getPod()).isEqualTo("p2");
            assertThat(decision.getShadow().getExplanation()).contains("maxUnavailable is 1");
        });
        assertThat(two.end().unexplained()).isEmpty();
    }

    @Test
    @DisplayName(
            "a deletion that nothing asks for, outside of any rollout, may be a person's: told as nobody's, and no divergence")
    void aPersons() {
        Audit audit = settled(2, "1").deleted("p1").end();

        assertThat(audit.unexplained()).isEmpty();
        assertThat(audit.matched()).extracting(Decision::getAction).containsOnly(ActionType.CREATE);
        assertThat(audit.unattributed()).singleElement().satisfies(decision -> {
            assertThat(decision.getPod()).isEqualTo("p1");
            assertThat(decision.getReason()).isEqualTo("NOT_DEMANDED");
        });
    }

    @Test
    @DisplayName("an action on a view up to a second old is matched, on an older one it is not")
    void staleView() {
        Taint taint = new Taint("k", "", "NoSchedule");
        World fresh = settled(1, "1").node("n2").node("n2", taint).after(800).created("late", "n2", "v1");
        World stale = settled(1, "1").node("n2").node("n2", taint).after(1500).created("late", "n2", "v1");

        assertThat(fresh.end().unexplained()).isEmpty();
        assertThat(stale.end().unexplained()).extracting(Decision::getPod).containsExactly("late");
    }

    @Test
    @DisplayName("a demand that stays open for five seconds is Rollcall's divergence, once; one open for less is none")
    void openDemand() {
        World world = settled(1, "1").node("n2").after(4000);
        assertThat(world.audit.unexplained()).isEmpty();

        Audit audit = world.after(1500).after(5000).after(5000).end();

        assertThat(audit.unexplained()).singleElement().satisfies(decision -> {
            assertThat(decision.getShadow().getSide()).isEqualTo("rollcall");
            assertThat(decision.getAction()).isEqualTo(ActionType.CREATE);
            assertThat(decision.getNode()).isEqualTo("n2");
            assertThat(decision.getReason()).isEqualTo("MISSING_POD");
        });
    }

    @Test
    @DisplayName("what was there before the first lists were complete was not created just now")
    void beforeTheWorldIsKnown() {
        Audit audit = new World(RuleProfile.NEWEST)
                .nodes(1)
                .daemonSet("v1")
                .created("p1", "n1", "v1")
                .ready("p1")
                .synced()
                .after(2000)
                .end();

        assertThat(audit.decisions).isEmpty();
        assertThat(audit.statusByName)
                .hasEntrySatisfying(
                        "default/ds",
                        status -> assertThat(status.getNumberAvailable()).isEqualTo(1));
    }

    @Test
    @DisplayName("rules that the journal activates are judged by from then on")
    void activatedRules() {
        World world = settled(3, "1").rules("1.23").daemonSet("v2").after(3000);
        world.deleted("p1");

        Audit audit = world.end();

        assertThat(audit.matched()).last().satisfies(decision -> {
            assertThat(decision.getReason()).isEqualTo("ROLLING_UPDATE");
            assertThat(decision.getRules()).isEqualTo("1.23");
        });
    }
}
