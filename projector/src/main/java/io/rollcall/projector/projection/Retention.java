package io.rollcall.projector.projection;

/**
 * How long the past stays in the view. Nothing of it is lost: the log has it.
 *
 * @param historyMillis versions of objects and status stay so long after their end, in journal time; {@link #FOR_EVER} keeps them
 * @param decisionsMillis decisions, commands and rollouts stay so long; {@link #FOR_EVER} keeps them
 */
public record Retention(long historyMillis, long decisionsMillis) {

    /** Nothing is removed. */
    public static final long FOR_EVER = -1;

    /** Everything stays. */
    public static final Retention NONE = new Retention(FOR_EVER, FOR_EVER);
}
