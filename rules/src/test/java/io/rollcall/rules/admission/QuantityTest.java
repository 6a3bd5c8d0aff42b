package io.rollcall.rules.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.rules.model.Quantity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {

    @ParameterizedTest
    @CsvSource({
        "1000m, 1",
        "0.5, 500m",
        "1, 1",
        "1000, 1k",
        "1500, 1500",
        "1024Mi, 1Gi",
        "0.5Gi, 512Mi",
        "1536Mi, 1536Mi",
        "512, 512",
        "1Ki, 1Ki",
        "0.5Ki, 512",
        "0, 0",
        "0Mi, 0",
        "-1, -1",
        "1e3, 1e3",
        "100e6, 100e6",
        "2E, 2E",
        "1.5G, 1500M",
        "0.0000000001, 1n"
    })
    void areWrittenInOneWay(String text, String canonical) {
        assertThat(Quantity.canonical(text)).isEqualTo(canonical);
        assertThat(Quantity.canonical(canonical)).isEqualTo(canonical);
    }
}
