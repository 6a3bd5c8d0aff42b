package io.rollcall.cluster.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("a cluster that recovers from a failure")
class RecoveryTest {

    private static final RuntimeException DENIED = new IllegalStateException("denied");

    private final Recovery recovery = new Recovery();

    @Test
    @DisplayName("waits longer from try to try, up to the longest pause")
    void pauses() {
        Duration last = Duration.ZERO;
        for (int tries = 0; tries < 10; tries++) {
            fails();
            Duration pause = recovery.nextPause();
            assertThat(pause).isGreaterThanOrEqualTo(last).isLessThanOrEqualTo(Recovery.LONGEST_PAUSE);
            last = pause;
        }
        assertThat(last).isEqualTo(Recovery.LONGEST_PAUSE);
    }

    @Test
    @DisplayName("still has its trouble, and its pause, while sessions only begin")
    void begins() {
        fails();
        recovery.nextPause();
        recovery.begins(0);
        recovery.stepped(false, Recovery.PROBATION.toNanos() - 1);
        assertThat(recovery.trouble()).isSameAs(DENIED);
        assertThat(recovery.nextPause()).isGreaterThan(Recovery.FIRST_PAUSE);
    }

    @Test
    @DisplayName("has none any more once a session has carried something out")
    void carriesOut() {
        fails();
        recovery.nextPause();
        recovery.begins(0);
        recovery.stepped(true, 1);
        assertThat(recovery.trouble()).isNull();
        assertThat(recovery.nextPause()).isEqualTo(Recovery.FIRST_PAUSE);
    }

    @Test
    @DisplayName("has none any more once a session has lasted, though nothing came in")
    void lasts() {
        fails();
        recovery.nextPause();
        recovery.begins(7);
        recovery.stepped(false, 7 + Recovery.PROBATION.toNanos());
        assertThat(recovery.trouble()).isNull();
        assertThat(recovery.nextPause()).isEqualTo(Recovery.FIRST_PAUSE);
    }

    private void fails() {
        recovery.failed(DENIED);
    }
}
