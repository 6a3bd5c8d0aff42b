package io.rollcall.rules.rollout;

import io.rollcall.rules.profile.KnownDefect;
import io.rollcall.rules.profile.RuleProfile;

/** What slots take from the budget of a rolling update without surge (semantics 5.3). */
public final class RolloutBudget {

    private RolloutBudget() {}

    /**
     * Whether the slot takes part in the rollout: it is counted and its old pod may be picked. Ours does when the node exists
     * and should run the pod; upstream's also where it has a pod otherwise.
     */
    public static boolean takesPart(boolean shouldRun, boolean nodeExists, RuleProfile profile) {
        if (!nodeExists) {
            return profile.has(KnownDefect.GONE_NODE_IN_ROLLOUT);
        }
        return shouldRun || profile.has(KnownDefect.INELIGIBLE_NODE_IN_ROLLOUT);
    }

    /**
     * Whether the slot counts as unavailable. Not to be asked for a slot that has no pod at all and should not run one: that
     * one is no part of any rollout.
     */
    public static boolean countsUnavailable(
            RolloutClass rolloutClass, boolean shouldRun, boolean nodeExists, RuleProfile profile) {
        if (!takesPart(shouldRun, nodeExists, profile)) {
            return false;
        }
        return switch (rolloutClass) {
            case DUPLICATES, EMPTY, NEW_UNAVAILABLE, BOTH_NEW_UNAVAILABLE, BOTH_NEW_AVAILABLE -> true;
            case NEW_AVAILABLE, OLD_AVAILABLE -> false;
            case OLD_UNAVAILABLE, FAILED_OLD -> !profile.has(KnownDefect.OLD_UNAVAILABLE_NOT_COUNTED);
        };
    }

    /** How many candidates may go now: what is left of the budget, never below 0 and never more than there are. */
    public static int remaining(int maxUnavailable, int numUnavailable, int candidates) {
        return Math.max(0, Math.min(maxUnavailable - numUnavailable, candidates));
    }
}
