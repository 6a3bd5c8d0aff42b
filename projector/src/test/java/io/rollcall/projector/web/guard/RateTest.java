package io.rollcall.projector.web.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RateTest {

    private static final long SECOND = 1_000_000_000;

    private final AtomicLong clock = new AtomicLong(-5);
    private final Rate rate = new Rate(4, true, clock::get);

    private int taken(String client) {
        int taken = 0;
        while (rate.take(client) == 0) {
            taken++;
        }
        return taken;
    }

    @Test
    @DisplayName("ten seconds' worth of requests at once, then so many a second, each client for itself")
    void takes() {
        assertThat(taken("a")).isEqualTo(40);
        assertThat(taken("b")).isEqualTo(40);
        assertThat(rate.take("a")).isEqualTo(SECOND / 4);
        clock.addAndGet(SECOND);
        assertThat(taken("a")).isEqualTo(4);
        clock.addAndGet(SECOND / 8);
        assertThat(rate.take("a")).isEqualTo(SECOND / 8);
        clock.addAndGet(SECOND / 8);
        assertThat(taken("a")).isEqualTo(1);
        clock.addAndGet(100 * SECOND);
        assertThat(taken("a")).isEqualTo(40);
    }

    @Test
    @DisplayName("of many clients the least recent are forgotten, not the one that keeps on asking")
    void forgets() {
        assertThat(taken("busy")).isEqualTo(40);
        for (int other = 0; other < 30_000; other++) {
            rate.take("10.0." + other / 256 + "." + other % 256);
            if (other % 5_000 == 0) {
                assertThat(rate.take("busy")).isPositive();
            }
        }
        assertThat(rate.take("busy")).isPositive();
        assertThat(rate.clients()).isEqualTo(10_000);
    }
}
