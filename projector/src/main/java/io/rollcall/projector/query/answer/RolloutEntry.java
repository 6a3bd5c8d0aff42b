package io.rollcall.projector.query.answer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the rollout of a DaemonSet stands.
 *
 * @param sentence what {@code kubectl rollout status} says
 * @param done whether it is over
 * @param blockers what holds it up, for people: a problem, and the nodes that have it; empty when it is done or moves on
 * @param budget how its budget stands; null when it is done, not decided about, or of strategy OnDelete
 * @param blocking each node that uses up the budget, and whose fault that is; empty without a budget
 */
public record RolloutEntry(
        String sentence,
        boolean done,
        List<String> blockers,
        @Nullable BudgetEntry budget,
        List<BlockerEntry> blocking) {}
