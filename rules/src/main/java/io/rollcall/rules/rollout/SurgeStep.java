package io.rollcall.rules.rollout;

import io.rollcall.rules.model.PodFacts;
import io.rollcall.rules.slot.Removal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a surge update may do now.
 *
 * @param removals old pods that go
 * @param allowed nodes that get a new pod outside the budget, in node order
 * @param candidates available old pods by node; any {@code remaining} of these nodes may get a new pod
 * @param remaining how many of them
 * @param surging how many slots use the budget already
 * @param blockedBy a node that is gone and stops the whole step; null when none does
 */
public record SurgeStep(
        List<Removal> removals,
        List<String> allowed,
        SortedMap<String, PodFacts> candidates,
        int remaining,
        int surging,
        @Nullable String blockedBy) {

    /** Nothing. */
    public static final SurgeStep NOTHING =
            new SurgeStep(List.of(), List.of(), Collections.emptySortedMap(), 0, 0, null);

    /** Copies the collections. */
    public SurgeStep {
        removals = List.copyOf(removals);
        allowed = List.copyOf(allowed);
        candidates = Collections.unmodifiableSortedMap(new TreeMap<>(candidates));
    }

    static SurgeStep blocked(String node) {
        return new SurgeStep(List.of(), List.of(), Collections.emptySortedMap(), 0, 0, node);
    }

    /** The step with the choice that is ours: all allowed ones, then the first candidates in node order. */
    public List<String> creates() {
        List<String> creates = new ArrayList<>(allowed);
        int left = remaining;
        for (String node : candidates.keySet()) {
            if (left-- <= 0) {
                break;
            }
            creates.add(node);
        }
        return creates;
    }
}
