package io.rollcall.controller.shadow;

import io.rollcall.events.ActionType;
import io.rollcall.rules.model.PodFacts;
import io.rollcall.rules.model.UpdateStrategy;
import io.rollcall.rules.profile.RuleProfile;
import io.rollcall.rules.rollout.Budget;
import io.rollcall.rules.rollout.RollingUpdate;
import io.rollcall.rules.rollout.RolloutSlot;
import io.rollcall.rules.rollout.RolloutStep;
import io.rollcall.rules.rollout.SurgeStep;
import io.rollcall.rules.rollout.SurgeUpdate;
import io.rollcall.rules.slot.Removal;
import io.rollcall.rules.slot.RemovalReason;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whether a rollout step in a view has an action (semantics 5.3, 5.4). Forced replacements must be done; of the candidates any may be
 * taken while budget is left, and those taken since the view was current have used their part of it.
 */
final class RolloutJudge {

    private RolloutJudge() {}

    /** Whether a rollout can have anything to do with the action; if not, no view needs to be walked. */
    static boolean concerns(Action action, DaemonSetVersion version) {
        return switch (action.type()) {
            case DELETE -> version.rollingUpdate() != null;
            case CREATE -> version.isSurge();
            case ADOPT, RELEASE, UNKNOWN -> false;
        };
    }

    /** Whether the action's slot, taken by itself and with all the budget in the world, gives a rollout reason to do it. */
    static boolean mayTakePart(View view, Action action, RuleProfile profile) {
        if (view.version().rollingUpdate() == null || !view.version().isManaged()) {
            return false;
        }
        String node = action.node();
        ObservedNode there = view.nodes().get(node);
        TreeMap<String, RolloutSlot> alone = new TreeMap<>();
        alone.put(
                node,
                new RolloutSlot(
                        view.version().judge(there),
                        there != null,
                        view.podsOn(node).facts()));
        SurgeStep surge = SurgeUpdate.step(alone, view.version().spec(), view.hash(), view.now(), profile);
        if (action.type() == ActionType.CREATE) {
            return surge.allowed().contains(node) || surge.candidates().containsKey(node);
        }
        RolloutStep step = RollingUpdate.step(alone, view.version().spec(), view.hash(), view.now(), profile);
        return find(surge.removals(), action) != null
                || find(step.forced(), action) != null
                || isOf(step.candidates().get(node), action);
    }

    static Ruling rule(View view, Action action, List<Action> earlier, RuleProfile profile) {
        UpdateStrategy.RollingUpdate strategy = view.version().rollingUpdate();
        if (strategy == null || !view.version().isManaged()) {
            return new Ruling.Refused("no rollout asks for it");
        }
        SortedMap<String, RolloutSlot> slots = view.rolloutSlots();
        int desired = (int) slots.values().stream().filter(RolloutSlot::desired).count();
        Budget budget = Budget.resolve(strategy, desired);
        return budget.maxSurge() > 0
                ? surge(view, action, earlier, slots, budget, profile)
                : noSurge(view, action, earlier, slots, budget, profile);
    }

    private static Ruling noSurge(
            View view,
            Action action,
            List<Action> earlier,
            SortedMap<String, RolloutSlot> slots,
            Budget budget,
            RuleProfile profile) {
        RolloutStep step = RollingUpdate.step(slots, view.version().spec(), view.hash(), view.now(), profile);
        if (action.type() != ActionType.DELETE) {
            return new Ruling.Refused("the rollout does not surge");
        }
        Removal forced = find(step.forced(), action);
        if (forced != null) {
            return Judge.allowed(forced.reason().code(), Judge.budget(budget, step.unavailable()), view, action.node());
        }
        if (!isOf(step.candidates().get(action.node()), action)) {
            return new Ruling.Refused("the rollout does not ask for its removal");
        }
        int spent = SpentBudget.onDeleting(
                view, action, earlier, one -> isOf(step.candidates().get(one.node()), one), profile);
        return step.remaining() > spent
                ? Judge.allowed(
                        RemovalReason.ROLLING_UPDATE.code(),
                        Judge.budget(budget, step.unavailable()),
                        view,
                        action.node())
                : new Ruling.Refused("the budget is used up: maxUnavailable is " + budget.maxUnavailable() + ", "
                        + (step.unavailable() + spent) + " slots are without an available pod");
    }

    private static Ruling surge(
            View view,
            Action action,
            List<Action> earlier,
            SortedMap<String, RolloutSlot> slots,
            Budget budget,
            RuleProfile profile) {
        SurgeStep step = SurgeUpdate.step(slots, view.version().spec(), view.hash(), view.now(), profile);
        if (action.type() == ActionType.DELETE) {
            Removal removal = find(step.removals(), action);
            return removal == null
                    ? new Ruling.Refused("the rollout does not ask for its removal")
                    : Judge.allowed(
                            removal.reason().code(),
                            Judge.detail(removal.reason(), view, action.node()),
                            view,
                            action.node());
        }
        String wrong = Judge.wrongRevision(view, action, profile);
        if (wrong != null || Judge.createdSince(action.node(), earlier)) {
            return new Ruling.Refused(wrong != null ? wrong : "a pod had just been created on node " + action.node());
        }
        if (step.allowed().contains(action.node())) {
            return Judge.allowed("SURGE_OLD_UNAVAILABLE", Judge.budget(budget, step.surging()), view, action.node());
        }
        if (!step.candidates().containsKey(action.node())) {
            return new Ruling.Refused("node " + action.node() + " is not waiting for a new pod");
        }
        int spent = SpentBudget.onCreating(earlier, one -> step.candidates().containsKey(one.node()));
        return step.remaining() > spent
                ? Judge.allowed("SURGE", Judge.budget(budget, step.surging()), view, action.node())
                : new Ruling.Refused("the budget is used up: maxSurge is " + budget.maxSurge() + ", "
                        + (step.surging() + spent) + " slots have two pods");
    }

    private static @Nullable Removal find(List<Removal> removals, Action action) {
        for (Removal removal : removals) {
            if (removal.pod().uid().equals(action.podUid())) {
                return removal;
            }
        }
        return null;
    }

    private static boolean isOf(@Nullable PodFacts candidate, Action action) {
        return candidate != null && candidate.uid().equals(action.podUid());
    }
}
