package io.rollcall.cluster.event;

import java.time.Duration;
import java.time.Instant;

/** How many events may be written about one object: 25 at once, and one more every five minutes. */
final class EventBudget {

    private static final int MOST = 25;
    private static final Duration REFILL = Duration.ofMinutes(5);

    private double left = MOST;
    private Instant seen;

    EventBudget(Instant now) {
        this.seen = now;
    }

    /** Takes one; false when there is none left. */
    boolean take(Instant now) {
        if (now.isAfter(seen)) {
            double gained = (double) Duration.between(seen, now).toMillis() / REFILL.toMillis();
            left = Math.min(MOST, left + gained);
            seen = now;
        }
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }
}
