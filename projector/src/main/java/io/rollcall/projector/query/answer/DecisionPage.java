package io.rollcall.projector.query.answer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list of decisions.
 *
 * @param items the decisions
 * @param next where this one ends and the next begins, see {@link DecisionCursor}; null when this one is the last
 */
public record DecisionPage(
        List<DecisionEntry> items, @Nullable String next) {}
