package io.rollcall.kubeapi.table;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/**
 * Spans of time as kubectl prints them: two units while the larger one is small, then one. {@code 90s}, {@code 5m30s},
 * {@code 47m}, {@code 3h20m}, {@code 30h}, {@code 3d4h}, {@code 100d}, {@code 2y35d}.
 */
public final class HumanDuration {

    private static final int HOURS_OF_YEAR = 24 * 365;

    private HumanDuration() {}

    /** The span as text; {@code <invalid>} for one of less than minus one second. */
    public static String of(Duration span) {
        // Towards zero, as clocks that differ by a moment shall not matter.
        long seconds = span.isNegative() && span.getNano() > 0 ? span.getSeconds() + 1 : span.getSeconds();
        long minutes = seconds / 60;
        long hours = seconds / 3600;
        if (seconds < -1) {
            return "<invalid>";
        }
        if (seconds < 120) {
            return Math.max(0, seconds) + "s";
        }
        if (minutes < 10) {
            return two(minutes, "m", seconds % 60, "s");
        }
        if (minutes < 180) {
            return minutes + "m";
        }
        if (hours < 8) {
            return two(hours, "h", minutes % 60, "m");
        }
        if (hours < 48) {
            return hours + "h";
        }
        if (hours < 24 * 8) {
            return two(hours / 24, "d", hours % 24, "h");
        }
        if (hours < 2 * HOURS_OF_YEAR) {
            return hours / 24 + "d";
        }
        if (hours < 8 * HOURS_OF_YEAR) {
            return two(hours / HOURS_OF_YEAR, "y", hours / 24 % 365, "d");
        }
        return hours / HOURS_OF_YEAR + "y";
    }

    /** The age of something that carries this time, RFC 3339; {@code <unknown>} where it carries none. */
    static String since(String time, Instant now) {
        if (time.isEmpty()) {
            return RowPrinter.UNKNOWN;
        }
        try {
            return of(Duration.between(OffsetDateTime.parse(time).toInstant(), now));
        } catch (DateTimeParseException notATime) {
            return RowPrinter.UNKNOWN;
        }
    }

    private static String two(long first, String firstUnit, long second, String secondUnit) {
        return first + firstUnit + (second == 0 ? "" : second + secondUnit);
    }
}
