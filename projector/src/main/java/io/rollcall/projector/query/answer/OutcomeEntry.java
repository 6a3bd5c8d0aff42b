package io.rollcall.projector.query.answer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of a command.
 *
 * @param outcome DONE, FAILED or SUPERSEDED
 * @param reason the API server's reason for FAILED; null without one
 * @param message the API server's text; null without one
 * @param answeredAt when it was answered; null when the view does not know
 */
public record OutcomeEntry(
        String outcome,
        @Nullable String reason,
        @Nullable String message,
        @Nullable Instant answeredAt) {}
