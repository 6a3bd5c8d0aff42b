package io.rollcall.controller.aggregate;

import io.rollcall.events.CreatePod;
import io.rollcall.events.DeletePods;
import io.rollcall.events.WishState;
import io.rollcall.rules.eligibility.Verdict;
import io.rollcall.rules.model.PodFacts;
import io.rollcall.rules.slot.BackOff;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One DaemonSet on one node: its pods, its open wish, and what follows from them. Only {@link DaemonSetAggregate} writes to it.
 */
final class Slot {

    /** A wish that is open for longer is made anew (semantics 4.8: expectations expire). */
    private static final Duration STUCK = Duration.ofMinutes(5);

    final String node;
    final TreeMap<String, TrackedPod> pods = new TreeMap<>();

    /** Whether the node exists; a slot outlives its node while pods or a wish are left. */
    boolean nodeExists;

    String nodeUid = "";
    Verdict verdict;

    @Nullable
    WishState wish;

    int attempts;

    @Nullable
    BackOff backOff;

    long backOffGeneration;

    @Nullable
    Instant retryAt;

    int failures;

    Assessment assessment = Assessment.NOTHING;

    @Nullable
    Deadline deadline;

    Slot(String node, Verdict verdict) {
        this.node = node;
        this.verdict = verdict;
    }

    boolean hasOpenCreate() {
        return wish != null && wish.getCommand().getWish() instanceof CreatePod;
    }

    /** Whether the open create is for a node without a pod, and not next to an old pod. */
    boolean createsMissing() {
        return wish != null && wish.getCommand().getReason().equals(CreateReason.MISSING_POD.name());
    }

    boolean hasOpenDelete() {
        return wish != null && wish.getCommand().getWish() instanceof DeletePods;
    }

    /** Those of the pods that are left when the open deletion, if there is one, has been carried out. */
    List<PodFacts> withoutDeleted(List<PodFacts> of) {
        if (wish == null || !(wish.getCommand().getWish() instanceof DeletePods delete)) {
            return of;
        }
        return of.stream()
                .filter(pod -> delete.getPods().stream()
                        .noneMatch(deleted -> deleted.getUid().equals(pod.uid())))
                .toList();
    }

    /** When the open wish has waited too long for an answer; null without a wish. */
    @Nullable
    Instant stuckAt() {
        return wish == null ? null : wish.getOpenedAt().plus(STUCK);
    }

    /** Whether anything would be lost if the row were dropped. */
    boolean hasMemory() {
        return !pods.isEmpty() || wish != null || backOff != null || retryAt != null || failures > 0 || attempts > 0;
    }

    /** Whether nothing ties this slot to a node that is gone. */
    boolean isVacant() {
        return !nodeExists && pods.isEmpty() && wish == null;
    }
}
