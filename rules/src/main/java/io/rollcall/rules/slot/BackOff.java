package io.rollcall.rules.slot;

import java.time.Duration;
import java.time.Instant;

/**
 * How long a slot waits before it handles the next failed pod (semantics 4.6). The caller keeps one per slot and generation and
 * replaces it each time a failed pod is deleted: {@code entry == null ? first(now) : entry.next(now)}.
 *
 * @param delay the present delay, doubled by each failure
 * @param since when a failed pod was last deleted
 */
public record BackOff(Duration delay, Instant since) {

    /** The delay after the first failure. */
    public static final Duration INITIAL = Duration.ofSeconds(1);

    /** The longest delay. */
    public static final Duration CAP = Duration.ofMinutes(15);

    /** An entry that nobody advanced for longer than this is forgotten. */
    public static final Duration FORGOTTEN_AFTER = CAP.multipliedBy(2);

    /** After a first failure. */
    public static BackOff first(Instant now) {
        return new BackOff(INITIAL, now);
    }

    /** After one more failure: twice the delay up to the cap, or from the start when the last one is long past. */
    public BackOff next(Instant now) {
        if (expired(now)) {
            return first(now);
        }
        Duration doubled = delay.multipliedBy(2);
        return new BackOff(doubled.compareTo(CAP) > 0 ? CAP : doubled, now);
    }

    /** Until when failed pods wait; at this very moment they wait no longer. */
    public Instant until() {
        return since.plus(delay);
    }

    /** Whether failed pods wait. */
    public boolean running(Instant now) {
        return now.isBefore(until());
    }

    /** Whether the last failure is so long past that it does not count. */
    public boolean expired(Instant now) {
        return now.isAfter(since.plus(FORGOTTEN_AFTER));
    }
}
