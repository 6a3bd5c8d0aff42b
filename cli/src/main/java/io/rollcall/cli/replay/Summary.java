package io.rollcall.cli.replay;

import io.rollcall.events.ActionType;
import io.rollcall.events.Decision;
import io.rollcall.events.ShadowVerdict;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a replay came to.
 *
 * @param history the file
 * @param events lines used
 * @param badLines lines that could not be used
 * @param tally what was decided
 * @param status how the other controller's last status compares with Rollcall's, in shadow mode; null otherwise
 * @param seconds wall-clock time it took
 */
record Summary(
        String history,
        int events,
        int badLines,
        Tally tally,
        @Nullable StatusComparison status,
        double seconds) {

    /** Side of an action of which nobody knows whose it was. */
    static final String UNATTRIBUTED = "unattributed";

    /** Counts decisions. */
    static final class Tally {
        private int decisions;
        private int ownership;
        private int matched;
        private int explained;
        private int unexplained;
        private int unattributed;
        private final SortedMap<String, Integer> defects = new TreeMap<>();
        private @Nullable Decision firstUnexplained;

        void count(Decision decision) {
            ShadowVerdict verdict = decision.getShadow();
            boolean agreed = verdict == null || verdict.getMatched();
            if (agreed && isOwnership(decision.getAction())) {
                ownership++;
                return;
            }
            if (verdict != null && verdict.getSide().equals(UNATTRIBUTED)) {
                unattributed++;
                return;
            }
            decisions += verdict == null || verdict.getSide().equals("other") ? 1 : 0;
            if (verdict == null) {
                return;
            }
            if (agreed) {
                matched++;
            } else if (verdict.getKnownDefect() != null) {
                explained++;
                defects.merge(verdict.getKnownDefect(), 1, Integer::sum);
            } else {
                unexplained++;
                firstUnexplained = firstUnexplained == null ? decision : firstUnexplained;
            }
        }

        private static boolean isOwnership(ActionType action) {
            return switch (action) {
                case ADOPT, RELEASE -> true;
                case CREATE, DELETE, UNKNOWN -> false;
            };
        }

        /** Pods that were adopted or released, and rightly so; no pod came or went by it. */
        int ownership() {
            return ownership;
        }

        /** Creations and deletions of pods: Rollcall's decisions; in shadow mode the actions of the other controller. */
        int decisions() {
            return decisions;
        }

        /** Actions of the other controller that Rollcall allows. */
        int matched() {
            return matched;
        }

        /** Divergences that a known defect of the other controller explains. */
        int explained() {
            return explained;
        }

        /** How often each known defect explained a divergence, by code. */
        SortedMap<String, Integer> defects() {
            return Collections.unmodifiableSortedMap(defects);
        }

        /** Deletions and releases that the rules do not allow and that a person may have done. */
        int unattributed() {
            return unattributed;
        }

        /** Divergences that nothing explains. */
        int unexplained() {
            return unexplained;
        }

        @Nullable
        Decision firstUnexplained() {
            return firstUnexplained;
        }
    }
}
