package io.rollcall.controller.shadow;

import io.rollcall.rules.eligibility.Verdict;
import io.rollcall.rules.model.UpdateStrategy;
import io.rollcall.rules.profile.KnownDefect;
import io.rollcall.rules.profile.RuleProfile;
import io.rollcall.rules.rollout.Budget;
import io.rollcall.rules.rollout.RolloutBudget;
import io.rollcall.rules.rollout.RolloutClass;
import io.rollcall.rules.rollout.RolloutClassifier;
import io.rollcall.rules.rollout.SurgeUpdate;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Where a rollout stands by the latest view, kept slot by slot: whether there is a pod to replace and budget left for it. */
final class RolloutStanding {

    /** What a slot is to the rollout. */
    enum Part {
        DESIRED,
        UNAVAILABLE,
        SURGING,
        CANDIDATE,
        BLOCKING
    }

    private final TreeMap<String, Set<Part>> parts = new TreeMap<>();
    private final TreeSet<String> candidates = new TreeSet<>();
    private final int[] counts = new int[Part.values().length];

    /** Takes in how the slot looks now. */
    void put(View view, String node, RuleProfile profile) {
        Set<Part> now = view.version().rollingUpdate() == null
                        || view.hash().isEmpty()
                        || !view.version().isManaged()
                ? EnumSet.noneOf(Part.class)
                : parts(view, node, profile);
        Set<Part> before = now.isEmpty() ? parts.remove(node) : parts.put(node, now);
        if (before != null) {
            before.forEach(part -> counts[part.ordinal()]--);
        }
        now.forEach(part -> counts[part.ordinal()]++);
        if (now.contains(Part.CANDIDATE)) {
            candidates.add(node);
        } else {
            candidates.remove(node);
        }
    }

    /** Forgets all slots. */
    void clear() {
        parts.clear();
        candidates.clear();
        java.util.Arrays.fill(counts, 0);
    }

    /** The first node whose old pod could be replaced, when the budget has room for it; empty when there is nothing to do. */
    String next(View view) {
        UpdateStrategy.RollingUpdate strategy = view.version().rollingUpdate();
        if (strategy == null || candidates.isEmpty() || count(Part.BLOCKING) > 0) {
            return "";
        }
        Budget budget = Budget.resolve(strategy, count(Part.DESIRED));
        int remaining = budget.maxSurge() > 0
                ? budget.maxSurge() - count(Part.SURGING)
                : budget.maxUnavailable() - count(Part.UNAVAILABLE);
        return remaining > 0 ? candidates.first() : "";
    }

    private int count(Part part) {
        return counts[part.ordinal()];
    }

    private static Set<Part> parts(View view, String node, RuleProfile profile) {
        Set<Part> parts = EnumSet.noneOf(Part.class);
        Verdict verdict = view.verdict(node);
        boolean exists = view.nodes().get(node) != null;
        boolean desired = exists && verdict.shouldRun();
        SlotPods pods = view.podsOn(node);
        if (desired) {
            parts.add(Part.DESIRED);
        } else if (pods.isEmpty()) {
            return parts;
        }
        RolloutClass rolloutClass = RolloutClassifier.classify(
                pods.facts(),
                view.hash(),
                view.version().spec().templateGeneration(),
                view.version().spec().minReadySeconds(),
                view.now(),
                profile);
        boolean takesPart = RolloutBudget.takesPart(verdict.shouldRun(), exists, profile);
        if (RolloutBudget.countsUnavailable(rolloutClass, verdict.shouldRun(), exists, profile)) {
            parts.add(Part.UNAVAILABLE);
        }
        if (takesPart && SurgeUpdate.countsSurge(rolloutClass)) {
            parts.add(Part.SURGING);
        }
        boolean old = rolloutClass == RolloutClass.OLD_AVAILABLE || rolloutClass == RolloutClass.OLD_UNAVAILABLE;
        boolean surge = view.version().isSurge();
        if (surge && old && !exists && !profile.has(KnownDefect.SURGE_ON_GONE_NODE)) {
            parts.add(Part.BLOCKING);
        }
        boolean mayGo = surge
                ? desired || profile.has(exists ? KnownDefect.SURGE_KEEPS_INELIGIBLE : KnownDefect.SURGE_ON_GONE_NODE)
                : takesPart;
        if (rolloutClass == RolloutClass.OLD_AVAILABLE && mayGo) {
            parts.add(Part.CANDIDATE);
        }
        return parts;
    }
}
