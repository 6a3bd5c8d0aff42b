package io.rollcall.cli.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.cli.component.StartedComponent;
import io.rollcall.controller.app.ControllerApp;
import io.rollcall.controller.app.ControllerConfig;
import io.rollcall.events.registry.SchemaRegistryServer;
import io.rollcall.events.topics.JournalTime;
import io.rollcall.events.topics.TopicAdmin;
import io.rollcall.events.topics.TopicPlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** No password in any line, whatever goes wrong and however much is logged. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecretsInLogsIT {

    private static final String WRONG = "osprey-3Lm8-wrong";
    private static final String LOGIN =
            "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"controller\" password=\""
                    + WRONG + "\"";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private SecuredBroker broker;

    @BeforeAll
    void start() throws Exception {
        broker = SecuredBroker.start(folder, List.of("controller"));
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of(
                        "a wrong password",
                        Map.of("sasl.jaas.config", LOGIN + ";"),
                        "does not let this client in: Authentication failed"),
                Arguments.of("an unfinished login", Map.of("sasl.jaas.config", LOGIN), "cannot be used: "),
                Arguments.of(
                        "a reference beside a password",
                        Map.of("sasl.jaas.config", LOGIN + " realm=\"${dir:/nowhere:realm}\";"),
                        "${dir:/nowhere:realm}"),
                Arguments.of(
                        "a wrong password of a key store",
                        Map.of(
                                "security.protocol",
                                "SSL",
                                "ssl.keystore.type",
                                "PKCS12",
                                "ssl.keystore.location",
                                folder.resolve("certificates/controller.p12").toString(),
                                "ssl.keystore.password",
                                WRONG),
                        "cannot be used: "),
                Arguments.of(
                        "a trust store that is not there",
                        Map.of(
                                "sasl.jaas.config",
                                LOGIN + ";",
                                "ssl.truststore.location",
                                folder.resolve("none.pem").toString()),
                        "none.pem"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    @DisplayName("a mistake about credentials is told in one line that does not have them, with status 2")
    void mistaken(String mistake, Map<String, String> settings, String told) throws Exception {
        Map<String, String> kafka = new TreeMap<>(broker.withPassword("controller"));
        kafka.putAll(settings);
        List<String> call = new Calls(folder, "http://127.0.0.1:1").of("controller", kafka);
        try (StartedComponent component = StartedComponent.start(
                call.getFirst(), Map.of(), call.subList(1, call.size()).toArray(String[]::new))) {
            assertThat(component.end()).as("%s", component.lines()).isEqualTo(2);
            assertThat(component.lines())
                    .noneMatch(line -> line.contains(WRONG) || line.startsWith("\tat "))
                    .filteredOn(line -> line.startsWith("rollcall controller: "))
                    .singleElement()
                    .asString()
                    .contains(told);
        }
    }

    @Test
    @DisplayName("a setting that there is not is named without its value")
    void unknownSetting() throws Exception {
        Path file = Files.writeString(
                folder.resolve("unknown.properties"),
                "bootstrap.servers=127.0.0.1:1\nschema.registry.url=http://127.0.0.1:1\nsasl.password=" + WRONG + "\n");
        try (StartedComponent component = StartedComponent.start("controller", Map.of(), "--config", file.toString())) {
            assertThat(component.end()).isEqualTo(2);
            assertThat(component.lines())
                    .anyMatch(line -> line.contains("sasl.password"))
                    .noneMatch(line -> line.contains(WRONG));
        }
    }

    @Test
    @DisplayName("at DEBUG, with the libraries, a controller and a registry that work log no password")
    void debug() throws Exception {
        SecretWatch watch =
                new SecretWatch(List.of(SecuredBroker.password("controller"), SecuredBroker.STORE_PASSWORD));
        EveryLog logs = EveryLog.to(watch);
        try {
            work();
        } finally {
            logs.close();
        }
        assertThat(watch.lines()).isGreaterThan(1_000);
        assertThat(watch.found()).isEmpty();
    }

    private void work() throws Exception {
        new TopicAdmin(broker.admin()).create(TopicPlan.single(JournalTime.APPENDED));
        new Grants(broker.admin()).create(AclFile.allGranted("controller", "controller"));
        try (SchemaRegistryServer registry = broker.registry()) {
            Map<String, String> settings = new TreeMap<>(Map.of(
                    "schema.registry.url",
                    registry.url(),
                    "state.dir",
                    folder.resolve("state").toString()));
            broker.withPassword("controller")
                    .forEach((name, value) ->
                            settings.put(name.equals("bootstrap.servers") ? name : "kafka." + name, value));
            try (ControllerApp controller = ControllerApp.start(ControllerConfig.of(settings))) {
                controller.awaitReady(Duration.ofSeconds(120));
            }
        }
    }
}
