package io.rollcall.rules.rollout;

import static io.rollcall.rules.given.Given.at;
import static io.rollcall.rules.given.Given.rolling;
import static io.rollcall.rules.given.GivenPod.newPod;
import static io.rollcall.rules.given.GivenPod.oldPod;
import static io.rollcall.rules.rollout.GivenRollout.KEEPS_ONLY;
import static io.rollcall.rules.rollout.GivenRollout.maxUnavailable;
import static io.rollcall.rules.rollout.GivenRollout.names;
import static io.rollcall.rules.rollout.GivenRollout.strategy;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.rules.given.GivenPod;
import io.rollcall.rules.model.UpdateStrategy;
import io.rollcall.rules.profile.KnownDefect;
import io.rollcall.rules.profile.RuleProfile;
import io.rollcall.rules.slot.Removal;
import io.rollcall.rules.slot.RemovalReason;
import java.util.function.IntFunction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Steps of a rolling update without surge (semantics 5.3). */
class RollingUpdateTest {

    private static final IntFunction<GivenPod> OLD_READY =
            i -> oldPod("old-" + i).ready();
    private static final IntFunction<GivenPod> OLD_UNREADY = i -> oldPod("old-" + i);
    private static final IntFunction<GivenPod> NEW_READY =
            i -> newPod("new-" + i).ready();
    private static final IntFunction<GivenPod> NEW_UNREADY = i -> newPod("new-" + i);

    @Test
    @DisplayName("E1 C176 five old nodes, budget 2: two, none while these are away, two, one, none")
    void wholeRollout() {
        assertThat(names(maxUnavailable("2").nodes(5, OLD_READY).step().removals()))
                .containsExactly("old-0", "old-1");
        assertThat(maxUnavailable("2").node().node().nodes(3, OLD_READY).step().removals())
                .isEmpty();
        assertThat(maxUnavailable("2")
                        .nodes(2, NEW_UNREADY)
                        .nodes(3, OLD_READY)
                        .step()
                        .removals())
                .isEmpty();
        assertThat(names(maxUnavailable("2")
                        .nodes(2, NEW_READY)
                        .nodes(3, OLD_READY)
                        .step()
                        .removals()))
                .containsExactly("old-2", "old-3");
        assertThat(names(maxUnavailable("2")
                        .nodes(4, NEW_READY)
                        .nodes(1, OLD_READY)
                        .step()
                        .removals()))
                .containsExactly("old-4");
        assertThat(maxUnavailable("2").nodes(5, NEW_READY).step().removals()).isEmpty();
    }

    @Test
    @DisplayName("E2 C188 three old unready, seven ready, budget 2: three go, up to 1.30 five")
    void unavailableOldPodsCount() {
        GivenRollout rollout = maxUnavailable("2").nodes(3, OLD_UNREADY).nodes(7, OLD_READY);

        assertThat(names(rollout.step().removals())).containsExactly("old-0", "old-1", "old-2");
        assertThat(rollout.step().unavailable()).isEqualTo(3);
        assertThat(names(rollout.rules(RuleProfile.NEWEST.with(KnownDefect.OLD_UNAVAILABLE_NOT_COUNTED))
                        .step()
                        .removals()))
                .containsExactly("old-0", "old-1", "old-2", "old-3", "old-4");
        assertThat(rollout.rules(RuleProfile.of("1.28")).step().removals()).hasSize(5);
    }

    @Test
    @DisplayName("E3 C177 new pods that never get ready stop the rollout")
    void newNeverReady() {
        assertThat(maxUnavailable("3").nodes(5, OLD_READY).step().removals()).hasSize(3);
        assertThat(maxUnavailable("3")
                        .nodes(3, NEW_UNREADY)
                        .nodes(2, OLD_READY)
                        .step()
                        .removals())
                .isEmpty();
    }

    @Test
    @DisplayName("E4 C178 unready old pods all go at once, each named as such")
    void allOldUnready() {
        RolloutStep step = maxUnavailable("3").nodes(5, OLD_UNREADY).step();

        assertThat(step.removals())
                .hasSize(5)
                .extracting(Removal::reason)
                .containsOnly(RemovalReason.ROLLING_UPDATE_UNAVAILABLE);
    }

    @ParameterizedTest(name = "E5 C181 ten unready and ten healthy, budget {0}: exactly the unready ones go")
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void healthyOnesStay(int budget) {
        assertThat(names(maxUnavailable(Integer.toString(budget))
                        .nodes(10, OLD_UNREADY)
                        .nodes(10, OLD_READY)
                        .step()
                        .removals()))
                .hasSize(10)
                .contains("old-0", "old-9")
                .doesNotContain("old-10");
    }

    @Test
    @DisplayName("E5 C182 budget 11: one healthy one goes too")
    void oneHealthyGoes() {
        assertThat(names(maxUnavailable("11")
                        .nodes(10, OLD_UNREADY)
                        .nodes(10, OLD_READY)
                        .step()
                        .removals()))
                .hasSize(11)
                .contains("old-10");
    }

    @Test
    @DisplayName("E6 C179 88 new unready, 2 old unready, 10 old ready, budget 10: the two go")
    void hundredNodes() {
        RolloutStep step = maxUnavailable("10")
                .nodes(88, NEW_UNREADY)
                .nodes(2, OLD_UNREADY)
                .nodes(10, OLD_READY)
                .step();

        assertThat(step.unavailable()).isEqualTo(90);
        assertThat(names(step.removals())).containsExactly("old-88", "old-89");
    }

    @Test
    @DisplayName("E7 a new pod that is Ready for less than minReadySeconds holds the next one up")
    void minReadySeconds() {
        GivenRollout rollout = maxUnavailable("1")
                .minReadySeconds(60)
                .node(newPod("new-0").readySince(at(970)))
                .nodes(2, OLD_READY);

        assertThat(rollout.step().removals()).isEmpty();
        assertThat(names(rollout.now(at(1030)).step().removals())).containsExactly("old-1");
    }

    @Test
    @DisplayName("E8 the base of a percentage is the nodes that should run the pod")
    void percentageOfDesired() {
        GivenRollout rollout =
                maxUnavailable("50%").node(KEEPS_ONLY, oldPod("old-0").ready()).nodes(3, OLD_READY);

        assertThat(rollout.step().remaining()).isEqualTo(2);
        assertThat(names(rollout.step().removals())).containsExactly("old-1", "old-2");
        assertThat(names(rollout.rules(RuleProfile.of("1.28")).step().removals()))
                .containsExactly("old-0", "old-1");
    }

    @Test
    @DisplayName("E9 both budgets 0% let one node go")
    void bothZero() {
        assertThat(strategy(rolling("0%", "0%")).nodes(5, OLD_READY).step().removals())
                .hasSize(1);
    }

    @Test
    @DisplayName("E10 C189 a node whose new pod cannot start blocks the others")
    void oneBadNodeBlocks() {
        RolloutStep first =
                maxUnavailable("1").nodes(2, OLD_READY).nodes(1, OLD_UNREADY).step();
        RolloutStep later =
                maxUnavailable("1").nodes(2, OLD_READY).nodes(1, NEW_UNREADY).step();

        assertThat(names(first.removals())).containsExactly("old-2");
        assertThat(later.removals()).isEmpty();
        assertThat(later.candidates()).containsOnlyKeys("node-00", "node-01");
    }

    @Test
    @DisplayName("C180 a broken version under way is replaced by the next one without touching healthy pods")
    void brokenVersionReplaced() {
        assertThat(names(maxUnavailable("2")
                        .nodes(2, OLD_UNREADY)
                        .nodes(3, OLD_READY)
                        .step()
                        .removals()))
                .containsExactly("old-0", "old-1");
    }

    @Test
    @DisplayName("C190 a node that keeps but should not run its pod is left out, upstream picks it")
    void ineligibleNode() {
        GivenRollout rollout =
                maxUnavailable("1").node(KEEPS_ONLY, oldPod("kept").ready());

        assertThat(rollout.step()).isEqualTo(RolloutStep.NOTHING);
        assertThat(names(rollout.rules(RuleProfile.NEWEST.with(KnownDefect.INELIGIBLE_NODE_IN_ROLLOUT))
                        .step()
                        .removals()))
                .containsExactly("kept");
    }

    @Test
    @DisplayName("5.2 pods of gone nodes are left out, upstream counts and picks them")
    void goneNode() {
        GivenRollout rollout =
                maxUnavailable("1").goneNode(oldPod("left").terminating()).nodes(2, OLD_READY);

        assertThat(names(rollout.step().removals())).containsExactly("old-1");
        assertThat(rollout.rules(RuleProfile.NEWEST.with(KnownDefect.GONE_NODE_IN_ROLLOUT))
                        .step()
                        .removals())
                .isEmpty();
    }

    @Test
    @DisplayName("C191 a node with an old and a new pod counts as unavailable and loses neither here")
    void oldAndNew() {
        RolloutStep step = maxUnavailable("1")
                .node(oldPod("a").ready(), newPod("b").ready())
                .nodes(1, OLD_READY)
                .step();

        assertThat(step.unavailable()).isEqualTo(1);
        assertThat(step.removals()).isEmpty();
    }

    @Test
    @DisplayName("C192 C187 a terminating pod and an empty slot count as unavailable")
    void terminatingAndEmpty() {
        RolloutStep step = maxUnavailable("50%")
                .node(oldPod("a").ready().terminating())
                .node()
                .nodes(1, OLD_READY)
                .step();

        assertThat(step.unavailable()).isEqualTo(2);
        assertThat(step.removals()).isEmpty();
    }

    @Test
    @DisplayName("C193 an integer above the number of nodes lets all go")
    void integerAboveNodes() {
        assertThat(maxUnavailable("7").nodes(4, OLD_READY).step().removals()).hasSize(4);
    }

    @Test
    @DisplayName("C183 C194 OnDelete and a finished rollout have nothing to do")
    void nothingToDo() {
        assertThat(strategy(new UpdateStrategy.OnDelete()).nodes(3, OLD_READY).step())
                .isEqualTo(RolloutStep.NOTHING);
        assertThat(maxUnavailable("2").nodes(3, NEW_READY).step()).isEqualTo(RolloutStep.NOTHING);
    }

    @Test
    @DisplayName("5.3 a failed old pod is counted and left to its back-off, upstream deletes it")
    void failedOldPod() {
        GivenRollout rollout =
                maxUnavailable("1").node(oldPod("failed").failed()).nodes(1, OLD_READY);

        assertThat(rollout.step().removals()).isEmpty();
        assertThat(rollout.step().unavailable()).isEqualTo(1);
        assertThat(names(rollout.rules(RuleProfile.NEWEST.with(KnownDefect.FAILED_POD_DELETED_BY_ROLLOUT))
                        .step()
                        .removals()))
                .containsExactly("failed");
    }
}
