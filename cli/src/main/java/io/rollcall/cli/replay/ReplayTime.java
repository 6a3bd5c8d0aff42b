package io.rollcall.cli.replay;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** The times of a replayed log: those of the history in whole milliseconds, as Kafka has them, but never back. */
final class ReplayTime {

    private @Nullable Instant last;

    /** The time for a line of the history: observedAt, or a millisecond after the line before where that is not later. */
    Instant strictlyAfter(Instant observedAt) {
        Instant time = observedAt.truncatedTo(ChronoUnit.MILLIS);
        if (last != null && !time.isAfter(last)) {
            time = last.plusMillis(1);
        }
        last = time;
        return time;
    }

    /** The time for something that happens between lines: at that time, or now where that has passed. */
    Instant notBefore(Instant at) {
        // Up to the millisecond, so that what is due at a time is due when that time has come.
        Instant time = at.truncatedTo(ChronoUnit.MILLIS);
        time = time.isBefore(at) ? time.plusMillis(1) : time;
        if (last != null && time.isBefore(last)) {
            time = last;
        }
        last = time;
        return time;
    }

    /** The time of the last line or step. */
    Instant now() {
        return last == null ? Instant.EPOCH : last;
    }

    /** The time for the {@code number}-th record before the first line. */
    static Instant before(Instant firstLine, int number) {
        return firstLine.truncatedTo(ChronoUnit.MILLIS).minus(Duration.ofMillis(number));
    }
}
