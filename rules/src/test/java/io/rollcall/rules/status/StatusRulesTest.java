package io.rollcall.rules.status;

import static io.rollcall.rules.given.Given.CURRENT;
import static io.rollcall.rules.given.Given.at;
import static io.rollcall.rules.given.GivenPod.newPod;
import static io.rollcall.rules.given.GivenPod.oldPod;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.rules.eligibility.Obstacle;
import io.rollcall.rules.eligibility.Verdict;
import io.rollcall.rules.given.GivenPod;
import io.rollcall.rules.profile.RuleProfile;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a slot adds to the status (semantics 8.1). */
class StatusRulesTest {

    private static final Verdict KEEPS_ONLY = new Verdict(false, true, new Obstacle.None());

    @Test
    @DisplayName("8.1 an eligible node without a pod is desired and unavailable")
    void missing() {
        Counters counters = counted(Verdict.ELIGIBLE);

        assertThat(counters).isEqualTo(new Counters(1, 0, 0, 0, 0, 0));
        assertThat(counters.unavailable()).isEqualTo(1);
    }

    @Test
    @DisplayName("C248 a Ready pod of the current revision counts everywhere")
    void ready() {
        assertThat(counted(Verdict.ELIGIBLE, newPod("p").ready())).isEqualTo(new Counters(1, 1, 0, 1, 1, 1));
    }

    @Test
    @DisplayName("C251 a failed pod is current, not ready, and unavailable")
    void failed() {
        Counters counters = counted(Verdict.ELIGIBLE, newPod("p").failed());

        assertThat(counters).isEqualTo(new Counters(1, 1, 0, 0, 1, 0));
        assertThat(counters.unavailable()).isEqualTo(1);
    }

    @Test
    @DisplayName("C252 a terminating pod that is Ready still counts as ready")
    void terminating() {
        assertThat(counted(Verdict.ELIGIBLE, newPod("p").ready().terminating()))
                .isEqualTo(new Counters(1, 1, 0, 1, 1, 1));
    }

    @Test
    @DisplayName("C253 with old and new pod side by side the older one speaks: not updated")
    void surge() {
        assertThat(counted(
                        Verdict.ELIGIBLE,
                        newPod("b").created(60).ready(),
                        oldPod("a").created(0)))
                .isEqualTo(new Counters(1, 1, 0, 0, 0, 0));
    }

    @Test
    @DisplayName("C254 three pods on one node count once")
    void three() {
        assertThat(counted(
                        Verdict.ELIGIBLE,
                        newPod("a"),
                        newPod("b").ready(),
                        newPod("c").ready()))
                .isEqualTo(new Counters(1, 1, 0, 0, 1, 0));
    }

    @Test
    @DisplayName("C255 a pod of a deleted node counts nowhere")
    void goneNode() {
        assertThat(StatusRules.contribution(
                        Verdict.NODE_GONE,
                        false,
                        List.of(newPod("p").ready().facts()),
                        CURRENT,
                        null,
                        0,
                        at(1000),
                        RuleProfile.NEWEST))
                .isSameAs(Contribution.NONE);
    }

    @Test
    @DisplayName("C256 C73 a pod where none should run is misscheduled and nothing else")
    void misscheduled() {
        assertThat(counted(KEEPS_ONLY, newPod("p").ready())).isEqualTo(new Counters(0, 0, 1, 0, 0, 0));
        assertThat(counted(KEEPS_ONLY)).isEqualTo(Counters.ZERO);
    }

    @Test
    @DisplayName("7.4 a finished pod that is being deleted does not count, in 1.23 it does")
    void terminalTerminating() {
        GivenPod ended = newPod("p").succeeded().terminating();

        assertThat(counted(Verdict.ELIGIBLE, ended)).isEqualTo(new Counters(1, 0, 0, 0, 0, 0));
        assertThat(counted(RuleProfile.of("1.23"), Verdict.ELIGIBLE, ended).current())
                .isEqualTo(1);
    }

    @Test
    @DisplayName("8.1 sums: what a slot added it takes away again")
    void plusAndMinus() {
        Contribution ready = new Contribution(true, true, false, true, true, true);
        Contribution wrong = new Contribution(false, false, true, false, false, false);

        Counters both = Counters.ZERO.plus(ready).plus(wrong);
        assertThat(both).isEqualTo(new Counters(1, 1, 1, 1, 1, 1));
        assertThat(both.minus(ready)).isEqualTo(Counters.ZERO.plus(wrong));
        assertThat(both.minus(ready).minus(wrong)).isEqualTo(Counters.ZERO);
    }

    private static Counters counted(Verdict verdict, GivenPod... pods) {
        return counted(RuleProfile.NEWEST, verdict, pods);
    }

    private static Counters counted(RuleProfile profile, Verdict verdict, GivenPod... pods) {
        return Counters.ZERO.plus(StatusRules.contribution(
                verdict, true, Arrays.stream(pods).map(GivenPod::facts).toList(), CURRENT, null, 0, at(1000), profile));
    }
}
