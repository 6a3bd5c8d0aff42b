package io.rollcall.projector.query.answer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A moment in the life of a pod.
 *
 * @param at journal time
 * @param journal the journal record, as a moment to ask about
 * @param what DECIDED, CREATED, CHANGED, BOUND, READY, NOT_READY, FAILED, ENDED, TERMINATING, DELETED or REPLACED
 * @param text for people, without a full stop
 * @param event the event that the record was made from; null without one
 */
public record PodMoment(
        Instant at,
        String journal,
        String what,
        String text,
        @Nullable SourceEvent event) {}
