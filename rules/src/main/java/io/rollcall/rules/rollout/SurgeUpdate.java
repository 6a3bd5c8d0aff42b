package io.rollcall.rules.rollout;

import io.rollcall.rules.model.DaemonSetSpec;
import io.rollcall.rules.model.PodFacts;
import io.rollcall.rules.model.UpdateStrategy;
import io.rollcall.rules.profile.KnownDefect;
import io.rollcall.rules.profile.RuleProfile;
import io.rollcall.rules.slot.Removal;
import io.rollcall.rules.slot.RemovalReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A whole step of a rolling update with surge (semantics 5.4): the reference for audits and tests, which walks all slots. To be
 * asked when {@link Budget#maxSurge} resolves to more than 0.
 */
public final class SurgeUpdate {

    private SurgeUpdate() {}

    /**
     * The step for these slots. Old pods on nodes that should not run them go when enough others are available (#119317).
     *
     * @param slots by node name
     * @param hash hash of the current revision
     */
    public static SurgeStep step(
            SortedMap<String, RolloutSlot> slots, DaemonSetSpec spec, String hash, Instant now, RuleProfile profile) {
        if (!(spec.strategy() instanceof UpdateStrategy.RollingUpdate strategy)) {
            return SurgeStep.NOTHING;
        }
        int desired = RollingUpdate.desired(slots);
        Walk walk = new Walk(spec.minReadySeconds(), now, profile);
        for (Map.Entry<String, RolloutSlot> entry : slots.entrySet()) {
            RolloutSlot slot = entry.getValue();
            if (slot.onMap() && onWalk(slot, profile)) {
                walk.visit(
                        entry.getKey(), slot, RolloutPods.split(slot.pods(), hash, spec.templateGeneration(), profile));
            }
        }
        return walk.end(Budget.resolve(strategy, desired).maxSurge(), desired);
    }

    /** Whether a slot of that class uses up maxSurge; only asked for slots of nodes that should run the pod. */
    public static boolean countsSurge(RolloutClass rolloutClass) {
        return switch (rolloutClass) {
            case DUPLICATES, BOTH_NEW_UNAVAILABLE -> true;
            case EMPTY,
                    NEW_UNAVAILABLE,
                    NEW_AVAILABLE,
                    OLD_UNAVAILABLE,
                    OLD_AVAILABLE,
                    BOTH_NEW_AVAILABLE,
                    FAILED_OLD -> false;
        };
    }

    private static boolean onWalk(RolloutSlot slot, RuleProfile profile) {
        return slot.nodeExists()
                || profile.has(KnownDefect.GONE_NODE_IN_ROLLOUT)
                || profile.has(KnownDefect.SURGE_ON_GONE_NODE);
    }

    private static final class Walk {

        private final int minReadySeconds;
        private final Instant now;
        private final RuleProfile profile;
        private final List<Removal> removals = new ArrayList<>();
        private final List<Removal> ineligible = new ArrayList<>();
        private final List<String> allowed = new ArrayList<>();
        private final SortedMap<String, PodFacts> candidates = new TreeMap<>();
        private int surging;
        private int available;
        private @Nullable String blockedBy;

        Walk(int minReadySeconds, Instant now, RuleProfile profile) {
            this.minReadySeconds = minReadySeconds;
            this.now = now;
            this.profile = profile;
        }

        void visit(String node, RolloutSlot slot, RolloutPods pods) {
            RolloutClass rolloutClass = RolloutClassifier.classify(pods, minReadySeconds, now, profile);
            PodFacts oldPod = pods.oldPod();
            if (RolloutClassifier.isServed(pods, minReadySeconds, now)) {
                available++;
            }
            boolean takesPart = RolloutBudget.takesPart(slot.verdict().shouldRun(), slot.nodeExists(), profile);
            if (takesPart && countsSurge(rolloutClass)) {
                surging++;
            }
            if (oldPod == null) {
                return;
            }
            switch (rolloutClass) {
                case OLD_UNAVAILABLE -> visitOld(node, slot, oldPod, false);
                case OLD_AVAILABLE -> visitOld(node, slot, oldPod, true);
                case BOTH_NEW_AVAILABLE -> removals.add(new Removal(oldPod, RemovalReason.SURGE_REPLACED));
                case DUPLICATES, EMPTY, NEW_UNAVAILABLE, NEW_AVAILABLE, BOTH_NEW_UNAVAILABLE, FAILED_OLD -> {
                    // The slot manager's work, or nothing to do.
                }
            }
        }

        private void visitOld(String node, RolloutSlot slot, PodFacts oldPod, boolean oldAvailable) {
            if (!slot.nodeExists() && !profile.has(KnownDefect.SURGE_ON_GONE_NODE)) {
                if (blockedBy == null) {
                    blockedBy = node;
                }
                return;
            }
            if (!slot.desired() && !treatedAsEligible(slot)) {
                (oldAvailable ? ineligible : removals).add(new Removal(oldPod, RemovalReason.SURGE_INELIGIBLE));
            } else if (oldAvailable) {
                candidates.put(node, oldPod);
            } else {
                allowed.add(node);
            }
        }

        private boolean treatedAsEligible(RolloutSlot slot) {
            return profile.has(slot.nodeExists() ? KnownDefect.SURGE_KEEPS_INELIGIBLE : KnownDefect.SURGE_ON_GONE_NODE);
        }

        SurgeStep end(int maxSurge, int desired) {
            if (blockedBy != null) {
                return SurgeStep.blocked(blockedBy);
            }
            int deletable = Math.max(0, Math.min(available - desired, ineligible.size()));
            removals.addAll(ineligible.subList(0, deletable));
            int remaining = RolloutBudget.remaining(maxSurge, surging, candidates.size());
            return new SurgeStep(removals, allowed, candidates, remaining, surging, null);
        }
    }
}
