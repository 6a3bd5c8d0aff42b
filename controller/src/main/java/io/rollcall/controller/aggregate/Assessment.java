package io.rollcall.controller.aggregate;

import io.rollcall.rules.rollout.RolloutClass;
import io.rollcall.rules.status.Contribution;
import org.jspecify.annotations.Nullable;

/**
 * What a slot adds to its DaemonSet: derived from the slot, never stored, taken out and put in again whenever the slot changes.
 *
 * @param rollout where the slot stands in a rollout; null for a slot without node and pods
 * @param hold code of the reason for which the slot has no pod or waits; null when it has what it should have
 */
record Assessment(
        Contribution contribution,
        @Nullable Standing rollout,
        @Nullable String hold) {

    static final Assessment NOTHING =
            new Assessment(new Contribution(false, false, false, false, false, false), null, null);

    /**
     * Where a slot stands in a rollout. A slot with an open wish is undecided: it may be without a pod at any moment.
     *
     * @param served whether an available pod serves the slot when its open deletion, if there is one, has been carried out
     */
    record Standing(
            RolloutClass rolloutClass, boolean shouldRun, boolean nodeExists, boolean served, Undecided undecided) {}

    /** What an open wish may do to the slot. Only a slot that is not undecided is picked by a rollout. */
    enum Undecided {
        /** No wish is open. */
        NO,
        LOSES_POD,
        GAINS_POD,
        /** A wish is open that changes owners only, or one was refused and its time to be made anew has not come. */
        WAITS
    }
}
