package io.rollcall.cli.security;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import io.rollcall.cli.console.Logs;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Shows a watch all that is logged in this process until it is closed: by SLF4J from DEBUG, and by java.util.logging, where the driver of
 * PostgreSQL and the JDK's HTTP client log and from where no bridge leads to SLF4J. What was set before is put back at the end.
 */
final class EveryLog implements AutoCloseable {

    /** Not the root: the JDK's older client logs the headers of requests at FINE, and nothing of Rollcall ever asks it to. */
    private static final List<String> IN_FULL = List.of("org.postgresql", "jdk.httpclient", "jdk.internal.httpclient");

    private final List<Runnable> mends = new ArrayList<>();

    private EveryLog() {}

    static EveryLog to(SecretWatch watch) {
        EveryLog logs = new EveryLog();
        logs.slf4j(watch);
        logs.java(watch);
        return logs;
    }

    private void slf4j(SecretWatch watch) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        watch.setContext(context);
        watch.start();
        ch.qos.logback.classic.Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(watch);
        mends.add(() -> root.detachAppender(watch));
        debug(root);
        // A test before may have begun logs, which sets this one too.
        debug(context.getLogger("io.rollcall"));
        // As every process of Rollcall has it.
        Logs.withoutSecrets(context);
    }

    private void debug(ch.qos.logback.classic.Logger logger) {
        @Nullable Level before = logger.getLevel();
        mends.add(() -> logger.setLevel(before));
        logger.setLevel(Level.DEBUG);
    }

    private void java(SecretWatch watch) {
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                watch.look(record);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        handler.setLevel(java.util.logging.Level.ALL);
        Logger root = Logger.getLogger("");
        root.addHandler(handler);
        mends.add(() -> root.removeHandler(handler));
        for (String name : IN_FULL) {
            // Held by what puts it back: java.util.logging itself forgets a logger, with its level, that nobody holds.
            Logger logger = Logger.getLogger(name);
            java.util.logging.@Nullable Level before = logger.getLevel();
            mends.add(() -> logger.setLevel(before));
            logger.setLevel(java.util.logging.Level.ALL);
        }
    }

    @Override
    public void close() {
        mends.reversed().forEach(Runnable::run);
    }
}
