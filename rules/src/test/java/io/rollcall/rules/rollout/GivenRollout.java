package io.rollcall.rules.rollout;

import static io.rollcall.rules.given.Given.CURRENT;
import static io.rollcall.rules.given.Given.at;

import io.rollcall.rules.eligibility.Obstacle;
import io.rollcall.rules.eligibility.Verdict;
import io.rollcall.rules.given.Given;
import io.rollcall.rules.given.GivenPod;
import io.rollcall.rules.model.DaemonSetSpec;
import io.rollcall.rules.model.UpdateStrategy;
import io.rollcall.rules.profile.RuleProfile;
import io.rollcall.rules.slot.Removal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;

/** A DaemonSet in mid-rollout: slots named node-00, node-01 …, at second 1000, newest rules, unless said otherwise. */
final class GivenRollout {

    static final Verdict KEEPS_ONLY =
            new Verdict(false, true, new Obstacle.UntoleratedTaint(Given.taint("dedicated:NoSchedule")));

    private final UpdateStrategy strategy;
    private final SortedMap<String, RolloutSlot> slots = new TreeMap<>();
    private int minReadySeconds;
    private Instant now = at(1000);
    private RuleProfile profile = RuleProfile.NEWEST;

    private GivenRollout(UpdateStrategy strategy) {
        this.strategy = strategy;
    }

    static GivenRollout maxUnavailable(String budget) {
        return new GivenRollout(Given.rolling(budget, "0"));
    }

    static GivenRollout maxSurge(String budget) {
        return new GivenRollout(Given.rolling("0", budget));
    }

    static GivenRollout strategy(UpdateStrategy strategy) {
        return new GivenRollout(strategy);
    }

    /** So many more eligible nodes, each with the pod that is made for its number. */
    GivenRollout nodes(int count, IntFunction<GivenPod> pod) {
        for (int i = 0; i < count; i++) {
            node(pod.apply(slots.size()));
        }
        return this;
    }

    /** One more eligible node with these pods. */
    GivenRollout node(GivenPod... pods) {
        return node(Verdict.ELIGIBLE, pods);
    }

    GivenRollout node(Verdict verdict, GivenPod... pods) {
        return add(verdict, true, pods);
    }

    GivenRollout goneNode(GivenPod... pods) {
        return add(Verdict.NODE_GONE, false, pods);
    }

    GivenRollout minReadySeconds(int seconds) {
        minReadySeconds = seconds;
        return this;
    }

    GivenRollout now(Instant time) {
        now = time;
        return this;
    }

    GivenRollout rules(RuleProfile inForce) {
        profile = inForce;
        return this;
    }

    RolloutStep step() {
        return RollingUpdate.step(slots, spec(), CURRENT, now, profile);
    }

    SurgeStep surgeStep() {
        return SurgeUpdate.step(slots, spec(), CURRENT, now, profile);
    }

    /** The names of the pods. */
    static List<String> names(List<Removal> removals) {
        return removals.stream().map(removal -> removal.pod().name()).toList();
    }

    private GivenRollout add(Verdict verdict, boolean exists, GivenPod... pods) {
        slots.put(
                String.format("node-%02d", slots.size()),
                new RolloutSlot(
                        verdict,
                        exists,
                        Arrays.stream(pods).map(GivenPod::facts).toList()));
        return this;
    }

    private DaemonSetSpec spec() {
        return new DaemonSetSpec(Given.selector(), Given.template(), strategy, minReadySeconds, 10, 2, null);
    }
}
