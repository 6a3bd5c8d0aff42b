package io.rollcall.rules.status;

import io.rollcall.rules.eligibility.Verdict;
import io.rollcall.rules.model.PodFacts;
import io.rollcall.rules.pod.Availability;
import io.rollcall.rules.pod.LivePods;
import io.rollcall.rules.pod.PodVersion;
import io.rollcall.rules.profile.RuleProfile;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a slot adds to the status (semantics 8.1). One pod speaks for the slot, the first in the order of survival, terminating
 * ones too; so during a surge it is the old one.
 */
public final class StatusRules {

    private StatusRules() {}

    /**
     * The contribution of a slot. Pods of nodes that do not exist count nowhere.
     *
     * @param verdict whether the node should run a pod; not looked at when the node does not exist
     * @param pods the claimed pods of the slot in any order, terminating ones too
     * @param templateGeneration the DaemonSet's annotation; null when absent
     * @param minReadySeconds how long a pod must be Ready to be available, seconds
     */
    public static Contribution contribution(
            Verdict verdict,
            boolean nodeExists,
            List<PodFacts> pods,
            String currentHash,
            @Nullable Long templateGeneration,
            int minReadySeconds,
            Instant now,
            RuleProfile profile) {
        if (!nodeExists) {
            return Contribution.NONE;
        }
        PodFacts pod = speaker(pods, profile);
        if (!verdict.shouldRun()) {
            return pod == null ? Contribution.NONE : Contribution.MISSCHEDULED;
        }
        if (pod == null) {
            return Contribution.MISSING;
        }
        return new Contribution(
                true,
                true,
                false,
                pod.ready(),
                Availability.isAvailable(pod, minReadySeconds, now),
                PodVersion.isCurrent(pod, currentHash, templateGeneration, profile));
    }

    private static @Nullable PodFacts speaker(List<PodFacts> pods, RuleProfile profile) {
        PodFacts first = null;
        for (int i = 0; i < pods.size(); i++) {
            PodFacts pod = pods.get(i);
            if (LivePods.counts(pod, profile) && (first == null || PodFacts.SURVIVOR_ORDER.compare(pod, first) < 0)) {
                first = pod;
            }
        }
        return first;
    }
}
