package io.rollcall.controller.shadow;

import io.rollcall.controller.aggregate.Facts;
import io.rollcall.events.OwnerReference;
import io.rollcall.events.PodObserved;
import io.rollcall.rules.model.PodFacts;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A pod as last observed.
 *
 * @param owner the controller, when it is a DaemonSet
 * @param firstSeen journal offset at which it was first observed
 * @param firstSeenAt journal time of that
 * @param readySeenAt journal time since which it has been seen Ready without a break; null while it is not
 */
record ObservedPod(
        PodFacts facts,
        @Nullable OwnerReference owner,
        long firstSeen,
        Instant firstSeenAt,
        @Nullable Instant readySeenAt,
        Seen seen) {

    static ObservedPod of(PodObserved observed, @Nullable ObservedPod before, Seen seen) {
        Instant ready = null;
        if (observed.getReady()) {
            ready = before != null && before.readySeenAt != null ? before.readySeenAt : seen.time();
        }
        OwnerReference controller = observed.getController();
        OwnerReference owner = controller != null && controller.getKind().equals("DaemonSet") ? controller : null;
        long firstSeen = before == null ? seen.offset() : before.firstSeen;
        Instant firstSeenAt = before == null ? seen.time() : before.firstSeenAt;
        return new ObservedPod(Facts.pod(observed, ready), owner, firstSeen, firstSeenAt, ready, seen);
    }

    String uid() {
        return facts.uid();
    }

    /** UID of the DaemonSet that controls it; empty for none. */
    String ownerUid() {
        return owner == null ? "" : owner.getUid();
    }
}
