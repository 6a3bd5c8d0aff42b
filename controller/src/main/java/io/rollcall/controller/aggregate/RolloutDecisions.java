package io.rollcall.controller.aggregate;

import io.rollcall.events.PodObserved;
import io.rollcall.rules.model.PodFacts;
import io.rollcall.rules.model.UpdateStrategy;
import io.rollcall.rules.pod.PodVersion;
import io.rollcall.rules.profile.KnownDefect;
import io.rollcall.rules.profile.RuleProfile;
import io.rollcall.rules.rollout.Budget;
import io.rollcall.rules.rollout.RolloutBudget;
import io.rollcall.rules.slot.Removal;
import io.rollcall.rules.slot.RemovalReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * The next step of a rollout, from the index of slots: which old pods go and where a new one starts next to an old one (semantics 5.3,
 * 5.4). Pure, reads only; costs O(log nodes) for each slot it names.
 */
final class RolloutDecisions {

    /** What one slot of the step is to wish for. */
    record Step(String node, SlotAction action) {}

    private final DaemonSetAggregate daemonSet;
    private final RuleProfile profile;
    private final List<Step> steps = new ArrayList<>();

    private int deletesLeft;

    private RolloutDecisions(DaemonSetAggregate daemonSet, RuleProfile profile) {
        this.daemonSet = daemonSet;
        this.deletesLeft = daemonSet.deletes.room();
        this.profile = profile;
    }

    /** The steps due now, deletions in node order first. Empty for OnDelete. */
    static List<Step> of(DaemonSetAggregate daemonSet, Instant now, RuleProfile profile) {
        if (!(daemonSet.spec().strategy() instanceof UpdateStrategy.RollingUpdate rolling)) {
            return List.of();
        }
        RolloutDecisions decisions = new RolloutDecisions(daemonSet, profile);
        Budget budget = Budget.resolve(rolling, daemonSet.counters().desired());
        if (budget.maxSurge() > 0) {
            decisions.surge(budget.maxSurge(), daemonSet.window.room(now));
        } else {
            decisions.replace(budget.maxUnavailable());
        }
        return decisions.steps;
    }

    private void replace(int maxUnavailable) {
        RolloutIndex index = daemonSet.rollout();
        SortedMap<String, String> detail = new TreeMap<>();
        detail.put("maxUnavailable", Integer.toString(maxUnavailable));
        detail.put("unavailable", Integer.toString(index.unavailable()));
        deleteOld(index.oldUnavailable(), Integer.MAX_VALUE, RemovalReason.ROLLING_UPDATE_UNAVAILABLE, detail);
        boolean ineligibleToo = profile.has(KnownDefect.INELIGIBLE_NODE_IN_ROLLOUT);
        if (ineligibleToo) {
            deleteOld(
                    index.ineligibleUnavailable(), Integer.MAX_VALUE, RemovalReason.ROLLING_UPDATE_UNAVAILABLE, detail);
        }
        SortedSet<String> candidates = index.oldAvailable();
        int candidateCount =
                candidates.size() + (ineligibleToo ? index.ineligibleAvailable().size() : 0);
        int remaining = RolloutBudget.remaining(maxUnavailable, index.unavailable(), candidateCount);
        int taken = deleteOld(candidates, remaining, RemovalReason.ROLLING_UPDATE, detail);
        if (ineligibleToo) {
            deleteOld(index.ineligibleAvailable(), remaining - taken, RemovalReason.ROLLING_UPDATE, detail);
        }
    }

    private void surge(int maxSurge, int createsLeft) {
        RolloutIndex index = daemonSet.rollout();
        SortedMap<String, String> detail = new TreeMap<>();
        detail.put("maxSurge", Integer.toString(maxSurge));
        detail.put("surging", Integer.toString(index.surging()));
        deleteOld(index.replaced(), Integer.MAX_VALUE, RemovalReason.SURGE_REPLACED, detail);
        if (!profile.has(KnownDefect.SURGE_KEEPS_INELIGIBLE)) {
            deleteOld(index.ineligibleUnavailable(), Integer.MAX_VALUE, RemovalReason.SURGE_INELIGIBLE, detail);
            int spare = Math.max(0, index.served() - daemonSet.counters().desired());
            deleteOld(index.ineligibleAvailable(), spare, RemovalReason.SURGE_INELIGIBLE, detail);
        }
        int left = createsLeft;
        left -= create(index.oldUnavailable(), left, CreateReason.SURGE_OLD_UNAVAILABLE, detail);
        int surge = Math.max(0, maxSurge - index.surging());
        create(index.oldAvailable(), Math.min(left, surge), CreateReason.SURGE, detail);
    }

    private int create(SortedSet<String> nodes, int limit, CreateReason reason, SortedMap<String, String> detail) {
        int taken = 0;
        for (String node : nodes) {
            if (taken >= limit) {
                break;
            }
            steps.add(new Step(node, new SlotAction.Create(reason, detail)));
            taken++;
        }
        return taken;
    }

    private int deleteOld(SortedSet<String> nodes, int limit, RemovalReason reason, SortedMap<String, String> detail) {
        int taken = 0;
        for (String node : nodes) {
            if (taken >= limit || deletesLeft <= 0) {
                break;
            }
            List<Removal> removals = oldPods(node, reason);
            if (!removals.isEmpty()) {
                steps.add(new Step(node, new SlotAction.Delete(removals, detail)));
                deletesLeft -= removals.size();
                taken++;
            }
        }
        return taken;
    }

    private List<Removal> oldPods(String node, RemovalReason reason) {
        List<Removal> removals = new ArrayList<>();
        Slot slot = daemonSet.slots.get(node);
        if (slot == null) {
            return removals;
        }
        for (TrackedPod pod : slot.pods.values()) {
            PodFacts facts = pod.facts();
            PodObserved observed = pod.observed();
            boolean matches = daemonSet.spec().selector().matches(observed.getLabels());
            if (matches
                    && !facts.terminating()
                    && !PodVersion.isCurrent(
                            facts, daemonSet.currentHash(), daemonSet.spec().templateGeneration(), profile)) {
                removals.add(new Removal(facts, reason));
            }
        }
        return removals;
    }
}
