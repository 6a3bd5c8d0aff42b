package io.rollcall.rules.slot;

import static io.rollcall.rules.given.Given.CURRENT;
import static io.rollcall.rules.given.Given.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.rules.eligibility.Obstacle;
import io.rollcall.rules.eligibility.Verdict;
import io.rollcall.rules.given.Given;
import io.rollcall.rules.given.GivenPod;
import io.rollcall.rules.model.PodFacts;
import io.rollcall.rules.profile.RuleProfile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A slot of a test: eligible, without surge, at second 1000, newest rules, unless said otherwise. */
final class GivenSlot {

    /** What an untolerated NoSchedule taint gives. */
    static final Verdict KEEPS_ONLY =
            new Verdict(false, true, new Obstacle.UntoleratedTaint(Given.taint("dedicated:NoSchedule")));

    /** What an untolerated NoExecute taint gives. */
    static final Verdict REFUSES =
            new Verdict(false, false, new Obstacle.UntoleratedTaint(Given.taint("dedicated:NoExecute")));

    private final List<PodFacts> pods;
    private Verdict verdict = Verdict.ELIGIBLE;
    private boolean nodeExists = true;
    private boolean surge;
    private int minReadySeconds;
    private Instant now = at(1000);
    private @Nullable Instant backOffUntil;
    private RuleProfile profile = RuleProfile.NEWEST;

    private GivenSlot(List<PodFacts> pods) {
        this.pods = pods;
    }

    static GivenSlot slot(GivenPod... pods) {
        return new GivenSlot(
                new ArrayList<>(Arrays.stream(pods).map(GivenPod::facts).toList()));
    }

    GivenSlot verdict(Verdict judged) {
        verdict = judged;
        return this;
    }

    GivenSlot nodeGone() {
        nodeExists = false;
        return verdict(Verdict.NODE_GONE);
    }

    GivenSlot surge() {
        surge = true;
        return this;
    }

    GivenSlot minReadySeconds(int seconds) {
        minReadySeconds = seconds;
        return this;
    }

    GivenSlot now(Instant time) {
        now = time;
        return this;
    }

    GivenSlot backOffUntil(Instant until) {
        backOffUntil = until;
        return this;
    }

    GivenSlot rules(RuleProfile inForce) {
        profile = inForce;
        return this;
    }

    SlotView view() {
        return new SlotView(verdict, nodeExists, pods, surge, CURRENT, minReadySeconds, now, backOffUntil, profile);
    }

    SlotPlan managed() {
        SlotPlan plan = SlotManager.manage(view());
        List<PodFacts> otherWayRound = new ArrayList<>(pods).reversed();
        SlotView reversed = new SlotView(
                verdict, nodeExists, otherWayRound, surge, CURRENT, minReadySeconds, now, backOffUntil, profile);
        assertThat(SlotManager.manage(reversed))
                .as("the order of the pods must not matter")
                .isEqualTo(plan);
        return plan;
    }
}
