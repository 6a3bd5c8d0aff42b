package io.rollcall.projector.matrix;

import io.rollcall.projector.query.finding.SlotBasis;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What all slots of a DaemonSet had in common, over its whole past. Immutable.
 *
 * @param offsets at which it changed, in order
 * @param bases what holds from each of them on; empty while the DaemonSet is not there
 */
record SpecPast(long[] offsets, List<Optional<SlotBasis>> bases) {

    static final SpecPast NONE = new SpecPast(new long[0], List.of());

    Optional<SlotBasis> at(long offset) {
        int found = Arrays.binarySearch(offsets, offset);
        int index = found >= 0 ? found : -found - 2;
        return index < 0 ? Optional.empty() : bases.get(index);
    }
}
