package io.rollcall.cluster.app;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How sessions follow one another after a failure: what the failure was, and how long to wait before the next try. A session that only
 * begins has not shown that it works: without the right to write answers it fails at the first one, again and again. So both hold until
 * it has carried out something that it read, or has lasted without, which is no proof but all that there is. For one thread, but for
 * {@link #trouble}; reads no clock.
 */
final class Recovery {

    /** How long a session that carries nothing out must last before it counts as one that works. */
    static final Duration PROBATION = Duration.ofSeconds(5);

    static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private Duration pause = FIRST_PAUSE;
    private long began;
    private volatile @Nullable RuntimeException trouble;

    /** What the last failure was, until a session has worked since; null while all is well. From any thread. */
    @Nullable
    RuntimeException trouble() {
        return trouble;
    }

    /** A session begins, at this reading of a clock in nanoseconds. */
    void begins(long now) {
        began = now;
    }

    /** A step of the session is done; whether it carried something out that came in. */
    void stepped(boolean carriedOut, long now) {
        if (trouble != null && (carriedOut || now - began >= PROBATION.toNanos())) {
            trouble = null;
            pause = FIRST_PAUSE;
        }
    }

    /** A session failed, or could not begin. */
    void failed(RuntimeException why) {
        trouble = why;
    }

    /** How long to wait before the next try: twice as long as before, up to the longest. */
    Duration nextPause() {
        Duration next = pause;
        Duration longer = pause.multipliedBy(2);
        pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
        return next;
    }
}
