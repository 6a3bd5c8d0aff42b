package io.rollcall.projector.query.answer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Since when something holds, and what brought it about: found by asking the same question as of every moment before at which
 * anything changed that it depends on, until the answer was another.
 *
 * @param at journal time from which on it holds
 * @param orBefore whether it may have held before: the view does not go back further
 * @param journal the journal record with which it began, as a moment to ask about
 * @param text what happened there, for people
 * @param event the input event that the journal record was made from; null for what time alone brought about, and rules
 * @param before what the answer was just before; null where that is not known
 */
public record Since(
        Instant at,
        boolean orBefore,
        String journal,
        String text,
        @Nullable SourceEvent event,
        @Nullable Before before) {

    /**
     * The answer until then.
     *
     * @param asOf the last moment of it, as a place in the journal
     * @param verdict the answer in one sentence
     */
    public record Before(String asOf, String verdict) {}
}
