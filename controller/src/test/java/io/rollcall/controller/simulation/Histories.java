package io.rollcall.controller.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Draws histories. The same seed gives the same history. Each has a temper of its own: some moves come often in it and some never, which
 * leads further off the beaten track than the same mixture each time.
 */
final class Histories {

    private static final int LONGEST = 260;
    private static final int RANGE = 1 << 20;
    private static final int[] FACTORS = {0, 1, 1, 1, 4};

    private Histories() {}

    static List<Step> of(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] weights = temper(random);
        List<Step> steps = new ArrayList<>();
        for (int nodes = random.nextInt(7); nodes > 0; nodes--) {
            steps.add(step(Move.NODE_JOINS, random));
        }
        steps.add(step(Move.DAEMON_SET_APPLIED, random));
        int length = 20 + random.nextInt(LONGEST);
        int syncedBy = random.nextInt(40);
        for (int i = 0; i < length; i++) {
            steps.add(step(draw(weights, random), random));
            if (i == syncedBy) {
                for (int kind = 0; kind < 4; kind++) {
                    steps.add(new Step(Move.SOURCE_SYNCED, kind, 0));
                }
            }
        }
        return steps;
    }

    private static Step step(Move move, SplittableRandom random) {
        return new Step(move, random.nextInt(RANGE), random.nextInt(RANGE));
    }

    private static int[] temper(SplittableRandom random) {
        int[] weights = new int[Move.values().length];
        for (Move move : Move.values()) {
            weights[move.ordinal()] = move.weight * FACTORS[random.nextInt(FACTORS.length)];
        }
        weights[Move.DELIVERED.ordinal()] = Move.DELIVERED.weight;
        return weights;
    }

    private static Move draw(int[] weights, SplittableRandom random) {
        int drawn = random.nextInt(Arrays.stream(weights).sum());
        for (Move move : Move.values()) {
            drawn -= weights[move.ordinal()];
            if (drawn < 0) {
                return move;
            }
        }
        throw new IllegalStateException("weights do not add up");
    }
}
