package io.rollcall.cli.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.cli.Run;
import io.rollcall.events.broker.EmbeddedBroker;
import io.rollcall.events.topics.TopicCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The components apart, each in a process of its own, against a broker. */
class ComponentsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Without a toleration of the control plane's taint. */
    private static final String SECOND = """
            {"apiVersion":"apps/v1","kind":"DaemonSet","metadata":{"name":"second"},"spec":{
              "selector":{"matchLabels":{"app":"second"}},
              "template":{"metadata":{"labels":{"app":"second"}},"spec":{"containers":[{"name":"c","image":"nginx"}]}}}}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private final Deque<AutoCloseable> started = new ArrayDeque<>();

    private <T extends AutoCloseable> T opened(T part) {
        started.push(part);
        return part;
    }

    @AfterEach
    void closeAll() throws Exception {
        while (!started.isEmpty()) {
            started.pop().close();
        }
    }

    private StartedComponent component(String name, Map<String, String> environment, String settings)
            throws IOException {
        Path file = Files.writeString(folder.resolve(name + started.size() + ".properties"), settings);
        return opened(StartedComponent.start(name, environment, "--config", file.toString()));
    }

    @Test
    @DisplayName(
            "topics planned and created, registry, cluster, two controllers, projector: a DaemonSet gets its pods, each component"
                    + " tells how it is and stops as it is told")
    void together() throws Exception {
        EmbeddedBroker broker = opened(EmbeddedBroker.start(folder.resolve("broker"), OptionalInt.empty()));
        String server = "--bootstrap-server=" + broker.bootstrapServers();
        Run plan = Run.of("topics", "create", server, "--dry-run", "--journal-partitions=2");
        assertThat(plan.out())
                .hasSize(TopicCatalogue.all().size())
                .contains(
                        "would create rollcall.journal, 2 partitions, copies as the brokers are set, cleanup.policy=delete"
                                + " retention.ms=-1 max.message.bytes="
                                + TopicCatalogue.JOURNAL.maxMessageBytes()
                                + " compression.type=uncompressed message.timestamp.type=LogAppendTime");
        assertThat(Run.of("topics", "describe", server).status()).isEqualTo(1);
        assertThat(Run.of("topics", "create", server, "--journal-partitions=2").status())
                .isZero();

        StartedComponent registry = opened(StartedComponent.start(
                "registry",
                Map.of("ROLLCALL_BOOTSTRAP_SERVERS", broker.bootstrapServers(), "ROLLCALL_LISTEN_PORT", "0")));
        String connection = "bootstrap.servers=" + broker.bootstrapServers() + "\nschema.registry.url="
                + registry.address("schema registry http") + "\n";
        StartedComponent cluster = component(
                "cluster",
                Map.of(),
                connection + "nodes=2\nkube.port=0\nmanifests=" + Path.of("..", "examples", "log-collector.yaml")
                        + "\n");
        StartedComponent first =
                component("controller", Map.of(), connection + "state.dir=" + folder.resolve("first") + "\n");
        StartedComponent second = component(
                "controller",
                Map.of("ROLLCALL_LOG_FORMAT", "json"),
                connection + "state.dir=" + folder.resolve("second") + "\n");
        StartedComponent projector = component(
                "projector",
                Map.of(),
                connection + "view=" + folder.resolve("view.db") + "\nweb.port=0\nmetrics.port=0\nkube.port=0\n");

        String kube = cluster.address("Kubernetes API");
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(runningPods(kube)).isEqualTo(3));
        for (StartedComponent each : List.of(registry, cluster, first, second, projector)) {
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(each.ask("/readyz").statusCode()).isEqualTo(200));
            assertThat(each.ask("/livez").statusCode()).isEqualTo(200);
            assertThat(each.ask("/metrics").body())
                    .contains("jvm_memory_used_bytes", "rollcall_component_ready{", "rollcall_component_live{");
        }
        assertThat(first.ask("/metrics").body())
                .contains("kafka_stream_thread_process_total", "part=\"router\"", "part=\"decider\"");
        assertThat(first.ask("/topology").body()).contains("# router", "# decider", "Topologies:");
        assertThat(registry.ask("/topology").statusCode()).isEqualTo(404);
        assertThat(registry.ask("/nothing").statusCode()).isEqualTo(404);
        assertThat(second.lines())
                .allSatisfy(line ->
                        assertThat(JSON.readTree(line).has("formattedMessage")).isTrue());

        String past = projector.address("Kubernetes API of the past");
        assertThat(runningPods(past + "/asof/" + Instant.now())).isEqualTo(3);
        assertThat(StartedComponent.get(past + "/api/v1/pods").body()).contains("this address has the past only");

        // A record that the Router cannot use: the line about it names it, whoever of both handles it.
        sendGarbage(broker.bootstrapServers());
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Stream.concat(first.lines().stream(), second.lines().stream()))
                        .anyMatch(line -> line.matches(".* rollcall\\.node-events-\\d@\\d+ rejected .*")
                                || line.matches(
                                        ".*\"mdc\": \\{\"cause\":\"rollcall\\.node-events-\\d@\\d+\"}.*rejected.*")));

        // One controller stops; the other goes on with all of the work.
        assertThat(first.stop()).isZero();
        assertThat(Run.of(
                                "explain",
                                "ds/log-collector",
                                "-n",
                                "kube-system",
                                "--server",
                                projector.address("web API and page"))
                        .out()
                        .getFirst())
                .contains("runs on all 3 nodes");
        assertThat(StartedComponent.post(kube + "/apis/apps/v1/namespaces/default/daemonsets", SECOND)
                        .statusCode())
                .isEqualTo(201);
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(runningPods(kube)).isEqualTo(5));
        for (StartedComponent each : List.of(projector, second, cluster, registry)) {
            assertThat(each.stop()).as(each.lines().toString()).isZero();
        }
    }

    private static void sendGarbage(String brokers) throws Exception {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", brokers), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>("rollcall.node-events", "node-9", new byte[] {1, 2, 3}))
                    .get();
        }
    }

    private static int runningPods(String kube) throws IOException, InterruptedException {
        int running = 0;
        JsonNode pods =
                JSON.readTree(StartedComponent.get(kube + "/api/v1/pods").body());
        for (JsonNode pod : pods.path("items")) {
            running += pod.path("status").path("phase").asText().equals("Running") ? 1 : 0;
        }
        return running;
    }

    @Test
    @DisplayName("a component that misses topics names each of them and the command that mends it")
    void missingTopics() throws Exception {
        EmbeddedBroker broker = opened(EmbeddedBroker.start(folder.resolve("broker"), OptionalInt.empty()));
        String connection =
                "bootstrap.servers=" + broker.bootstrapServers() + "\nschema.registry.url=http://127.0.0.1:1\n";
        Map<String, String> settings = new HashMap<>(Map.of("controller", "", "cluster", ""));
        settings.put("projector", "view=" + folder.resolve("view.db"));
        for (Map.Entry<String, String> each : settings.entrySet()) {
            StartedComponent component = component(each.getKey(), Map.of(), connection + each.getValue());
            assertThat(component.end()).isEqualTo(2);
            assertThat(component.lines())
                    .contains("rollcall " + each.getKey() + ": topic rollcall.commands is missing on "
                            + broker.bootstrapServers()
                            + "; create it: rollcall topics create --bootstrap-server " + broker.bootstrapServers()
                            + " --prefix rollcall")
                    .noneMatch(line -> line.startsWith("\tat "));
        }
    }

    @Test
    @DisplayName("wrong settings are all said at once, with exit status 2 and no stack trace")
    void wrongSettings() throws Exception {
        StartedComponent cluster = component(
                "cluster",
                Map.of("ROLLCALL_NODES", "many"),
                "schema.registry.url=http://127.0.0.1:1\nkube.host=0.0.0.0\nkube.key.file=/none\nkolour=red\n");
        assertThat(cluster.end()).isEqualTo(2);
        String file = folder.resolve("cluster0.properties").toString();
        assertThat(cluster.lines())
                .hasSize(5)
                .anySatisfy(line -> assertThat(line).contains(file + ":2: kube.host: other machines reach 0.0.0.0"))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("rollcall cluster: " + file + ": bootstrap.servers: is missing; give it a value"))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("rollcall cluster: environment ROLLCALL_NODES: nodes: 'many': Not a number"))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("rollcall cluster: " + file + ":3: kube.key.file: there is no file /none"))
                .anySatisfy(line ->
                        assertThat(line).startsWith("rollcall cluster: " + file + ":4: unknown setting kolour"));
    }

    @Test
    @DisplayName("a component that is not let in says so; its passwords are in no line")
    void passwordsAreNotLogged() throws Exception {
        Files.writeString(folder.resolve("password"), "opensesame");
        StartedComponent registry = component(
                "registry",
                Map.of("ROLLCALL_KAFKA_SSL_KEYSTORE_PASSWORD", "opensesame"),
                "bootstrap.servers=127.0.0.1:1\nkafka.security.protocol=SASL_PLAINTEXT\nkafka.sasl.mechanism=PLAIN\n"
                        + "kafka.default.api.timeout.ms=3000\nkafka.request.timeout.ms=2000\n"
                        + "kafka.sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required"
                        + " username=\"me\" password=\"${dir:" + folder + ":password}\";\n");
        assertThat(registry.end()).isEqualTo(2);
        assertThat(registry.lines())
                .anyMatch(line -> line.startsWith("rollcall registry: the schema registry did not start"))
                .noneMatch(line -> line.contains("opensesame"))
                .noneMatch(line -> line.startsWith("\tat "));
    }

    @Test
    @DisplayName(
            "commands take the brokers from the variable of the components, too; a component names a variable that is misspelt")
    void environment() throws Exception {
        StartedComponent topics = opened(
                StartedComponent.start("topics", Map.of("ROLLCALL_BOOTSTRAP_SERVERS", "127.0.0.1:1"), "describe"));
        assertThat(topics.end()).isEqualTo(2);
        assertThat(topics.lines()).anyMatch(line -> line.contains("no Kafka broker answers at 127.0.0.1:1"));

        StartedComponent registry = opened(StartedComponent.start(
                "registry",
                Map.of(
                        "ROLLCALL_BOOTSTRAP_SERVERS", "no-such-host.invalid:1",
                        "ROLLCALL_LISTEN_PROT", "0",
                        "ROLLCALL_NODES", "3")));
        assertThat(registry.end()).isEqualTo(2);
        assertThat(registry.lines())
                .anyMatch(line -> line.contains("environment ROLLCALL_LISTEN_PROT names no setting of any component"))
                .noneMatch(line -> line.contains("ROLLCALL_NODES"));
    }

    @Test
    @DisplayName("a Kubernetes API that other machines reach is refused without a certificate and tokens")
    void unguarded() throws Exception {
        StartedComponent cluster = component(
                "cluster",
                Map.of(),
                "bootstrap.servers=b:1\nschema.registry.url=http://127.0.0.1:1\nkube.host=0.0.0.0\n");
        assertThat(cluster.end()).isEqualTo(2);
        assertThat(cluster.lines()).singleElement().asString().contains(":3: kube.host: other machines reach 0.0.0.0");
    }
}
