package io.rollcall.rules.rollout;

import io.rollcall.rules.model.PodFacts;
import io.rollcall.rules.model.PodPhase;
import io.rollcall.rules.pod.Availability;
import io.rollcall.rules.profile.KnownDefect;
import io.rollcall.rules.profile.RuleProfile;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts a slot into its {@link RolloutClass}. */
public final class RolloutClassifier {

    private RolloutClassifier() {}

    /**
     * The class of a slot with these pods.
     *
     * @param pods the claimed pods of the slot in any order, terminating ones too
     * @param templateGeneration the DaemonSet's annotation; null when absent
     * @param minReadySeconds how long a pod must be Ready to be available, seconds
     */
    public static RolloutClass classify(
            List<PodFacts> pods,
            String currentHash,
            @Nullable Long templateGeneration,
            int minReadySeconds,
            Instant now,
            RuleProfile profile) {
        return classify(
                RolloutPods.split(pods, currentHash, templateGeneration, profile), minReadySeconds, now, profile);
    }

    /**
     * Whether an available pod serves the slot: its old one if there is one, else its new one (semantics 5.4). With duplicates it is not
     * counted on. Parameters as of {@link #classify}.
     */
    public static boolean isServed(
            List<PodFacts> pods,
            String currentHash,
            @Nullable Long templateGeneration,
            int minReadySeconds,
            Instant now,
            RuleProfile profile) {
        return isServed(RolloutPods.split(pods, currentHash, templateGeneration, profile), minReadySeconds, now);
    }

    static boolean isServed(RolloutPods pods, int minReadySeconds, Instant now) {
        PodFacts counted = pods.oldPod() == null ? pods.newPod() : pods.oldPod();
        return counted != null && Availability.isAvailable(counted, minReadySeconds, now);
    }

    static RolloutClass classify(RolloutPods pods, int minReadySeconds, Instant now, RuleProfile profile) {
        if (!pods.single()) {
            return RolloutClass.DUPLICATES;
        }
        PodFacts newPod = pods.newPod();
        PodFacts oldPod = pods.oldPod();
        if (newPod == null) {
            return oldPod == null ? RolloutClass.EMPTY : classifyOld(oldPod, minReadySeconds, now, profile);
        }
        boolean available = Availability.isAvailable(newPod, minReadySeconds, now);
        if (oldPod == null) {
            return available ? RolloutClass.NEW_AVAILABLE : RolloutClass.NEW_UNAVAILABLE;
        }
        return available ? RolloutClass.BOTH_NEW_AVAILABLE : RolloutClass.BOTH_NEW_UNAVAILABLE;
    }

    private static RolloutClass classifyOld(PodFacts pod, int minReadySeconds, Instant now, RuleProfile profile) {
        if (pod.phase() == PodPhase.FAILED && !profile.has(KnownDefect.FAILED_POD_DELETED_BY_ROLLOUT)) {
            return RolloutClass.FAILED_OLD;
        }
        return Availability.isAvailable(pod, minReadySeconds, now)
                ? RolloutClass.OLD_AVAILABLE
                : RolloutClass.OLD_UNAVAILABLE;
    }
}
