package io.rollcall.controller.decider;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a tick has to be appended to a partition of the journal: a deadline has passed by the wall clock, nothing came by itself since the
 * clock was last looked at, no tick is on its way, and the last one is not too fresh. Only one instance writes a partition's ticks.
 */
final class JournalClock {

    /** How often the clock is looked at. */
    static final Duration LOOK = Duration.ofMillis(50);

    /** Least time between two ticks. */
    static final Duration LEAST_GAP = Duration.ofMillis(100);

    private boolean readSinceLook;
    private boolean inFlight;
    private Instant lastTick = Instant.MIN;

    /** A record of the partition was read. */
    void read(boolean tick) {
        readSinceLook = true;
        if (tick) {
            inFlight = false;
        }
    }

    /** Whether to append a tick now; if so, it counts as on its way. */
    boolean looksFor(Optional<Instant> deadline, Instant wallClock) {
        boolean quiet = !readSinceLook;
        readSinceLook = false;
        boolean tick = quiet
                && !inFlight
                && deadline.isPresent()
                && !deadline.get().isAfter(wallClock)
                && (lastTick.equals(Instant.MIN) || !wallClock.isBefore(lastTick.plus(LEAST_GAP)));
        if (tick) {
            inFlight = true;
            lastTick = wallClock;
        }
        return tick;
    }
}
