package io.rollcall.rules.pod;

import io.rollcall.rules.model.PodFacts;
import io.rollcall.rules.profile.KnownDefect;
import io.rollcall.rules.profile.RuleProfile;

/** Which pods are in the group of a slot at all (semantics 4.2). */
public final class LivePods {

    private LivePods() {}

    /**
     * Whether rules see the pod: one that has ended and is being deleted is as good as gone, even if a finalizer holds it. One
     * that still runs while it terminates is seen.
     */
    public static boolean counts(PodFacts pod, RuleProfile profile) {
        return !(pod.terminating() && pod.terminal()) || profile.has(KnownDefect.TERMINAL_TERMINATING_BLOCKS);
    }
}
