package io.rollcall.controller.shadow;

import io.rollcall.events.ActionType;
import io.rollcall.rules.profile.KnownDefect;
import io.rollcall.rules.profile.RuleProfile;
import java.util.List;
import java.util.function.Predicate;

/** How much of a view's budget was used up by allowed actions that the view does not show yet. */
final class SpentBudget {

    private SpentBudget() {}

    /**
     * The part of maxSurge.
     *
     * @param isCandidate whether the action's slot is a candidate in the view
     */
    static int onCreating(List<Action> earlier, Predicate<Action> isCandidate) {
        return (int) earlier.stream()
                .filter(one -> one.type() == ActionType.CREATE && isCandidate.test(one))
                .count();
    }

    /**
     * The part of maxUnavailable.
     *
     * @param action the deletion that is judged
     * @param isCandidate whether the action's pod is a candidate in the view
     */
    static int onDeleting(
            View view, Action action, List<Action> earlier, Predicate<Action> isCandidate, RuleProfile profile) {
        Deletions deletions = view.daemonSet().deletions;
        int spent = 0;
        boolean perhapsAPersons = false;
        for (Action one : earlier) {
            if (one.type() == ActionType.DELETE && isCandidate.test(one)) {
                spent++;
                perhapsAPersons = perhapsAPersons || deletions.isAlone(one.seen());
            }
        }
        if (spent == 0) {
            return 0;
        }
        // The controller's count is at zero when it has heard of as many others: all that is outstanding is then
        // forgotten.
        if (profile.has(KnownDefect.STALE_OWN_WRITES)
                && deletions.echoesBefore(earlier.getFirst().seen()) >= earlier.size()) {
            return 0;
        }
        // One that stands alone may have been a person's, when the judged one came together with others.
        return perhapsAPersons && !deletions.isAlone(action.seen()) ? spent - 1 : spent;
    }
}
