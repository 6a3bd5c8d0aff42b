package io.rollcall.projector.matrix;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The finding about one slot over its whole past: a step for each change. Immutable, and small, as there are many. */
final class Cell {

    private static final int CODE_BITS = 8;
    private static final int CODE_MASK = (1 << CODE_BITS) - 1;

    /** Offset and code of each step. */
    private final long[] steps;
    /** Journal time from which on each step holds; null when none waits for a time. */
    private final long @Nullable [] times;

    private Cell(long[] steps, long @Nullable [] times) {
        this.steps = steps;
        this.times = times;
    }

    /** The code at an offset and a time, microseconds; 0 before the first. */
    int codeAt(long offset, long time) {
        int low = 0;
        int high = steps.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (steps[middle] >>> CODE_BITS <= offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        int last = low - 1;
        // The first step of each offset waits for no time.
        while (times != null && last >= 0 && times[last] > time) {
            last--;
        }
        return last < 0 ? 0 : (int) (steps[last] & CODE_MASK);
    }

    /** The same without what is over before an offset. */
    Cell since(long offset) {
        int first = 0;
        while (first + 1 < steps.length && offset(first + 1) <= offset) {
            first++;
        }
        // All steps of one offset belong together.
        while (first > 0 && offset(first - 1) == offset(first)) {
            first--;
        }
        return first == 0
                ? this
                : new Cell(
                        Arrays.copyOfRange(steps, first, steps.length),
                        times == null ? null : Arrays.copyOfRange(times, first, times.length));
    }

    int size() {
        return steps.length;
    }

    /** Offset of a step. */
    long offset(int step) {
        return steps[step] >>> CODE_BITS;
    }

    /** Puts a cell together, steps in order. For one thread; used again for each cell. */
    static final class Builder {
        private long[] steps = new long[16];
        private long[] times = new long[16];
        private int size;
        private boolean timed;

        void clear() {
            size = 0;
            timed = false;
        }

        /** From this offset on it is so. */
        void step(long offset, int code) {
            boolean known = size == 0
                    ? code == 0
                    : (int) (steps[size - 1] & CODE_MASK) == code && times[size - 1] == Long.MIN_VALUE;
            if (!known) {
                add(offset, Long.MIN_VALUE, code);
            }
        }

        /** From this offset on it is so, as long as {@link #later} does not say otherwise. */
        void stepUntilLater(long offset, int code) {
            add(offset, Long.MIN_VALUE, code);
        }

        /** And from this time on so, as long as nothing else happens. */
        void later(long time, int code) {
            timed = true;
            add(steps[size - 1] >>> CODE_BITS, time, code);
        }

        private void add(long offset, long time, int code) {
            if (size == steps.length) {
                steps = Arrays.copyOf(steps, size * 2);
                times = Arrays.copyOf(times, size * 2);
            }
            steps[size] = offset << CODE_BITS | code;
            times[size++] = time;
        }

        Cell build() {
            return new Cell(Arrays.copyOf(steps, size), timed ? Arrays.copyOf(times, size) : null);
        }
    }
}
