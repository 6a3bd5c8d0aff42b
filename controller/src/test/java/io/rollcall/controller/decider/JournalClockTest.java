package io.rollcall.controller.decider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JournalClockTest {
    private static final Optional<Instant> DEADLINE = Optional.of(Instant.ofEpochMilli(1_000));

    private final JournalClock clock = new JournalClock();

    private boolean looksAt(long millis) {
        return clock.looksFor(DEADLINE, Instant.ofEpochMilli(millis));
    }

    @Test
    void aTickIsDueOnceTheDeadlineHasPassed() {
        assertThat(looksAt(999)).isFalse();
        assertThat(looksAt(1_000)).isTrue();
    }

    @Test
    void withoutADeadlineNothingTicks() {
        assertThat(clock.looksFor(Optional.empty(), Instant.ofEpochMilli(1_000_000)))
                .isFalse();
    }

    @Test
    void oneTickIsOnItsWayAtMost() {
        assertThat(looksAt(1_000)).isTrue();
        assertThat(looksAt(60_000)).isFalse();
        clock.read(true);
        assertThat(looksAt(60_050)).as("something was just read").isFalse();
        assertThat(looksAt(60_100)).isTrue();
    }

    @Test
    void aRecordThatIsNoTickDoesNotClearTheWay() {
        assertThat(looksAt(1_000)).isTrue();
        clock.read(false);
        assertThat(looksAt(2_000)).isFalse();
        assertThat(looksAt(2_050)).isFalse();
    }

    @Test
    void whatIsReadMovesTimeByItself() {
        clock.read(false);
        assertThat(looksAt(5_000)).isFalse();
        assertThat(looksAt(5_050)).isTrue();
    }

    @Test
    void ticksKeepTheirDistance() {
        assertThat(looksAt(1_000)).isTrue();
        clock.read(true);
        assertThat(looksAt(1_050)).isFalse();
        assertThat(looksAt(1_099)).isFalse();
        assertThat(looksAt(1_100)).isTrue();
    }
}
