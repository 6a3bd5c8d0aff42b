package io.rollcall.cli.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.cli.Run;
import io.rollcall.cli.component.StartedComponent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All parts with the rights that ops/acls lists and no others, each as a principal of its own and each in a process of its own. */
class LeastRightsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> ROLES = List.of(
            "topics-create", "topics-describe", "registry", "cluster", "controller", "projector", "audit-verify");

    private static final String SECOND = """
            {"apiVersion":"apps/v1","kind":"DaemonSet","metadata":{"name":"second"},"spec":{
              "selector":{"matchLabels":{"app":"second"}},
              "template":{"metadata":{"labels":{"app":"second"}},"spec":{"containers":[{"name":"c","image":"nginx"}]}}}}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private final Deque<AutoCloseable> started = new ArrayDeque<>();

    /** How a principal proves who it is. */
    private interface Credentials {
        Map<String, String> of(String principal);
    }

    @AfterEach
    void closeAll() throws Exception {
        while (!started.isEmpty()) {
            started.pop().close();
        }
    }

    private <T extends AutoCloseable> T opened(T part) {
        started.push(part);
        return part;
    }

    private StartedComponent start(List<String> call) throws IOException {
        return opened(StartedComponent.start(
                call.getFirst(), Map.of(), call.subList(1, call.size()).toArray(String[]::new)));
    }

    @Test
    @DisplayName(
            "user names and passwords (SCRAM over TLS): every part does its work with the least rights; one that is taken away"
                    + " from a controller at work is named when it is missed")
    void passwords() throws Exception {
        SecuredBroker broker = opened(SecuredBroker.start(folder, ROLES));
        Installation installation = new Installation(broker, broker::withPassword);
        installation.work();

        new Grants(broker.admin())
                .delete(List.of(AclFile.granted("--operation Write --topic rollcall.commands", "controller")));
        installation.post(SECOND);
        StartedComponent controller = installation.controller;
        assertThat(controller.end()).isEqualTo(2);
        assertThat(controller.lines())
                .as("%s", controller.lines())
                .noneMatch(line -> line.startsWith("\tat "))
                .last()
                .asString()
                .startsWith("rollcall controller: Kafka at ")
                .contains("does not grant User:controller Write on topic rollcall.commands (what was decided);");
    }

    @Test
    @DisplayName("certificates (mutual TLS): every part does its work with the least rights")
    void certificates() throws Exception {
        SecuredBroker broker = opened(SecuredBroker.start(folder, ROLES));
        Installation installation =
                new Installation(broker, name -> broker.withCertificate(name, broker.storePasswordReference()));
        installation.work();

        // What is there need not be created again.
        new Grants(broker.admin())
                .delete(AclFile.rights("controller").stream()
                        .filter(line -> line.contains("Create"))
                        .map(line -> AclFile.granted(line, "controller"))
                        .toList());
        installation.restartController();
        installation.stop();
    }

    /** The parts together. */
    private final class Installation {

        private final SecuredBroker broker;
        private final Credentials credentials;
        private final StartedComponent registry;
        private final StartedComponent cluster;
        private StartedComponent controller;
        private final StartedComponent projector;
        private final Calls calls;

        Installation(SecuredBroker broker, Credentials credentials) throws Exception {
            this.broker = broker;
            this.credentials = credentials;
            Calls first = new Calls(folder, "http://127.0.0.1:1");
            grant();
            run(first.of("topics-create", credentials.of("topics-create")), "created rollcall.journal, 6 partitions");
            registry = start(first.of("registry", credentials.of("registry")));
            calls = new Calls(folder, registry.address("schema registry http"));
            cluster = start(calls.component(
                    "cluster",
                    credentials.of("cluster"),
                    Map.of(
                            "nodes",
                            "2",
                            "kube.port",
                            "0",
                            "manifests",
                            Path.of("..", "examples", "log-collector.yaml").toString())));
            controller = start(calls.of("controller", credentials.of("controller")));
            projector = start(calls.of("projector", credentials.of("projector")));
        }

        /** As an operator does it, with the rights of the admin. */
        private void grant() throws IOException {
            Map<String, String> admin = new TreeMap<>(broker.withCertificate("admin", broker.storePasswordReference()));
            String brokers = String.valueOf(admin.remove("bootstrap.servers"));
            List<String> lines = new ArrayList<>();
            admin.forEach((name, value) -> lines.add(name + "=" + value));
            Path file = Files.write(folder.resolve("admin.properties"), lines);
            for (String role : ROLES) {
                Run granted = Run.of(
                        "acls",
                        "create",
                        "--bootstrap-server=" + brokers,
                        "--command-config=" + file,
                        "--for=" + role,
                        "--principal=User:" + role);
                assertThat(granted.status()).as("%s", granted.err()).isZero();
                assertThat(granted.out()).hasSameSizeAs(AclFile.rights(role));
            }
        }

        void work() throws Exception {
            String kube = cluster.address("Kubernetes API");
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(200))
                    .untilAsserted(() -> assertThat(runningPods(kube)).isEqualTo(3));
            sendGarbage();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(controller.lines())
                            .anyMatch(line -> line.matches(".* rollcall\\.node-events-\\d@\\d+ rejected .*")));
            for (StartedComponent each : List.of(registry, cluster, controller, projector)) {
                await().atMost(PATIENCE)
                        .untilAsserted(() ->
                                assertThat(each.ask("/readyz").statusCode()).isEqualTo(200));
            }
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(Run.of(
                                            "explain",
                                            "ds/log-collector",
                                            "-n",
                                            "kube-system",
                                            "--server",
                                            projector.address("web API and page"))
                                    .out()
                                    .getFirst())
                            .contains("runs on all 3 nodes"));
            run(calls.of("audit-verify", credentials.of("audit-verify")), "");
            run(calls.of("topics-describe", credentials.of("topics-describe")), "TOPIC");
            run(calls.of("topics-create", credentials.of("topics-create")), "all topics are there");
        }

        private void run(List<String> call, String said) {
            Run run = Run.of(call.toArray(String[]::new));
            assertThat(run.status()).as("%s: %s", call, run.err()).isZero();
            assertThat(String.join("\n", run.out())).contains(said);
        }

        void restartController() throws Exception {
            assertThat(controller.stop()).isZero();
            controller = start(calls.of("controller", credentials.of("controller")));
            controller.awaitLine("controller is ready");
        }

        void post(String daemonSet) throws Exception {
            assertThat(StartedComponent.post(
                                    cluster.address("Kubernetes API") + "/apis/apps/v1/namespaces/default/daemonsets",
                                    daemonSet)
                            .statusCode())
                    .isEqualTo(201);
        }

        void stop() throws Exception {
            for (StartedComponent each : List.of(projector, controller, cluster, registry)) {
                assertThat(each.stop()).as(each.lines().toString()).isZero();
            }
        }

        private void sendGarbage() throws Exception {
            try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                    new TreeMap<>(broker.withCertificate("admin")),
                    new StringSerializer(),
                    new ByteArraySerializer())) {
                producer.send(new ProducerRecord<>("rollcall.node-events", "node-9", new byte[] {1, 2, 3}))
                        .get();
            }
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
}
