package io.rollcall.controller.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rollcall.events.settings.InvalidSettingsException;
import io.rollcall.rules.pod.Placement;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

class ControllerConfigTest {

    private static Map<String, String> settings(String... more) {
        Map<String, String> settings = new TreeMap<>(
                Map.of("bootstrap.servers", "127.0.0.1:9092", "schema.registry.url", "http://127.0.0.1:8081"));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return settings;
    }

    @Test
    void twoSettingsAreEnough() {
        ControllerConfig config = ControllerConfig.of(settings());
        assertThat(config.topics().prefix()).isEqualTo("rollcall");
        assertThat(config.rules().name()).isEqualTo("newest");
        assertThat(config.deciderOptions().placement()).isEqualTo(Placement.BIND);
        StreamsConfig decider = new StreamsConfig(config.decider());
        assertThat(decider.getString(StreamsConfig.APPLICATION_ID_CONFIG)).isEqualTo("rollcall-decider");
        assertThat(decider.getString(StreamsConfig.PROCESSING_GUARANTEE_CONFIG))
                .isEqualTo(StreamsConfig.EXACTLY_ONCE_V2);
        assertThat(decider.getLong(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG)).isEqualTo(10);
        assertThat(decider.getProducerConfigs("p")).containsEntry("transaction.timeout.ms", 2_000);
        assertThat(decider.getMainConsumerConfigs("g", "c", 1)).containsEntry("session.timeout.ms", 2_000);
    }

    @Test
    void everyThingThatIsWrongIsSaidAtOnce() {
        InvalidSettingsException invalid = catchThrowableOfType(
                InvalidSettingsException.class,
                () -> ControllerConfig.of(Map.of(
                        "schema.registry.url",
                        "http://x",
                        "commit.interval.ms",
                        "soon",
                        "rules",
                        "2.0",
                        "colour",
                        "red")));
        assertThat(invalid.problems())
                .hasSize(4)
                .anySatisfy(line -> assertThat(line).startsWith("bootstrap.servers: "))
                .anySatisfy(line -> assertThat(line).startsWith("commit.interval.ms: "))
                .anySatisfy(line -> assertThat(line).startsWith("rules: "))
                .anySatisfy(line -> assertThat(line).startsWith("unknown setting colour: "))
                .allSatisfy(line -> assertThat(line).doesNotContain("\n"));
    }

    @Test
    void settingsOfKafkaClientsReachThem() {
        ControllerConfig config =
                ControllerConfig.of(settings("kafka.security.protocol", "SASL_SSL", "topic.prefix", "east"));
        Properties router = config.router();
        assertThat(router).containsEntry("security.protocol", "SASL_SSL");
        assertThat(router).containsEntry(StreamsConfig.APPLICATION_ID_CONFIG, "east-router");
        assertThat(config.client()).containsEntry("security.protocol", "SASL_SSL");
    }

    @Test
    void aCallOfTheAdminClientIsNoShorterThanOneRequest() {
        assertThat(ControllerConfig.of(settings()).router())
                .containsEntry("request.timeout.ms", 5_000)
                .containsEntry("admin.default.api.timeout.ms", 5_000);
        assertThat(ControllerConfig.of(settings("kafka.request.timeout.ms", "30000"))
                        .router())
                .containsEntry("request.timeout.ms", "30000")
                .containsEntry("admin.default.api.timeout.ms", 30_000);
        assertThat(ControllerConfig.of(settings("kafka.default.api.timeout.ms", "60000"))
                        .router())
                .containsEntry("default.api.timeout.ms", "60000")
                .doesNotContainKey("admin.default.api.timeout.ms");
    }

    @Test
    void everySettingIsDocumented() {
        assertThat(ControllerSettings.DEFINITION.settings().configKeys().values())
                .allSatisfy(key -> assertThat(key.documentation).isNotBlank());
    }
}
