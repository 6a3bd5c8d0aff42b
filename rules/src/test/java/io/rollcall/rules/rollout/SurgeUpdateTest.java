package io.rollcall.rules.rollout;

import static io.rollcall.rules.given.Given.at;
import static io.rollcall.rules.given.Given.rolling;
import static io.rollcall.rules.given.GivenPod.newPod;
import static io.rollcall.rules.given.GivenPod.oldPod;
import static io.rollcall.rules.rollout.GivenRollout.KEEPS_ONLY;
import static io.rollcall.rules.rollout.GivenRollout.maxSurge;
import static io.rollcall.rules.rollout.GivenRollout.maxUnavailable;
import static io.rollcall.rules.rollout.GivenRollout.names;
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

/** Steps of a rolling update with surge (semantics 5.4). */
class SurgeUpdateTest {

    private static final IntFunction<GivenPod> OLD_READY =
            i -> oldPod("old-" + i).ready();
    private static final IntFunction<GivenPod> OLD_UNREADY = i -> oldPod("old-" + i);
    private static final IntFunction<GivenPod> NEW_READY =
            i -> newPod("new-" + i).ready();

    @Test
    @DisplayName("S1 C209 five old nodes, surge 2: two new; when these are ready two new and two old go; and so on")
    void wholeRollout() {
        SurgeStep first = maxSurge("2").nodes(5, OLD_READY).surgeStep();
        assertThat(first.creates()).containsExactly("node-00", "node-01");
        assertThat(first.removals()).isEmpty();

        SurgeStep waiting = maxSurge("2")
                .node(oldPod("a").ready(), newPod("b"))
                .node(oldPod("c").ready(), newPod("d"))
                .nodes(3, OLD_READY)
                .surgeStep();
        assertThat(waiting.creates()).isEmpty();
        assertThat(waiting.removals()).isEmpty();
        assertThat(waiting.surging()).isEqualTo(2);

        SurgeStep ready = maxSurge("2")
                .node(oldPod("a").ready(), newPod("b").ready())
                .node(oldPod("c").ready(), newPod("d").ready())
                .nodes(3, OLD_READY)
                .surgeStep();
        assertThat(ready.creates()).containsExactly("node-02", "node-03");
        assertThat(names(ready.removals())).containsExactly("a", "c");
        assertThat(ready.removals()).extracting(Removal::reason).containsOnly(RemovalReason.SURGE_REPLACED);

        assertThat(maxSurge("2").nodes(5, NEW_READY).surgeStep()).isEqualTo(SurgeStep.NOTHING);
    }

    @Test
    @DisplayName("S2 C210 unready old pods get their new ones outside the budget")
    void allOldUnready() {
        SurgeStep step = maxSurge("3").nodes(5, OLD_UNREADY).surgeStep();

        assertThat(step.creates()).hasSize(5);
        assertThat(step.remaining()).isZero();
    }

    @Test
    @DisplayName("S3 C211 minReadySeconds 15: a sibling for an unready old pod, and old pods go at the right second")
    void minReadySeconds() {
        GivenRollout rollout = maxSurge("3")
                .minReadySeconds(15)
                .node(oldPod("old-0").ready(), newPod("new-0").readySince(at(300)))
                .node(oldPod("old-1").ready(), newPod("new-1").readySince(at(300)))
                .node(oldPod("old-2").ready(), newPod("new-2"))
                .node(oldPod("old-3"))
                .node(oldPod("old-4").ready());

        assertThat(rollout.now(at(310)).surgeStep().creates()).containsExactly("node-03");
        assertThat(rollout.now(at(310)).surgeStep().removals()).isEmpty();
        assertThat(names(rollout.now(at(320)).surgeStep().removals())).containsExactly("old-0", "old-1");
    }

    @Test
    @DisplayName("S4 C212 an old pod on a node that should not run it goes when enough others are available")
    void ineligibleNode() {
        GivenRollout rollout = maxSurge("1")
                .nodes(4, OLD_READY)
                .node(KEEPS_ONLY, oldPod("tainted").ready());

        SurgeStep step = rollout.surgeStep();
        assertThat(step.creates()).containsExactly("node-00");
        assertThat(names(step.removals())).containsExactly("tainted");
        assertThat(step.removals()).extracting(Removal::reason).containsExactly(RemovalReason.SURGE_INELIGIBLE);
    }

    @Test
    @DisplayName("5.4 an available old pod on such a node stays while another node lacks its own")
    void ineligibleNodeStays() {
        assertThat(maxSurge("1")
                        .nodes(3, OLD_READY)
                        .node()
                        .node(KEEPS_ONLY, oldPod("tainted").ready())
                        .surgeStep()
                        .removals())
                .isEmpty();
    }

    @Test
    @DisplayName("5.4 an unavailable old pod on such a node goes at once")
    void unavailableIneligible() {
        assertThat(names(maxSurge("1")
                        .node()
                        .node(KEEPS_ONLY, oldPod("tainted"))
                        .surgeStep()
                        .removals()))
                .containsExactly("tainted");
    }

    @Test
    @DisplayName("S4 without #119317 such a node is a candidate like any other")
    void ineligibleNodeUpstream() {
        SurgeStep step = maxSurge("1")
                .node(KEEPS_ONLY, oldPod("tainted").ready())
                .nodes(4, OLD_READY)
                .rules(RuleProfile.of("1.28"))
                .surgeStep();

        assertThat(step.creates()).containsExactly("node-00");
        assertThat(step.removals()).isEmpty();
    }

    @Test
    @DisplayName("S6 C217 a new pod that never gets ready keeps its surge for ever")
    void stuckSurge() {
        SurgeStep step = maxSurge("1")
                .node(oldPod("a").ready(), newPod("b"))
                .nodes(3, OLD_READY)
                .surgeStep();

        assertThat(step.surging()).isEqualTo(1);
        assertThat(step.creates()).isEmpty();
    }

    @Test
    @DisplayName("S7 C205 an empty slot is the slot manager's and takes no surge")
    void emptySlot() {
        SurgeStep step = maxSurge("2")
                .node(oldPod("a").ready(), newPod("b"))
                .node(oldPod("c").ready(), newPod("d"))
                .node(oldPod("e").terminating())
                .nodes(2, OLD_READY)
                .surgeStep();

        assertThat(step.surging()).isEqualTo(2);
        assertThat(step.creates()).isEmpty();
    }

    @Test
    @DisplayName("5.4 duplicates use up surge")
    void duplicates() {
        assertThat(maxSurge("1")
                        .node(oldPod("a"), oldPod("b"))
                        .nodes(2, OLD_READY)
                        .surgeStep()
                        .creates())
                .isEmpty();
    }

    @Test
    @DisplayName("C213 with nobody desired a percentage of surge is 0 and the other algorithm runs, with budget 0")
    void nobodyDesired() {
        GivenRollout rollout = maxSurge("50%").node(KEEPS_ONLY, oldPod("a").ready());

        assertThat(Budget.resolve(rolling("0", "50%"), 0)).isEqualTo(new Budget(0, 0));
        assertThat(rollout.step().removals()).isEmpty();
    }

    @Test
    @DisplayName("C215 a gone node is left out; upstream stops there, before 1.29 it creates there")
    void goneNode() {
        GivenRollout rollout = maxSurge("1").goneNode(oldPod("lost").ready()).nodes(2, OLD_READY);

        assertThat(rollout.surgeStep().creates()).containsExactly("node-01");
        SurgeStep stopped = rollout.rules(RuleProfile.upstream("1.29", 29)).surgeStep();
        assertThat(stopped.blockedBy()).isEqualTo("node-00");
        assertThat(stopped.creates()).isEmpty();
        assertThat(rollout.rules(RuleProfile.of("1.23")).surgeStep().creates()).containsExactly("node-00");
    }

    @Test
    @DisplayName("5.4 a failed old pod is left to the slot manager and its back-off")
    void failedOldPod() {
        GivenRollout rollout = maxSurge("1").node(oldPod("failed").failed());

        assertThat(rollout.surgeStep().creates()).isEmpty();
        assertThat(rollout.rules(RuleProfile.NEWEST.with(KnownDefect.FAILED_POD_DELETED_BY_ROLLOUT))
                        .surgeStep()
                        .creates())
                .containsExactly("node-00");
    }

    @Test
    @DisplayName("5.1 OnDelete has no surge step, and a step without surge creates nothing")
    void onDelete() {
        assertThat(GivenRollout.strategy(new UpdateStrategy.OnDelete())
                        .nodes(2, OLD_READY)
                        .surgeStep())
                .isEqualTo(SurgeStep.NOTHING);
        assertThat(maxUnavailable("1").nodes(2, OLD_READY).surgeStep().creates())
                .isEmpty();
    }
}
