package io.rollcall.kubeapi.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HumanDurationTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "PT0S, 0s",
        "PT0.999S, 0s",
        "PT-1S, 0s",
        "PT-1.5S, 0s",
        "PT-2S, <invalid>",
        "PT1M59S, 119s",
        "PT2M, 2m",
        "PT2M1S, 2m1s",
        "PT9M59S, 9m59s",
        "PT10M, 10m",
        "PT10M59S, 10m",
        "PT2H59M59S, 179m",
        "PT3H, 3h",
        "PT3H1M, 3h1m",
        "PT7H59M, 7h59m",
        "PT8H, 8h",
        "PT47H59M, 47h",
        "PT48H, 2d",
        "PT49H, 2d1h",
        "P7DT23H, 7d23h",
        "P8D, 8d",
        "P729DT23H, 729d",
        "P730D, 2y",
        "P731D, 2y1d",
        "P2919D, 7y364d",
        "P2920D, 8y",
        "P4000D, 10y"
    })
    void asKubectlPrintsIt(Duration span, String text) {
        assertThat(HumanDuration.of(span)).isEqualTo(text);
    }

    @Test
    @DisplayName("an age counts from a time with or without parts of a second, and is unknown without one")
    void ages() {
        Instant now = Instant.parse("2026-03-01T10:00:00Z");
        assertThat(HumanDuration.since("2026-03-01T09:59:17Z", now)).isEqualTo("43s");
        assertThat(HumanDuration.since("2026-03-01T10:59:17.250000+01:00", now)).isEqualTo("42s");
        assertThat(HumanDuration.since("", now)).isEqualTo("<unknown>");
        assertThat(HumanDuration.since("yesterday", now)).isEqualTo("<unknown>");
    }
}
