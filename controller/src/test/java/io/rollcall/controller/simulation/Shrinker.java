package io.rollcall.controller.simulation;

import java.util.ArrayList;
import java.util.List;

/** Leaves steps out of a failing history as long as it still fails. */
final class Shrinker {

    private static final int BUDGET = 4000;

    private Shrinker() {}

    static List<Step> shrink(List<Step> failing) {
        List<Step> steps = new ArrayList<>(failing);
        int runs = 0;
        boolean shorter = true;
        while (shorter && runs < BUDGET) {
            shorter = false;
            for (int length = Math.max(1, steps.size() / 2); length > 0; length /= 2) {
                for (int from = steps.size() - length; from >= 0 && runs < BUDGET; from -= length) {
                    List<Step> candidate = new ArrayList<>(steps.subList(0, from));
                    candidate.addAll(steps.subList(Math.min(from + length, steps.size()), steps.size()));
                    runs++;
                    if (Run.of(candidate).isPresent()) {
                        steps = candidate;
                        shorter = true;
                    }
                }
            }
        }
        return steps;
    }
}
