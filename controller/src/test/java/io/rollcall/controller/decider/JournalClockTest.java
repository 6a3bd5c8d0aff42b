package io.rollcall.controller.decider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class JournalClockTest {
    private static final Optional<Instant> DEADLINE = Optional.of(Instant.ofEpochMilli(1_000));

    private final JournalClock clock = new JournalClock();

    private boolean ticksAt(long millis) {
        return clock.ticks(DEADLINE, Instant.ofEpochMilli(millis));
    }

    private void readsAt(long millis, boolean tick) {
        clock.read(tick, Instant.ofEpochMilli(millis));
    }

    private Optional<Long> nextLook() {
        return clock.nextLook(DEADLINE).map(Instant::toEpochMilli);
    }

    @Test
    @DisplayName("a tick is due once the deadline has passed, and nobody has to look before")
    void deadline() {
        assertThat(nextLook()).contains(1_000L);
        assertThat(ticksAt(999)).isFalse();
        assertThat(ticksAt(1_000)).isTrue();
    }

    @Test
    @DisplayName("without a deadline nothing ticks and nobody has to look")
    void noDeadline() {
        assertThat(clock.nextLook(Optional.empty())).isEmpty();
        assertThat(clock.ticks(Optional.empty(), Instant.ofEpochMilli(1_000_000)))
                .isFalse();
    }

    @Test
    @DisplayName("at most one tick is on its way, and nobody has to look until it is read")
    void inFlight() {
        assertThat(ticksAt(1_000)).isTrue();
        assertThat(nextLook()).isEmpty();
        assertThat(ticksAt(60_000)).isFalse();
        readsAt(60_000, true);
        assertThat(nextLook()).contains(1_100L);
        assertThat(ticksAt(60_000)).isTrue();
    }

    @Test
    @DisplayName("a record that is no tick does not clear the way for another tick")
    void otherRecord() {
        assertThat(ticksAt(1_000)).isTrue();
        readsAt(1_500, false);
        assertThat(nextLook()).isEmpty();
        assertThat(ticksAt(2_000)).isFalse();
    }

    @Test
    @DisplayName("what is read moves time by itself: a tick waits until nothing has come for a while")
    void quiet() {
        readsAt(4_990, false);
        assertThat(nextLook()).contains(5_040L);
        assertThat(ticksAt(5_039)).isFalse();
        assertThat(ticksAt(5_040)).isTrue();
    }

    @Test
    @DisplayName("a record that was read long before the deadline delays nothing")
    void earlierRecord() {
        readsAt(900, false);
        assertThat(nextLook()).contains(1_000L);
        assertThat(ticksAt(1_000)).isTrue();
    }

    @Test
    @DisplayName("ticks keep their distance")
    void gap() {
        assertThat(ticksAt(1_000)).isTrue();
        readsAt(1_010, true);
        assertThat(nextLook()).contains(1_100L);
        assertThat(ticksAt(1_099)).isFalse();
        assertThat(ticksAt(1_100)).isTrue();
    }
}
