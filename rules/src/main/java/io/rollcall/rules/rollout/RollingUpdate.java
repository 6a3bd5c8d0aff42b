package io.rollcall.rules.rollout;

import io.rollcall.rules.model.DaemonSetSpec;
import io.rollcall.rules.model.PodFacts;
import io.rollcall.rules.model.UpdateStrategy;
import io.rollcall.rules.profile.RuleProfile;
import io.rollcall.rules.slot.Removal;
import io.rollcall.rules.slot.RemovalReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A whole step of a rolling update without surge (semantics 5.3): the reference for audits and tests, which walks all slots.
 * To be asked when {@link Budget#maxSurge} resolves to 0.
 */
public final class RollingUpdate {

    private RollingUpdate() {}

    /**
     * The step for these slots.
     *
     * @param slots by node name
     * @param hash hash of the current revision
     */
    public static RolloutStep step(
            SortedMap<String, RolloutSlot> slots, DaemonSetSpec spec, String hash, Instant now, RuleProfile profile) {
        if (!(spec.strategy() instanceof UpdateStrategy.RollingUpdate strategy)) {
            return RolloutStep.NOTHING;
        }
        int maxUnavailable = Budget.resolve(strategy, desired(slots)).maxUnavailable();
        int unavailable = 0;
        List<Removal> forced = new ArrayList<>();
        SortedMap<String, PodFacts> candidates = new TreeMap<>();
        for (Map.Entry<String, RolloutSlot> entry : slots.entrySet()) {
            RolloutSlot slot = entry.getValue();
            if (!slot.onMap() || !RolloutBudget.takesPart(slot.verdict().shouldRun(), slot.nodeExists(), profile)) {
                continue;
            }
            RolloutPods pods = RolloutPods.split(slot.pods(), hash, spec.templateGeneration(), profile);
            RolloutClass rolloutClass = RolloutClassifier.classify(pods, spec.minReadySeconds(), now, profile);
            if (RolloutBudget.countsUnavailable(rolloutClass, slot.verdict().shouldRun(), slot.nodeExists(), profile)) {
                unavailable++;
            }
            PodFacts oldPod = pods.oldPod();
            if (oldPod != null && rolloutClass == RolloutClass.OLD_UNAVAILABLE) {
                forced.add(new Removal(oldPod, RemovalReason.ROLLING_UPDATE_UNAVAILABLE));
            } else if (oldPod != null && rolloutClass == RolloutClass.OLD_AVAILABLE) {
                candidates.put(entry.getKey(), oldPod);
            }
        }
        int remaining = RolloutBudget.remaining(maxUnavailable, unavailable, candidates.size());
        return new RolloutStep(forced, candidates, remaining, unavailable);
    }

    /** The base of percentages: nodes that exist and should run the pod. */
    static int desired(SortedMap<String, RolloutSlot> slots) {
        int desired = 0;
        for (RolloutSlot slot : slots.values()) {
            if (slot.desired()) {
                desired++;
            }
        }
        return desired;
    }
}
