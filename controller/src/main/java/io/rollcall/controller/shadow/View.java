package io.rollcall.controller.shadow;

import io.rollcall.rules.eligibility.Verdict;
import io.rollcall.rules.profile.RuleProfile;
import io.rollcall.rules.rollout.RolloutSlot;
import io.rollcall.rules.slot.BackOff;
import io.rollcall.rules.slot.SlotManager;
import io.rollcall.rules.slot.SlotPlan;
import io.rollcall.rules.slot.SlotView;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The cluster as the other controller may have seen it when it decided: one DaemonSet, its slots and the nodes, each as of some moment.
 *
 * @param hash hash of the version's template; empty when no revision is known for it
 * @param podsUntil pods are as they were before the record at this journal offset
 * @param now the time of the decision
 */
record View(
        ObservedDaemonSet daemonSet,
        DaemonSetVersion version,
        String hash,
        RecentMap.AsOf<ObservedNode> nodes,
        RecentMap.AsOf<SlotPods> slots,
        long podsUntil,
        Instant now) {

    /** How much sooner than by our clock the other controller's back-off may end: events reach the log with some jitter. */
    static final Duration CLOCK_SLACK = Duration.ofMillis(500);

    SlotPods podsOn(String node) {
        SlotPods pods = slots.get(node);
        return pods == null ? SlotPods.NONE : pods;
    }

    Verdict verdict(String node) {
        return version.judge(nodes.get(node));
    }

    /** What the slot rules ask for on that node, failed pods waiting as long as they may have to. */
    SlotPlan plan(String node, RuleProfile profile) {
        return plan(node, backOffUntil(node), profile);
    }

    /** The same, failed pods waiting no longer than they surely have to. */
    SlotPlan hastyPlan(String node, RuleProfile profile) {
        BackOff shortest = daemonSet.failureWaits.shortest(node, version.spec().generation());
        return plan(node, until(shortest), profile);
    }

    private SlotPlan plan(String node, @Nullable Instant backOffUntil, RuleProfile profile) {
        ObservedNode there = nodes.get(node);
        return SlotManager.manage(new SlotView(
                version.judge(there),
                there != null,
                podsOn(node).facts(),
                version.isSurge(),
                hash,
                version.spec().minReadySeconds(),
                now,
                backOffUntil,
                profile));
    }

    /** Until when failed pods may have to wait on that node; null when none has failed. */
    @Nullable
    Instant backOffUntil(String node) {
        return until(daemonSet.failureWaits.longest(node, version.spec().generation()));
    }

    private static @Nullable Instant until(@Nullable BackOff wait) {
        return wait == null ? null : wait.until().minus(CLOCK_SLACK);
    }

    /** All slots as a rollout walks them, by node. */
    SortedMap<String, RolloutSlot> rolloutSlots() {
        TreeMap<String, RolloutSlot> all = new TreeMap<>();
        for (String node : nodes.keys()) {
            put(all, node);
        }
        for (String node : slots.keys()) {
            if (!all.containsKey(node)) {
                put(all, node);
            }
        }
        return all;
    }

    private void put(TreeMap<String, RolloutSlot> all, String node) {
        ObservedNode there = nodes.get(node);
        all.put(
                node,
                new RolloutSlot(
                        version.judge(there), there != null, podsOn(node).facts()));
    }
}
