package io.rollcall.rules.slot;

import static io.rollcall.rules.given.Given.at;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The back-off of failed pods (semantics 4.6). */
class BackOffTest {

    @Test
    @DisplayName("C53 after the first failure pods wait for one second, its last nanosecond included")
    void first() {
        BackOff first = BackOff.first(at(0));

        assertThat(first.until()).isEqualTo(at(1));
        assertThat(first.running(at(1).minusNanos(1))).isTrue();
        assertThat(first.running(at(1))).isFalse();
    }

    @Test
    @DisplayName("C54 gaps of an always failing pod: 1, 2, 4 … 512, 900, 900 seconds")
    void gaps() {
        List<Long> gaps = new ArrayList<>();
        BackOff backOff = BackOff.first(at(0));
        for (int failures = 0; failures < 13; failures++) {
            gaps.add(backOff.delay().toSeconds());
            backOff = backOff.next(backOff.until());
        }

        assertThat(gaps).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 512L, 900L, 900L, 900L);
    }

    @Test
    @DisplayName("C56 after more than 30 minutes without a failure the delay starts at one second again")
    void forgotten() {
        BackOff old = new BackOff(Duration.ofSeconds(64), at(0));
        Instant halfAnHour = at(1800);

        assertThat(old.next(halfAnHour)).isEqualTo(new BackOff(Duration.ofSeconds(128), halfAnHour));
        assertThat(old.next(halfAnHour.plusNanos(1))).isEqualTo(BackOff.first(halfAnHour.plusNanos(1)));
    }
}
