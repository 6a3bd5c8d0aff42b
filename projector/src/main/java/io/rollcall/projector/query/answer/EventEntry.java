package io.rollcall.projector.query.answer;

import java.time.Instant;

/**
 * An event about a DaemonSet, as {@code kubectl describe} shows it.
 *
 * @param at when that happened
 * @param type Normal or Warning
 * @param reason CamelCase reason
 * @param message text for people
 */
public record EventEntry(Instant at, String type, String reason, String message) {}
