package io.rollcall.rules.pod;

import io.rollcall.rules.model.PodFacts;
import io.rollcall.rules.model.WellKnown;
import io.rollcall.rules.profile.KnownDefect;
import io.rollcall.rules.profile.RuleProfile;
import org.jspecify.annotations.Nullable;

/** Whether a pod is of the current template (semantics 3.5). */
public final class PodVersion {

    private PodVersion() {}

    /**
     * Whether its hash label is the current hash, or its generation label the DaemonSet's template generation.
     *
     * @param currentHash hash of the current revision; empty for none, which no label equals
     * @param templateGeneration the DaemonSet's annotation; null when absent, then the hash alone decides
     */
    public static boolean isCurrent(
            PodFacts pod, String currentHash, @Nullable Long templateGeneration, RuleProfile profile) {
        if (!currentHash.isEmpty() && currentHash.equals(pod.hashLabel())) {
            return true;
        }
        return templateGeneration != null
                && !profile.has(KnownDefect.GENERATION_LABEL_NEVER_EQUAL)
                && templateGeneration.toString().equals(pod.labels().get(WellKnown.TEMPLATE_GENERATION_LABEL));
    }
}
