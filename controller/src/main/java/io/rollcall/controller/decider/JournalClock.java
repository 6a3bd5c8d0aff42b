package io.rollcall.controller.decider;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a tick has to be appended to a partition of the journal (design rule 5): a deadline has passed by the wall clock, nothing came by
 * itself just now, no tick is on its way, and the last one is not too fresh. Tells beforehand when that can be at the earliest, so that
 * nobody has to look in between. Only one instance writes a partition's ticks. Not thread-safe.
 */
final class JournalClock {

    /** For so long nothing else has to have come: what comes moves time by itself. */
    static final Duration QUIET = Duration.ofMillis(50);

    /** Least time between two ticks. */
    static final Duration LEAST_GAP = Duration.ofMillis(100);

    private boolean inFlight;
    private Instant notBefore = Instant.MIN;

    /** A record of the partition was read at this wall clock time. */
    void read(boolean tick, Instant wallClock) {
        if (tick) {
            inFlight = false;
        } else {
            waitUntil(wallClock.plus(QUIET));
        }
    }

    /** The wall clock time at which a tick may first be needed; empty while none can be. Each record that is read may change it. */
    Optional<Instant> nextLook(Optional<Instant> deadline) {
        return inFlight ? Optional.empty() : deadline.map(this::notEarlier);
    }

    /** Whether to append a tick now; if so, it counts as on its way. */
    boolean ticks(Optional<Instant> deadline, Instant wallClock) {
        boolean tick =
                nextLook(deadline).filter(look -> !look.isAfter(wallClock)).isPresent();
        if (tick) {
            inFlight = true;
            waitUntil(wallClock.plus(LEAST_GAP));
        }
        return tick;
    }

    private void waitUntil(Instant time) {
        notBefore = notEarlier(time);
    }

    private Instant notEarlier(Instant time) {
        return time.isAfter(notBefore) ? time : notBefore;
    }
}
