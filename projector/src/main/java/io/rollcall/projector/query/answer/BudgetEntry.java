package io.rollcall.projector.query.answer;

/**
 * The budget of a rolling update.
 *
 * @param maxUnavailable on how many nodes no pod may be available; 0 where maxSurge counts
 * @param maxSurge on how many nodes a new pod may run beside the old one
 * @param desired nodes that should run the pod
 * @param used how much of it is used up
 * @param left how many more old pods may be replaced at once
 * @param waiting nodes whose old pod waits for its turn
 * @param sentence all of it for people, without a full stop
 */
public record BudgetEntry(
        int maxUnavailable, int maxSurge, int desired, int used, int left, int waiting, String sentence) {}
