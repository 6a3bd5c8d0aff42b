package io.rollcall.cli.security;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("whoever looks for secrets in logs")
class SecretWatchTest {

    private final LoggerContext logs = new LoggerContext();
    private final SecretWatch watch = new SecretWatch(List.of("wren-5Tt1"));

    private void log(String message, @Nullable Throwable thrown) {
        watch.append(new LoggingEvent("", logs.getLogger("any"), Level.DEBUG, message, thrown, new Object[0]));
    }

    @Test
    @DisplayName("sees one in a message")
    void message() {
        log("password wren-5Tt1", null);
        assertThat(watch.found()).containsExactly("any: password wren-5Tt1");
    }

    @Test
    @DisplayName("sees one in a cause, and in what a cause suppressed")
    void causes() {
        IllegalStateException cause = new IllegalStateException("is wren-5Tt1");
        cause.addSuppressed(new IllegalStateException(new IllegalStateException("was wren-5Tt1")));
        log("failed", new IllegalStateException("without", cause));
        assertThat(watch.found()).contains("any: is wren-5Tt1", "any: was wren-5Tt1");
    }

    @Test
    @DisplayName("sees none where there is none, and comes to an end")
    void none() {
        IllegalStateException one = new IllegalStateException("one");
        IllegalStateException other = new IllegalStateException("other", one);
        one.initCause(other);
        log("failed", one);
        assertThat(watch.found()).isEmpty();
        assertThat(watch.lines()).isOne();
    }

    @Test
    @DisplayName("sees one that the database's driver logs by java.util.logging, however it is handed over")
    void javaLogging() {
        Logger driver = Logger.getLogger("org.postgresql.Driver");
        Handler[] handlers = Logger.getLogger("").getHandlers();
        EveryLog every = EveryLog.to(watch);
        try {
            driver.log(java.util.logging.Level.FINEST, "user {0}", "wren-5Tt1");
            driver.log(
                    java.util.logging.Level.FINEST,
                    "failed",
                    new IllegalStateException("without", new IllegalStateException("is wren-5Tt1")));
            driver.log(java.util.logging.Level.FINEST, "nothing");
        } finally {
            every.close();
        }
        driver.log(java.util.logging.Level.INFO, "after wren-5Tt1");
        assertThat(watch.found())
                .contains("org.postgresql.Driver: user wren-5Tt1", "org.postgresql.Driver: is wren-5Tt1")
                .noneMatch(line -> line.contains("after"));
        assertThat(watch.lines("org.postgresql")).isEqualTo(3);
        assertThat(Logger.getLogger("").getHandlers()).containsExactly(handlers);
        assertThat(driver.isLoggable(java.util.logging.Level.FINEST)).isFalse();
    }
}
