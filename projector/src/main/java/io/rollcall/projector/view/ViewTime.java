package io.rollcall.projector.view;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** How times stand in the view: microseconds since 1970 UTC. */
public final class ViewTime {

    private static final long MICROS = 1_000_000;

    private ViewTime() {}

    /** Column value of a time, which is cut to microseconds. */
    public static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    /** As {@link #micros}, null for null. */
    public static @Nullable Long microsOrNull(@Nullable Instant time) {
        return time == null ? null : micros(time);
    }

    /** The time of a column value. */
    public static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1_000);
    }
}
