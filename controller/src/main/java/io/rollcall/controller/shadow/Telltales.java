package io.rollcall.controller.shadow;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Deletions on one DaemonSet that nothing allows, and that look like a wrong rule at work rather than like people: counted in each
 * generation, and told only when they come in such numbers that chance does not explain them.
 */
final class Telltales {

    /** So many reactions in one generation, without one other deletion of unknown origin between them, are a rule. */
    private static final int A_RULE = 3;

    /** So many old pods beyond the budget, within this time, are a rollout that does not look at it. */
    private static final int A_WAVE = 4;

    private static final Duration WAVE = Duration.ofMillis(250);

    private long generation;
    private int reactions;
    private final Deque<Instant> beyondBudget = new ArrayDeque<>();

    /** One more pod went right after a change that a wrong rule would answer so. Whether they are a rule by now. */
    boolean isRule(long ofGeneration) {
        enter(ofGeneration);
        return ++reactions >= A_RULE;
    }

    /** One more old pod went that the rollout's budget had no room for. Whether they are a wave by now. */
    boolean isWave(long ofGeneration, Instant at) {
        enter(ofGeneration);
        beyondBudget.addLast(at);
        while (beyondBudget.getFirst().plus(WAVE).isBefore(at)) {
            beyondBudget.removeFirst();
        }
        return beyondBudget.size() >= A_WAVE;
    }

    /** A pod was deleted that no rule is known to go wrong with: people are at work. */
    void stranger() {
        reactions = 0;
        beyondBudget.clear();
    }

    private void enter(long ofGeneration) {
        if (generation != ofGeneration) {
            generation = ofGeneration;
            reactions = 0;
            beyondBudget.clear();
        }
    }
}
