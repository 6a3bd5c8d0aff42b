package io.rollcall.controller.shadow;

import io.rollcall.events.ActionType;
import io.rollcall.events.ChangeType;
import io.rollcall.events.OwnerReference;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads from two states of a pod which action lies between them. */
final class PodActions {

    private PodActions() {}

    /**
     * The action that led from one state to the other; empty for a mere change.
     *
     * @param before null when the pod was not known
     * @param after null when it is gone
     * @param deletedAt the deletionTimestamp, by when the pod has to be gone; null when it has none
     */
    static Optional<Action> between(
            @Nullable ObservedPod before,
            @Nullable ObservedPod after,
            ChangeType change,
            @Nullable Instant deletedAt,
            Seen seen) {
        if (before == null) {
            return after == null || after.owner() == null || change != ChangeType.ADDED
                    ? Optional.empty()
                    : Optional.of(Action.of(ActionType.CREATE, after, after.owner(), seen));
        }
        OwnerReference owner = before.owner();
        boolean goes = after == null || after.facts().terminating();
        if (goes && !before.facts().terminating()) {
            Duration grace = deletedAt == null ? null : Duration.between(seen.time(), deletedAt);
            return owner == null
                    ? Optional.empty()
                    : Optional.of(Action.of(ActionType.DELETE, before, owner, grace, seen));
        }
        if (after == null || before.ownerUid().equals(after.ownerUid())) {
            return Optional.empty();
        }
        if (owner != null) {
            return Optional.of(Action.of(ActionType.RELEASE, after, owner, seen));
        }
        return after.owner() == null || before.facts().controllerUid() != null
                ? Optional.empty()
                : Optional.of(Action.of(ActionType.ADOPT, after, after.owner(), seen));
    }
}
