package io.rollcall.events.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

    private static final SettingsDefinition DEFINITION = new SettingsDefinition(
            CommonSettings.connection(new ConfigDef())
                    .define("threads", Type.INT, 1, Range.atLeast(1), Importance.LOW, "How many threads there are.")
                    .define("secret", Type.PASSWORD, "", Importance.LOW, "A secret.")
                    .define("low", Type.INT, 0, Importance.LOW, "The lower bound.")
                    .define("high", Type.INT, 9, Importance.LOW, "The upper bound."),
            List.of(new Rule(
                    List.of("low", "high"),
                    values -> (Integer) values.getOrDefault("low", 0) > (Integer) values.getOrDefault("high", 0)
                            ? Optional.of("is above high; lower it")
                            : Optional.empty())));

    private static final String CONNECTION = "bootstrap.servers=b:9092\nschema.registry.url=http://r:8081\n";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void namesTheFile() {
        file = folder.resolve("controller.properties");
    }

    private Settings load(String text, Map<String, String> environment) throws IOException {
        Files.writeString(file, text);
        return Settings.load(DEFINITION, Optional.of(file), environment);
    }

    private List<String> problems(String text, Map<String, String> environment) {
        return catchThrowableOfType(InvalidSettingsException.class, () -> load(text, environment))
                .problems();
    }

    @Test
    @DisplayName(
            "everything that is wrong with a file and the environment is said at once, each line with its place and the mend")
    void allErrorsAtOnce() {
        assertThat(problems(
                        "# a comment \\\n\nthreads=none\ncolour=red\nlow=\\\n  5\nhigh=3\nlow=1\nkafka.group.id=mine\n"
                                + "kafka.bootstrap.servers=x\nschema.registry.url=${file:" + folder.resolve("no")
                                + ":url}\n",
                        Map.of("ROLLCALL_TOPIC_PREFIX", "a b")))
                .containsExactlyInAnyOrder(
                        file + ":8: low is set already (" + file + ":5); take one of both out",
                        file
                                + ":3: threads: 'none': Not a number of type INT; it is of type int, [1,...], by default 1",
                        file + ":4: unknown setting colour: it is one of bootstrap.servers, high, low,"
                                + " schema.registry.url, secret, threads, topic.prefix, or starts with kafka. for Kafka's clients,"
                                + " or with schema.registry. for the registry's client",
                        file + ":9: kafka.group.id is set by Rollcall itself; take it out",
                        file + ":10: kafka.bootstrap.servers is set as bootstrap.servers; take the prefix kafka. off",
                        file + ":11: schema.registry.url: ${file:" + folder.resolve("no")
                                + ":url} cannot be resolved: Could not read properties from file "
                                + folder.resolve("no"),
                        file + ": bootstrap.servers: is missing; give it a value, here or in the environment as"
                                + " ROLLCALL_BOOTSTRAP_SERVERS: Addresses of Kafka brokers, host:port with commas between.",
                        "environment ROLLCALL_TOPIC_PREFIX: topic.prefix: topic prefix 'a b' is not legal: use 1 to 200 of the"
                                + " letters a-z, A-Z, digits, '.', '_' and '-'",
                        file + ":5: low: is above high; lower it");
    }

    @Test
    @DisplayName("a file that is not there, and one that is no text, are named")
    void unreadableFiles() throws IOException {
        assertThat(catchThrowableOfType(
                                InvalidSettingsException.class,
                                () -> Settings.load(DEFINITION, Optional.of(folder.resolve("none")), Map.of()))
                        .problems())
                .contains(folder.resolve("none")
                        + ": there is no such file; name one with --config, or leave the option out");
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe});
        assertThat(catchThrowableOfType(
                                InvalidSettingsException.class,
                                () -> Settings.load(DEFINITION, Optional.of(file), Map.of()))
                        .problems())
                .contains(file + ": the file is not UTF-8 text; write it as such");
    }

    @Test
    @DisplayName("the environment wins over the file, sets what is passed on to clients, and may be all there is")
    void environment() throws IOException {
        Settings settings = load(
                CONNECTION + "threads=2\n",
                Map.of(
                        "ROLLCALL_THREADS", "3",
                        "ROLLCALL_KAFKA_SECURITY_PROTOCOL", "SSL",
                        "ROLLCALL_SCHEMA_REGISTRY_BASIC_AUTH_USER_INFO", "me:it",
                        "ROLLCALL_HIGH", "",
                        "ROLLCALL_OF_ANOTHER_COMPONENT", "1"));
        assertThat(settings.number("threads")).isEqualTo(3);
        assertThat(settings.number("high")).isEqualTo(9);
        assertThat(settings.kafka().values())
                .isEqualTo(Map.of("bootstrap.servers", "b:9092", "security.protocol", "SSL"));
        assertThat(settings.registry())
                .isEqualTo(new RegistryAccess(
                        "http://r:8081", new ClientSettings(Map.of("schema.registry.basic.auth.user.info", "me:it"))));
        assertThat(Settings.load(
                                DEFINITION,
                                Optional.empty(),
                                Map.of("ROLLCALL_BOOTSTRAP_SERVERS", "e:1", "ROLLCALL_SCHEMA_REGISTRY_URL", "http://e"))
                        .kafka()
                        .brokers())
                .isEqualTo("e:1");
    }

    @Test
    @DisplayName("what Kubernetes sets for a Service named rollcall-… is no setting")
    void serviceLinks() throws IOException {
        assertThat(load(
                                CONNECTION,
                                Map.of(
                                        "ROLLCALL_THREADS", "tcp://10.0.0.1:80",
                                        "ROLLCALL_KAFKA_SERVICE_HOST", "10.0.0.1",
                                        "ROLLCALL_KAFKA_PORT_9092_TCP_ADDR", "10.0.0.1"))
                        .kafka()
                        .values())
                .isEqualTo(Map.of("bootstrap.servers", "b:9092"));
    }

    @Test
    @DisplayName(
            "a variable that is misspelt is named; those of other components, of Kubernetes and of Kafka's clients are not")
    void misspeltVariables() {
        assertThat(Settings.unknownVariables(
                        List.of(DEFINITION),
                        Set.of("ROLLCALL_DEBUG"),
                        Map.of(
                                "ROLLCALL_TREADS", "2",
                                "ROLLCALL_THREADS", "tcp://10.0.0.1:80",
                                "ROLLCALL_DEBUG", "1",
                                "ROLLCALL_PORT", "tcp://10.0.0.1:80",
                                "ROLLCALL_WEB_SERVICE_HOST", "10.0.0.1",
                                "ROLLCALL_KAFKA_SECURITY_PROTOCOL", "SSL",
                                "HOME", "/")))
                .containsExactly(
                        "environment ROLLCALL_THREADS has a value as Kubernetes sets it for a Service; it is ignored",
                        "environment ROLLCALL_TREADS names no setting of any component; it is ignored");
    }

    @Test
    @DisplayName("values come from properties files, files of their own and the environment, also within a value")
    void references() throws IOException {
        Files.writeString(folder.resolve("kafka.secrets"), "user=alice\n");
        Files.writeString(folder.resolve("password"), "p4ss\n");
        String home = String.valueOf(System.getenv("PATH"));
        Settings settings = load(
                CONNECTION + "kafka.sasl.jaas.config=Login required username=\"${file:"
                        + folder.resolve("kafka.secrets") + ":user}\" password=\"${dir:" + folder
                        + ":password}\";\nkafka.client.rack=${env:PATH}\n",
                Map.of());
        assertThat(settings.kafka().values())
                .containsEntry("sasl.jaas.config", "Login required username=\"alice\" password=\"p4ss\";")
                .containsEntry("client.rack", home);
        assertThat(problems(CONNECTION + "secret=${dir:" + folder + ":other}\n", Map.of()))
                .containsExactly(file + ":3: secret: ${dir:" + folder
                        + ":other} cannot be resolved: there is nothing at ${dir:" + folder + ":other}");
    }

    @Test
    @DisplayName("no message and no text of the settings shows a secret")
    void secretsAreNotShown() throws IOException {
        Files.writeString(folder.resolve("password"), "p4ss\n");
        Settings settings = load(
                CONNECTION + "secret=p4ss\nkafka.ssl.key.password=p4ss\nschema.registry.basic.auth.user.info=me:p4ss\n",
                Map.of());
        assertThat(settings.toString()).doesNotContain("p4ss").contains("ssl.key.password");
        assertThat(settings.kafka().toString()).doesNotContain("p4ss");
        assertThat(settings.registry().toString()).doesNotContain("p4ss");
        assertThat(String.join("\n", problems("threads=${dir:" + folder + ":password}\nsecret=p4ss\n", Map.of())))
                .contains("threads: '${dir:")
                .doesNotContain("p4ss");
        assertThat(problems(
                        CONNECTION + "kafka.sasl.jaas.config=Login user=\"${dir:" + folder
                                + ":other}\" password=\"p4ss\";\n",
                        Map.of()))
                .singleElement()
                .asString()
                .contains("${dir:" + folder + ":other} cannot be resolved")
                .doesNotContain("p4ss");
    }
}
