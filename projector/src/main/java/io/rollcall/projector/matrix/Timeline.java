package io.rollcall.projector.matrix;

import java.time.Instant;
import java.util.List;

/**
 * Moments at which the matrix changed, the oldest first, at most as many as were asked for: of neighbours the last stands for all.
 *
 * @param prepared whether the past has been read; before, there are no moments yet
 * @param items the moments
 */
public record Timeline(boolean prepared, List<Step> items) {

    static final Timeline IN_PREPARATION = new Timeline(false, List.of());

    /**
     * A moment.
     *
     * @param at journal time
     * @param asOf how to ask for it
     * @param changes how many slots changed since the step before
     */
    public record Step(Instant at, String asOf, int changes) {}
}
