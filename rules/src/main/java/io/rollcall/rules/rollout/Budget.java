package io.rollcall.rules.rollout;

import io.rollcall.rules.model.UpdateStrategy;

/**
 * The budgets of a rolling update as numbers (semantics 5.2).
 *
 * @param maxUnavailable on how many nodes no pod may be available
 * @param maxSurge on how many nodes a new pod may run beside the old one; more than 0 chooses the surge algorithm
 */
public record Budget(int maxUnavailable, int maxSurge) {

    /**
     * Resolves both, percentages rounded up. If both come to 0 where there are nodes, maxUnavailable is 1, else nothing would
     * ever move.
     *
     * @param desired the number of nodes that should run the pod now
     */
    public static Budget resolve(UpdateStrategy.RollingUpdate strategy, int desired) {
        int maxUnavailable = strategy.maxUnavailable().resolveUp(desired);
        int maxSurge = strategy.maxSurge().resolveUp(desired);
        return desired > 0 && maxUnavailable == 0 && maxSurge == 0
                ? new Budget(1, 0)
                : new Budget(maxUnavailable, maxSurge);
    }

    /** Whether the slot manager allows two pods in a slot (semantics 4.5): any maxSurge above 0, whatever the nodes. */
    public static boolean surgeAllowed(UpdateStrategy strategy) {
        return switch (strategy) {
            case UpdateStrategy.RollingUpdate rolling -> rolling.maxSurge().resolveUp(1) > 0;
            case UpdateStrategy.OnDelete() -> false;
        };
    }
}
