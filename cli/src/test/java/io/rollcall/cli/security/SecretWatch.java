package io.rollcall.cli.security;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;

/** Looks into every line that is logged for texts that must not be there. */
final class SecretWatch extends AppenderBase<ILoggingEvent> {

    private final List<String> secrets;
    private final List<String> found = new CopyOnWriteArrayList<>();
    private final Map<String, Long> lines = new ConcurrentHashMap<>();

    SecretWatch(List<String> secrets) {
        this.secrets = secrets;
    }

    @Override
    protected void append(ILoggingEvent event) {
        String logger = event.getLoggerName();
        lines.merge(logger, 1L, Long::sum);
        look(logger, event.getFormattedMessage());
        look(logger, event.getThrowableProxy());
    }

    /** A line of java.util.logging, with its parameters, used in the message or not. */
    void look(LogRecord line) {
        String logger = String.valueOf(line.getLoggerName());
        lines.merge(logger, 1L, Long::sum);
        look(logger, new SimpleFormatter().formatMessage(line));
        Object @Nullable [] parameters = line.getParameters();
        if (parameters != null) {
            for (Object parameter : parameters) {
                look(logger, String.valueOf(parameter));
            }
        }
        look(logger, line.getThrown(), Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private void look(String logger, @Nullable Throwable thrown, Set<Throwable> seen) {
        if (thrown == null || !seen.add(thrown)) {
            return;
        }
        look(logger, thrown.getMessage());
        look(logger, thrown.getCause(), seen);
        for (Throwable suppressed : thrown.getSuppressed()) {
            look(logger, suppressed, seen);
        }
    }

    /** With its causes and what it suppressed; a cycle of them is cut where it closes. */
    private void look(String logger, @Nullable IThrowableProxy thrown) {
        if (thrown == null || thrown.isCyclic()) {
            return;
        }
        look(logger, thrown.getMessage());
        look(logger, thrown.getCause());
        for (IThrowableProxy suppressed : thrown.getSuppressed()) {
            look(logger, suppressed);
        }
    }

    private void look(String logger, @Nullable String text) {
        if (text != null && secrets.stream().anyMatch(text::contains)) {
            found.add(logger + ": " + text);
        }
    }

    /** The lines that have one. */
    List<String> found() {
        return found;
    }

    /** How many lines were looked at. */
    long lines() {
        return lines("");
    }

    /** How many lines of loggers whose names begin so were looked at. */
    long lines(String loggers) {
        return lines.entrySet().stream()
                .filter(logger -> logger.getKey().startsWith(loggers))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
