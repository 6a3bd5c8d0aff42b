package io.rollcall.controller.shadow;

import io.rollcall.rules.eligibility.Verdict;
import io.rollcall.rules.model.PodFacts;
import io.rollcall.rules.model.UpdateStrategy;
import io.rollcall.rules.profile.RuleProfile;
import io.rollcall.rules.rollout.Budget;
import io.rollcall.rules.rollout.RolloutSlot;
import java.time.Instant;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;

/** What a person needs to judge a divergence for himself: the state that Rollcall holds, and what the other controller may have seen. */
final class Evidence {

    private Evidence() {}

    /** The node, its pods, the revision and the budget in one view, under names that begin with this prefix. */
    static SortedMap<String, String> of(String prefix, View view, String node, RuleProfile profile) {
        TreeMap<String, String> evidence = new TreeMap<>();
        evidence.put(prefix + ".node", node(view, node));
        evidence.put(prefix + ".pods", pods(view, node));
        evidence.put(
                prefix + ".revision",
                (view.hash().isEmpty() ? "not observed" : view.hash()) + ", generation "
                        + view.version().spec().generation());
        UpdateStrategy.RollingUpdate strategy = view.version().rollingUpdate();
        evidence.put(prefix + ".budget", strategy == null ? "OnDelete" : budget(view, strategy, profile));
        return evidence;
    }

    /** The oldest view that the other controller may have had, where it differs from the latest. */
    static SortedMap<String, String> ofOther(
            View oldest, SortedMap<String, String> latest, String node, Instant since, RuleProfile profile) {
        TreeMap<String, String> evidence = new TreeMap<>(of("other", oldest, node, profile));
        evidence.entrySet()
                .removeIf(entry -> entry.getValue()
                        .equals(latest.get("rollcall" + entry.getKey().substring("other".length()))));
        evidence.put("other.since", since.toString());
        return evidence;
    }

    private static String node(View view, String node) {
        if (view.nodes().get(node) == null) {
            return node + " does not exist";
        }
        Verdict verdict = view.verdict(node);
        if (verdict.shouldRun()) {
            return node + " should run the pod";
        }
        return node
                + (verdict.shouldContinue() ? " may keep a pod and gets none: " : " may not keep a pod: ")
                + verdict.obstacle().text();
    }

    private static String pods(View view, String node) {
        StringJoiner pods = new StringJoiner("; ");
        pods.setEmptyValue("none");
        for (PodFacts pod : view.podsOn(node).facts()) {
            pods.add(pod.name() + " " + pod.phase() + (pod.ready() ? " Ready" : "")
                    + (pod.bound() ? "" : " unscheduled") + (pod.terminating() ? " terminating" : "") + " revision "
                    + pod.hashLabel());
        }
        return pods.toString();
    }

    private static String budget(View view, UpdateStrategy.RollingUpdate strategy, RuleProfile profile) {
        int desired = (int) view.rolloutSlots().values().stream()
                .filter(RolloutSlot::desired)
                .count();
        Budget budget = Budget.resolve(strategy, desired);
        RolloutTally tally = new RolloutTally(view, strategy, profile);
        return budget.maxSurge() > 0
                ? "maxSurge " + budget.maxSurge() + ", " + tally.surging() + " surging, " + desired + " desired"
                : "maxUnavailable " + budget.maxUnavailable() + ", " + tally.unavailable() + " unavailable, " + desired
                        + " desired";
    }
}
