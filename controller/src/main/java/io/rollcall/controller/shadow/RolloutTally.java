package io.rollcall.controller.shadow;

import io.rollcall.events.ActionType;
import io.rollcall.rules.eligibility.Verdict;
import io.rollcall.rules.model.UpdateStrategy;
import io.rollcall.rules.profile.RuleProfile;
import io.rollcall.rules.rollout.Budget;
import io.rollcall.rules.rollout.RolloutBudget;
import io.rollcall.rules.rollout.RolloutClass;
import io.rollcall.rules.rollout.RolloutClassifier;
import io.rollcall.rules.rollout.SurgeUpdate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * How many slots count against maxUnavailable and maxSurge in a view, kept up to date while the view goes back change by change. It only spares walks
 * of all slots that cannot allow anything; what is allowed, the walk decides.
 */
final class RolloutTally {

    private final RuleProfile profile;
    private final Budget budget;
    private final Set<String> unavailable = new TreeSet<>();
    private final Set<String> surging = new TreeSet<>();

    RolloutTally(View view, UpdateStrategy.RollingUpdate strategy, RuleProfile profile) {
        this.profile = profile;
        int desired = 0;
        for (String node : view.nodes().keys()) {
            count(view, node);
            if (view.nodes().get(node) != null && view.verdict(node).shouldRun()) {
                desired++;
            }
        }
        for (String node : view.slots().keys()) {
            count(view, node);
        }
        this.budget = Budget.resolve(strategy, desired);
    }

    /** Takes in that the pods on that node are others in the view now. */
    void count(View view, String node) {
        Verdict verdict = view.verdict(node);
        boolean exists = view.nodes().get(node) != null;
        SlotPods pods = view.podsOn(node);
        boolean onMap = !pods.isEmpty() || (exists && verdict.shouldRun());
        RolloutClass rolloutClass = classOf(view, node, profile);
        put(
                unavailable,
                node,
                onMap && RolloutBudget.countsUnavailable(rolloutClass, verdict.shouldRun(), exists, profile));
        put(
                surging,
                node,
                SurgeUpdate.countsSurge(rolloutClass) && RolloutBudget.takesPart(verdict.shouldRun(), exists, profile));
    }

    private static void put(Set<String> nodes, String node, boolean counts) {
        if (counts) {
            nodes.add(node);
        } else {
            nodes.remove(node);
        }
    }

    /** Whether a walk of the view may allow the action, after these that the view does not show. */
    boolean mayAllow(View view, Action action, List<Action> earlier) {
        RolloutClass rolloutClass = classOf(view, action.node(), profile);
        boolean surge = budget.maxSurge() > 0;
        return switch (rolloutClass) {
            case OLD_UNAVAILABLE -> true;
            case OLD_AVAILABLE -> surge ? maySurge(action) : isWithinBudget(view, action, earlier);
            case BOTH_NEW_AVAILABLE -> surge;
            case DUPLICATES, EMPTY, NEW_UNAVAILABLE, NEW_AVAILABLE, BOTH_NEW_UNAVAILABLE, FAILED_OLD -> false;
        };
    }

    /** How many slots count against maxUnavailable. */
    int unavailable() {
        return unavailable.size();
    }

    /** How many slots count against maxSurge. */
    int surging() {
        return surging.size();
    }

    /** Whether anything is left of the budget. */
    boolean hasBudget() {
        return budget.maxSurge() > 0
                ? budget.maxSurge() > surging.size()
                : budget.maxUnavailable() > unavailable.size();
    }

    private boolean maySurge(Action action) {
        return action.type() == ActionType.DELETE || budget.maxSurge() > surging.size();
    }

    private boolean isWithinBudget(View view, Action action, List<Action> earlier) {
        int left = budget.maxUnavailable() - unavailable.size();
        return action.type() == ActionType.DELETE
                && left > 0
                && left > SpentBudget.onDeleting(view, action, earlier, one -> isCandidate(view, one), profile);
    }

    private boolean isCandidate(View view, Action one) {
        return classOf(view, one.node(), profile) == RolloutClass.OLD_AVAILABLE
                && RolloutBudget.takesPart(
                        view.verdict(one.node()).shouldRun(), view.nodes().get(one.node()) != null, profile)
                && view.podsOn(one.node()).facts().stream()
                        .anyMatch(pod -> !pod.terminating() && pod.uid().equals(one.podUid()));
    }

    private static RolloutClass classOf(View view, String node, RuleProfile profile) {
        return RolloutClassifier.classify(
                view.podsOn(node).facts(),
                view.hash(),
                view.version().spec().templateGeneration(),
                view.version().spec().minReadySeconds(),
                view.now(),
                profile);
    }
}
