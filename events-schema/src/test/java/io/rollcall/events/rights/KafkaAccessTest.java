package io.rollcall.events.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.events.settings.ClientSettings;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("questions to Kafka")
class KafkaAccessTest {

    private static final int HOURS = 10_000_000;

    @ParameterizedTest
    @ValueSource(strings = {"1000", "10000", "30000", "60000"})
    @DisplayName("are asked with whatever time of a request the settings give")
    void timeOfARequest(String millis) {
        ClientSettings kafka =
                new ClientSettings(Map.of("bootstrap.servers", "127.0.0.1:1", "request.timeout.ms", millis));
        assertThat(KafkaAccess.<Boolean>ask(kafka, admin -> true)).isTrue();
    }

    @Test
    @Timeout(60)
    @DisplayName("end with the last that somebody waits for")
    void unanswered() {
        ClientSettings kafka = new ClientSettings(
                Map.of("bootstrap.servers", "127.0.0.1:1", "default.api.timeout.ms", String.valueOf(HOURS)));
        assertThat(KafkaAccess.<Boolean>ask(
                        kafka, admin -> !admin.describeCluster().clusterId().isDone()))
                .isTrue();
    }

    @Test
    @DisplayName("fail over a login that cannot be read without showing what stands in it")
    void loginThatCannotBeRead() {
        ClientSettings kafka = new ClientSettings(Map.of(
                "bootstrap.servers",
                "127.0.0.1:1",
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "SCRAM-SHA-512",
                "sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"u\""
                        + " password=\"begin\"the-rest\";"));
        assertThatThrownBy(() -> KafkaAccess.<Boolean>ask(kafka, admin -> true))
                .isInstanceOf(KafkaAccessException.class)
                .hasMessageContaining("kafka.sasl.jaas.config")
                .hasMessageNotContainingAny("begin", "the-rest");
    }
}
