package io.rollcall.projector.query.finding;

/**
 * What is to be said about one slot.
 *
 * @param code code for programs; an obstacle's code where the node is left out
 * @param standing whether it is as it should be
 * @param group what it has in common with slots in the same state: no names of pods and nodes
 * @param sentence the answer for people, without a full stop
 */
public record Diagnosis(String code, Standing standing, String group, String sentence) {

    /** Whether a slot is as it should be; in the order in which people want to read. */
    public enum Standing {
        /** It does not have what it should, and nothing that was decided will change that by itself soon. */
        PROBLEM,
        /** On its way. */
        UNDER_WAY,
        /** As it should be. */
        FINE,
        /** The node should not run a pod and has none, or keeps one that may stay. */
        LEFT_OUT
    }
}
