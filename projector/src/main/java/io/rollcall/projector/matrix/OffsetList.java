package io.rollcall.projector.matrix;

import java.util.Arrays;

/** Offsets at which something changed. For one thread; used again for each slot. */
final class OffsetList {

    private long[] offsets = new long[64];
    private int size;

    void clear() {
        size = 0;
    }

    void add(long offset) {
        if (size == offsets.length) {
            offsets = Arrays.copyOf(offsets, size * 2);
        }
        offsets[size++] = offset;
    }

    /** All of them, in order. */
    long[] withRepeats() {
        long[] sorted = Arrays.copyOf(offsets, size);
        Arrays.sort(sorted);
        return sorted;
    }

    /** Each once, in order. */
    long[] sorted() {
        Arrays.sort(offsets, 0, size);
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (i == 0 || offsets[i] != offsets[i - 1]) {
                offsets[kept++] = offsets[i];
            }
        }
        return Arrays.copyOf(offsets, kept);
    }
}
