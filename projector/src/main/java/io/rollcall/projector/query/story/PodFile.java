package io.rollcall.projector.query.story;

import io.rollcall.projector.query.answer.DecisionEntry;
import io.rollcall.projector.query.story.VersionReader.PodVersion;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one pod up to a moment.
 *
 * @param versions its versions, oldest first, at least one
 * @param decisions decisions about it, oldest first
 * @param daemonSet namespace/name of the DaemonSet that owns it, or owned it last; null without one
 * @param before the pod of the slot that came before it; null without one
 * @param after the pod of the slot that came after it; null without one
 * @param circumstances what there was when it was deleted
 */
public record PodFile(
        List<PodVersion> versions,
        List<DecisionEntry> decisions,
        @Nullable String daemonSet,
        @Nullable PodVersion before,
        @Nullable PodVersion after,
        Circumstances circumstances) {

    /**
     * What speaks for one or another as the one who created or deleted a pod.
     *
     * @param beforeRollcall whether the pod was there when Rollcall first learned of all pods
     * @param unwatched whether its deletion was learned from a new list, not from an event of its own
     * @param ownerGone what became of its owner until the pod was gone; null when it was there
     * @param nodeGone what became of its node until the pod was gone, or until now; null when it was there
     * @param evictingTaint the taint NoExecute of its node that the template did not tolerate; null without one
     */
    record Circumstances(
            boolean beforeRollcall,
            boolean unwatched,
            @Nullable String ownerGone,
            @Nullable String nodeGone,
            @Nullable String evictingTaint) {}

    PodVersion first() {
        return versions.getFirst();
    }

    PodVersion last() {
        return versions.getLast();
    }

    /** The version that first shows that it goes; empty while it does not. */
    Optional<PodVersion> going() {
        return versions.stream()
                .filter(version -> version.deleted() || version.terminatingAt() != null)
                .findFirst();
    }

    String state() {
        return last().deleted() ? "GONE" : going().isPresent() ? "TERMINATING" : "PRESENT";
    }

    /** The last owner it had. */
    Optional<PodVersion> owned() {
        return versions.reversed().stream()
                .filter(version -> version.controllerUid() != null)
                .findFirst();
    }

    @Nullable
    String node() {
        return last().targetNode();
    }

    /** The first decision of an action. */
    Optional<DecisionEntry> decision(String action) {
        return decisions.stream()
                .filter(decision -> decision.action().equals(action))
                .findFirst();
    }

    /** The first decision of an action up to a version; offsets of another partition say nothing about it, times do. */
    Optional<DecisionEntry> decision(String action, PodVersion upTo) {
        return decisions.stream()
                .filter(decision -> decision.action().equals(action)
                        && (decision.journal().partition() == upTo.partition()
                                ? decision.journal().offset() <= upTo.offset()
                                : !decision.at().isAfter(upTo.at())))
                .findFirst();
    }
}
