package io.rollcall.rules.pod;

import io.rollcall.rules.model.PodFacts;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When a pod counts as available (semantics 5.2): Ready for minReadySeconds, the last of them included. */
public final class Availability {

    private Availability() {}

    /** Whether it is available now. */
    public static boolean isAvailable(PodFacts pod, int minReadySeconds, Instant now) {
        if (!pod.ready()) {
            return false;
        }
        if (minReadySeconds <= 0) {
            return true;
        }
        Instant since = pod.readySince();
        return since != null && !since.plusSeconds(minReadySeconds).isAfter(now);
    }

    /**
     * From when on it is available if it stays as it is; null when it is not Ready, or nobody knows since when and
     * minReadySeconds asks for it. Without minReadySeconds a Ready pod of unknown age is available since the epoch.
     */
    public static @Nullable Instant availableAt(PodFacts pod, int minReadySeconds) {
        if (!pod.ready()) {
            return null;
        }
        Instant since = pod.readySince();
        if (minReadySeconds <= 0) {
            return since == null ? Instant.EPOCH : since;
        }
        return since == null ? null : since.plusSeconds(minReadySeconds);
    }
}
