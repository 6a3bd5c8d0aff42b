package io.rollcall.rules.wish;

import java.time.Duration;

/** How long to wait before what was refused is wished for again: 5 ms, twice as long with each refusal, at most 1000 s (semantics 4.1). */
public final class Retry {

    private static final Duration FIRST = Duration.ofMillis(5);
    private static final Duration LAST = Duration.ofSeconds(1000);

    /** A revision is on its way to the actuator as the command was: no error of a cluster that has to be spared. */
    private static final Duration LAST_FOR_REVISION = Duration.ofSeconds(5);

    /** As long as the original's gate stays closed when nothing will be observed (semantics 4.7, 4.8). */
    private static final Duration NO_USE = Duration.ofMinutes(5);

    private Retry() {}

    /**
     * The wait after a refusal.
     *
     * @param refusal why
     * @param before how many refusals in a row went before this one
     */
    public static Duration after(Refusal refusal, int before) {
        if (refusal == Refusal.NAMESPACE_TERMINATING) {
            return NO_USE;
        }
        Duration last = refusal == Refusal.REVISION_MISSING ? LAST_FOR_REVISION : LAST;
        Duration wait = FIRST.multipliedBy(1L << Math.min(before, 30));
        return wait.compareTo(last) > 0 ? last : wait;
    }
}
