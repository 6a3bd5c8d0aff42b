package io.rollcall.rules.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.rules.status.Counters;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code kubectl rollout status} says (semantics 6.6). */
class RolloutProgressTest {

    @ParameterizedTest(name = "{0}: generation {1}, observed {2}, updated {3}, available {4}, desired {5}: {6}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "C274           | 1 | 0 | 0 | 0 | 1 | false | Waiting for daemon set spec update to be observed...",
                "C274 all new   | 2 | 1 | 2 | 2 | 2 | false | Waiting for daemon set spec update to be observed...",
                "C275           | 1 | 1 | 0 | 0 | 1 | false | Waiting for daemon set \"foo\" rollout to finish: 0 out of 1 new pods have been updated...",
                "C275 available | 2 | 2 | 1 | 2 | 2 | false | Waiting for daemon set \"foo\" rollout to finish: 1 out of 2 new pods have been updated...",
                "C276           | 1 | 1 | 2 | 1 | 2 | false | Waiting for daemon set \"foo\" rollout to finish: 1 of 2 updated pods are available...",
                "C277           | 1 | 1 | 2 | 2 | 2 | true  | daemon set \"foo\" successfully rolled out",
                "C277 nowhere   | 3 | 3 | 0 | 0 | 0 | true  | daemon set \"foo\" successfully rolled out",
                "C277 ahead     | 1 | 2 | 2 | 2 | 2 | true  | daemon set \"foo\" successfully rolled out"
            })
    void status(
            String item,
            long generation,
            long observed,
            int updated,
            int available,
            int desired,
            boolean done,
            String sentence) {
        RolloutProgress progress = RolloutProgress.of(
                "foo", false, generation, observed, new Counters(desired, desired, 0, available, updated, available));

        assertThat(progress.sentence()).isEqualTo(sentence);
        assertThat(progress.done()).isEqualTo(done);
    }

    @Test
    @DisplayName("C278 OnDelete is refused, whatever the counters say, and never done")
    void onDelete() {
        RolloutProgress progress = RolloutProgress.of("foo", true, 1, 1, new Counters(2, 2, 0, 2, 2, 2));

        assertThat(progress.sentence()).isEqualTo("rollout status is only available for RollingUpdate strategy type");
        assertThat(progress.done()).isFalse();
    }
}
