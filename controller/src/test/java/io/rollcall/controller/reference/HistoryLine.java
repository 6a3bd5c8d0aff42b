package io.rollcall.controller.reference;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * One watch event of a history, and who is behind it.
 *
 * @param type ADDED, MODIFIED or DELETED
 * @param actor the truth, which the history itself does not tell
 */
public record HistoryLine(String type, Instant observedAt, ObjectNode object, Actor actor) {}
