package io.rollcall.rules.rollout;

import io.rollcall.rules.model.PodFacts;
import io.rollcall.rules.slot.Removal;
import io.rollcall.rules.slot.RemovalReason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a rolling update without surge may do now.
 *
 * @param forced unavailable old pods, which go whatever the budget says, in node order
 * @param candidates the available old pods by node, of which any {@code remaining} may go
 * @param remaining how many of them
 * @param unavailable how many slots count against the budget
 */
public record RolloutStep(
        List<Removal> forced, SortedMap<String, PodFacts> candidates, int remaining, int unavailable) {

    /** Nothing. */
    public static final RolloutStep NOTHING = new RolloutStep(List.of(), Collections.emptySortedMap(), 0, 0);

    /** Copies the collections. */
    public RolloutStep {
        forced = List.copyOf(forced);
        candidates = Collections.unmodifiableSortedMap(new TreeMap<>(candidates));
    }

    /** The step with the choice that is ours: all forced ones, then the first candidates in node order. */
    public List<Removal> removals() {
        List<Removal> removals = new ArrayList<>(forced);
        int left = remaining;
        for (PodFacts pod : candidates.values()) {
            if (left-- <= 0) {
                break;
            }
            removals.add(new Removal(pod, RemovalReason.ROLLING_UPDATE));
        }
        return removals;
    }
}
