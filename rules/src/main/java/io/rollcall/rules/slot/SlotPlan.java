package io.rollcall.rules.slot;

import java.util.List;

/**
 * What to do in a slot now.
 *
 * @param create whether a pod of the current revision is created
 * @param removals the pods to delete
 * @param hold why nothing more is done
 */
public record SlotPlan(boolean create, List<Removal> removals, Hold hold) {

    /** Nothing to do and nothing held up. */
    public static final SlotPlan NOTHING = new SlotPlan(false, List.of(), Hold.NONE);

    /** Create a pod. */
    public static final SlotPlan CREATE = new SlotPlan(true, List.of(), Hold.NONE);

    /** Copies the removals. */
    public SlotPlan {
        removals = List.copyOf(removals);
    }

    static SlotPlan held(Hold hold) {
        return new SlotPlan(false, List.of(), hold);
    }

    /** Whether it neither creates nor removes. */
    public boolean isEmpty() {
        return !create && removals.isEmpty();
    }
}
