package io.rollcall.rules.rollout;

import io.rollcall.rules.eligibility.Verdict;
import io.rollcall.rules.model.PodFacts;
import java.util.List;

/**
 * A slot as a whole-walk rollout step sees it.
 *
 * @param verdict whether the node should run a pod; not looked at when the node does not exist
 * @param nodeExists whether there is such a node
 * @param pods the claimed pods of the slot in any order, terminating ones too
 */
public record RolloutSlot(Verdict verdict, boolean nodeExists, List<PodFacts> pods) {

    /** Whether the node exists and should run a pod. */
    public boolean desired() {
        return nodeExists && verdict.shouldRun();
    }

    /** Whether a rollout has this slot on its map at all. */
    boolean onMap() {
        return desired() || !pods.isEmpty();
    }
}
