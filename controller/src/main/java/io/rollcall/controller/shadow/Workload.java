package io.rollcall.controller.shadow;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * When the other controller acts and when it rests. While it acts without a gap, what it leaves open has to wait its turn; once it has
 * rested it saw what there was to do, and whatever it does later is no excuse.
 */
final class Workload {

    /** After so long without an action the other controller is at rest. */
    private static final Duration REST = Duration.ofMillis(500);

    /** Demands that opened longer ago than this are overdue whatever happened since. */
    private static final Duration MEMORY = Duration.ofMinutes(10);

    /** Stretches of work, first to last action. */
    private final TreeMap<Instant, Instant> stretches = new TreeMap<>();

    /** It did something. Times never go back. */
    void acted(Instant now) {
        Map.Entry<Instant, Instant> last = stretches.lastEntry();
        boolean goesOn = last != null && !last.getValue().plus(REST).isBefore(now);
        stretches.put(goesOn ? last.getKey() : now, now);
        stretches.headMap(now.minus(MEMORY)).clear();
    }

    /** Since when it has been acting without a gap; the beginning of time when it never acted. */
    Instant busySince() {
        return stretches.isEmpty() ? Instant.MIN : stretches.lastKey();
    }

    /** When it came to rest after that time: the end of the stretch of work that went on or was about to begin then, or the time itself. */
    Instant restAfter(Instant time) {
        Map.Entry<Instant, Instant> stretch = stretches.floorEntry(time.plus(REST));
        return stretch == null || stretch.getValue().isBefore(time) ? time : stretch.getValue();
    }
}
