package io.rollcall.rules.wish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetryTest {

    @Test
    @DisplayName("C153 after refusals in a row the wait is 5, 10, 20 … ms, at most 1000 s")
    void doubling() {
        assertThat(IntStream.range(0, 5).mapToObj(before -> Retry.after(Refusal.OTHER, before)))
                .extracting(Duration::toMillis)
                .containsExactly(5L, 10L, 20L, 40L, 80L);
        assertThat(Retry.after(Refusal.OTHER, 17)).isEqualTo(Duration.ofMillis(655_360));
        assertThat(Retry.after(Refusal.OTHER, 18)).isEqualTo(Duration.ofSeconds(1000));
        assertThat(Retry.after(Refusal.OTHER, 1_000_000)).isEqualTo(Duration.ofSeconds(1000));
    }

    @Test
    @DisplayName("C148 in a namespace that is terminating a retry is no use for five minutes, the first time and later")
    void namespaceTerminating() {
        assertThat(Retry.after(Refusal.NAMESPACE_TERMINATING, 0)).isEqualTo(Duration.ofMinutes(5));
        assertThat(Retry.after(Refusal.NAMESPACE_TERMINATING, 9)).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    @DisplayName("a revision that has not reached the actuator is waited for, 5 s at most from one wish to the next")
    void revisionMissing() {
        assertThat(Retry.after(Refusal.REVISION_MISSING, 0)).isEqualTo(Duration.ofMillis(5));
        assertThat(Retry.after(Refusal.REVISION_MISSING, 9)).isEqualTo(Duration.ofMillis(2_560));
        assertThat(Retry.after(Refusal.REVISION_MISSING, 10)).isEqualTo(Duration.ofSeconds(5));
        assertThat(Retry.after(Refusal.REVISION_MISSING, 1_000_000)).isEqualTo(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @EnumSource(Refusal.class)
    @DisplayName("the reason of an answer tells the refusal; one that is not known is the cluster's own")
    void reasons(Refusal refusal) {
        assertThat(Refusal.of(refusal.reason())).isEqualTo(refusal);
        assertThat(Refusal.of("Forbidden")).isEqualTo(Refusal.OTHER);
        assertThat(Refusal.of(null)).isEqualTo(Refusal.OTHER);
    }
}
