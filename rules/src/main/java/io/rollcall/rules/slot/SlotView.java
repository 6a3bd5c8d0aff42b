package io.rollcall.rules.slot;

import io.rollcall.rules.eligibility.Verdict;
import io.rollcall.rules.model.PodFacts;
import io.rollcall.rules.profile.RuleProfile;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A slot as {@link SlotManager} sees it.
 *
 * @param verdict whether the node should run a pod; not looked at when the node does not exist
 * @param nodeExists whether there is such a node
 * @param pods the claimed pods of the slot in any order, terminating ones too; must not change during the call
 * @param surge whether the strategy allows a second pod, see Budget.surgeAllowed
 * @param currentHash hash of the current revision
 * @param minReadySeconds how long a pod must be Ready to be available, seconds
 * @param now the time of the decision
 * @param backOffUntil until when failed pods wait; null when none has failed
 * @param profile the rules in force
 */
public record SlotView(
        Verdict verdict,
        boolean nodeExists,
        List<PodFacts> pods,
        boolean surge,
        String currentHash,
        int minReadySeconds,
        Instant now,
        @Nullable Instant backOffUntil,
        RuleProfile profile) {

    boolean backingOff() {
        return backOffUntil != null && now.isBefore(backOffUntil);
    }
}
