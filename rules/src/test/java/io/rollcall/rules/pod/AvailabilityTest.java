package io.rollcall.rules.pod;

import static io.rollcall.rules.given.Given.at;
import static io.rollcall.rules.given.GivenPod.newPod;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.rules.model.PodFacts;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a pod is available (semantics 5.2). */
class AvailabilityTest {

    @ParameterizedTest(name = "{0}: minReadySeconds {1}, Ready for {2} s: {3}")
    @CsvSource({
        "C197, 60, 59, false",
        "C197, 60, 60, true",
        "C197, 60, 61, true",
        "C198, 0,  0,  true",
        "C198, 50, 51, true",
        "C198, 1,  0,  false"
    })
    void readyFor(String item, int minReadySeconds, long seconds, boolean available) {
        PodFacts pod = newPod("p").readySince(at(0)).facts();

        assertThat(Availability.isAvailable(pod, minReadySeconds, at(seconds))).isEqualTo(available);
    }

    @Test
    @DisplayName("C197 Ready since nobody knows when: available only where no time is asked for")
    void unknownTransition() {
        PodFacts pod = newPod("p").readySince(null).facts();

        assertThat(Availability.isAvailable(pod, 60, at(1_000_000))).isFalse();
        assertThat(Availability.isAvailable(pod, 0, at(0))).isTrue();
        assertThat(Availability.availableAt(pod, 60)).isNull();
        assertThat(Availability.availableAt(pod, 0)).isEqualTo(Instant.EPOCH);
    }

    @Test
    @DisplayName("C198 a pod that is not Ready is never available")
    void notReady() {
        assertThat(Availability.isAvailable(newPod("p").facts(), 0, at(1000))).isFalse();
        assertThat(Availability.availableAt(newPod("p").facts(), 0)).isNull();
    }

    @ParameterizedTest(name = "the moment named for minReadySeconds {0} is the first at which it is available")
    @CsvSource({"0", "1", "60"})
    void availableAt(int minReadySeconds) {
        PodFacts pod = newPod("p").readySince(at(10)).facts();
        Instant moment = Availability.availableAt(pod, minReadySeconds);

        assertThat(moment).isEqualTo(at(10 + minReadySeconds));
        assertThat(Availability.isAvailable(pod, minReadySeconds, at(10 + minReadySeconds)))
                .isTrue();
        if (minReadySeconds > 0) {
            assertThat(Availability.isAvailable(
                            pod, minReadySeconds, at(10 + minReadySeconds).minusNanos(1)))
                    .isFalse();
        }
    }
}
