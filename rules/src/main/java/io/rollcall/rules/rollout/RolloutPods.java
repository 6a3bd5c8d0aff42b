package io.rollcall.rules.rollout;

import io.rollcall.rules.model.PodFacts;
import io.rollcall.rules.pod.PodVersion;
import io.rollcall.rules.profile.RuleProfile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pods of a slot as a rolling update splits them.
 *
 * @param single whether there is at most one new and at most one old pod; both are null when not
 * @param newPod the pod of the current template; null when none
 * @param oldPod the pod of another one; null when none
 */
record RolloutPods(
        boolean single, @Nullable PodFacts newPod, @Nullable PodFacts oldPod) {

    private static final RolloutPods DUPLICATES = new RolloutPods(false, null, null);

    static RolloutPods split(
            List<PodFacts> pods, String currentHash, @Nullable Long templateGeneration, RuleProfile profile) {
        PodFacts newPod = null;
        PodFacts oldPod = null;
        for (PodFacts pod : pods) {
            if (pod.terminating()) {
                continue;
            }
            if (PodVersion.isCurrent(pod, currentHash, templateGeneration, profile)) {
                if (newPod != null) {
                    return DUPLICATES;
                }
                newPod = pod;
            } else {
                if (oldPod != null) {
                    return DUPLICATES;
                }
                oldPod = pod;
            }
        }
        return new RolloutPods(true, newPod, oldPod);
    }
}
