package io.rollcall.cli.security;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Looks into every line that is logged for texts that must not be there. */
final class SecretWatch extends AppenderBase<ILoggingEvent> {

    private final List<String> secrets;
    private final List<String> found = new CopyOnWriteArrayList<>();
    private final AtomicLong lines = new AtomicLong();

    SecretWatch(List<String> secrets) {
        this.secrets = secrets;
    }

    @Override
    protected void append(ILoggingEvent event) {
        lines.incrementAndGet();
        look(event, event.getFormattedMessage());
        for (IThrowableProxy thrown = event.getThrowableProxy(); thrown != null; thrown = thrown.getCause()) {
            look(event, thrown.getMessage());
        }
    }

    private void look(ILoggingEvent event, String text) {
        if (text != null && secrets.stream().anyMatch(text::contains)) {
            found.add(event.getLoggerName() + ": " + text);
        }
    }

    /** The lines that have one. */
    List<String> found() {
        return found;
    }

    /** How many lines were looked at. */
    long lines() {
        return lines.get();
    }
}
