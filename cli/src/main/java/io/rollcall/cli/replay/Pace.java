package io.rollcall.cli.replay;

import io.rollcall.cli.console.UserException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How fast a history's time passes: as fast as it can be worked through, or so many times as fast as the clock. For one thread. */
final class Pace {

    private final double speed;
    private @Nullable Instant first;
    private long startNanos;

    private Pace(double speed) {
        this.speed = speed;
    }

    /** {@code max}, or a factor such as 1 or 0.5. */
    static Pace of(String text) {
        if (text.equals("max")) {
            return new Pace(Double.POSITIVE_INFINITY);
        }
        try {
            double speed = Double.parseDouble(text);
            if (speed > 0 && speed < Double.POSITIVE_INFINITY) {
                return new Pace(speed);
            }
        } catch (NumberFormatException notANumber) {
            // Answered below.
        }
        throw new UserException("--speed is '" + text + "': give a factor above 0, such as 1 or 10, or max");
    }

    boolean isUnlimited() {
        return speed == Double.POSITIVE_INFINITY;
    }

    /** Returns when the history's time has come. */
    void waitFor(Instant time) {
        if (isUnlimited()) {
            return;
        }
        if (first == null) {
            first = time;
            startNanos = System.nanoTime();
            return;
        }
        double due = Duration.between(first, time).toNanos() / speed;
        long left = (long) due - (System.nanoTime() - startNanos);
        if (left > 0) {
            try {
                Thread.sleep(Duration.ofNanos(left));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new UserException("stopped", e);
            }
        }
    }
}
