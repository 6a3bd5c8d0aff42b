package io.rollcall.projector.query.answer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who created or deleted a pod, and why.
 *
 * @param by who, for programs
 * @param at when it was first seen to have been done, journal time
 * @param text who and why for people, without a full stop
 * @param decision Rollcall's decision; in shadow mode its judgement; null where it made none
 * @param because what had happened when it was decided, for people; null without a decision
 * @param journal the journal record that first shows it, as a moment to ask about; null when the journal has none
 * @param event the event that it was made from
 */
public record PodAgency(
        By by,
        @Nullable Instant at,
        String text,
        @Nullable DecisionEntry decision,
        @Nullable String because,
        @Nullable String journal,
        @Nullable SourceEvent event) {

    /** Who acts on pods. */
    public enum By {
        /** By a command of Rollcall's. */
        ROLLCALL,
        /** Before Rollcall first saw the cluster: by whom is not known. */
        BEFORE_ROLLCALL,
        /** Another controller: of another kind, or another one for DaemonSets. */
        OTHER_CONTROLLER,
        /** The garbage collector: the owner is gone, or going. */
        GARBAGE_COLLECTION,
        /** The pod garbage collector: the node is gone. */
        POD_GC,
        /** The taint eviction controller: the node has a taint NoExecute that the pod does not tolerate. */
        TAINT_EVICTION,
        /** A person, or a program that Rollcall does not know. */
        PERSON,
        /** Nobody was watching when it happened. */
        UNKNOWN
    }
}
