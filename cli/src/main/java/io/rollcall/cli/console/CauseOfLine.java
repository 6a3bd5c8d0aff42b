package io.rollcall.cli.console;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.slf4j.Marker;

/** Puts the record that a thread is handling into the line that it logs. Costs nothing until a line is logged. */
final class CauseOfLine extends TurboFilter {

    private static final String KEY = "cause";

    private final Supplier<Optional<String>> cause;

    CauseOfLine(Supplier<Optional<String>> cause) {
        this.cause = cause;
    }

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] parameters,
            @Nullable Throwable thrown) {
        if (level.isGreaterOrEqual(logger.getEffectiveLevel())) {
            cause.get().ifPresentOrElse(place -> MDC.put(KEY, place), () -> MDC.remove(KEY));
        }
        return FilterReply.NEUTRAL;
    }
}
