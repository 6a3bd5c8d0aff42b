package io.rollcall.cli.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.cli.Run;
import io.rollcall.cluster.app.SimulatedClusterApp;
import io.rollcall.cluster.app.SimulatedClusterConfig;
import io.rollcall.cluster.app.SimulatedClusterSettings;
import io.rollcall.cluster.objects.ObjectKind;
import io.rollcall.controller.app.ControllerApp;
import io.rollcall.controller.app.ControllerConfig;
import io.rollcall.events.registry.SchemaRegistryServer;
import io.rollcall.events.settings.Settings;
import io.rollcall.events.topics.JournalTime;
import io.rollcall.events.topics.TopicAdmin;
import io.rollcall.events.topics.TopicCatalogue;
import io.rollcall.events.topics.TopicNames;
import io.rollcall.events.topics.TopicPlan;
import io.rollcall.projector.app.ProjectorApp;
import io.rollcall.projector.app.ProjectorConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each component without the check of its rights at the start, with all of its rights but one: Kafka itself denies what it then cannot do. A right
 * without which all of the work gets done is one too many in the list, and fails the test.
 */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NeededByKafkaIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String DENIAL = "authoriz";
    private static final List<String> ROLES = List.of("registry", "projector", "cluster", "controller");

    /** What became of a component. */
    private enum End {
        WORKS,
        DENIED
    }

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private SecuredBroker broker;

    @SuppressWarnings("NullAway.Init")
    private SchemaRegistryServer registry;

    @BeforeAll
    void start() throws Exception {
        broker = SecuredBroker.start(folder, ROLES);
        registry = broker.registry();
    }

    @AfterAll
    void stop() {
        registry.close();
        broker.close();
    }

    static Stream<Arguments> rights() throws IOException {
        List<Arguments> rights = new ArrayList<>();
        for (String role : ROLES) {
            List<String> lines = AclFile.rights(role);
            for (int i = -1; i < lines.size(); i++) {
                rights.add(Arguments.of(role, i, i < 0 ? "nothing" : lines.get(i)));
            }
        }
        return rights.stream();
    }

    @ParameterizedTest(name = "{0} without {2}")
    @MethodSource("rights")
    @DisplayName("a component works with its rights, and without one of them Kafka denies it its work")
    void without(String role, int index, String line) throws Exception {
        String prefix = role + (index + 1);
        List<String> lines = new ArrayList<>(rights(role, prefix));
        String left = index < 0 ? "" : lines.remove(index);
        List<AclBinding> acls =
                lines.stream().map(right -> AclFile.granted(right, role)).toList();
        Grants grants = new Grants(broker.admin());
        grants.create(acls);
        try {
            End end = switch (role) {
                case "registry" -> registryEnd(prefix, left);
                case "projector" -> projectorEnd(prefix);
                case "cluster" -> clusterEnd(prefix);
                default -> controllerEnd(prefix);
            };
            assertThat(end).isEqualTo(index < 0 ? End.WORKS : End.DENIED);
        } finally {
            grants.delete(acls);
        }
    }

    private static List<String> rights(String role, String prefix) {
        List<String> call = new ArrayList<>(List.of("acls", "create", "--for=" + role, "--dry-run"));
        call.add(role.equals("registry") ? "--set=topic=" + prefix : "--prefix=" + prefix);
        return Run.of(call.toArray(String[]::new)).out().stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }

    private End registryEnd(String topic, String left) throws Exception {
        if (!left.contains("Create")) {
            broker.registry("admin", topic).close();
        }
        try (SchemaRegistryServer server = broker.registry("registry", topic)) {
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(server.url() + "/subjects/s/versions"))
                                    .POST(HttpRequest.BodyPublishers.ofString("{\"schema\":\"\\\"string\\\"\"}"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 200) {
                return End.WORKS;
            }
            assertThat(answer.body()).containsIgnoringCase(DENIAL);
            return End.DENIED;
        } catch (RuntimeException e) {
            return denied(e);
        }
    }

    private End projectorEnd(String prefix) throws Exception {
        createTopics(prefix);
        Map<String, String> settings = settings("projector", prefix);
        settings.put("view", folder.resolve(prefix + ".db").toString());
        settings.put("web.port", "0");
        settings.put("metrics.port", "-1");
        try (ProjectorApp app = ProjectorApp.start(ProjectorConfig.of(settings))) {
            return await(
                    () -> app.freshness().ready(),
                    () -> speaksOfDenial(app.freshness().trouble()));
        }
    }

    private End clusterEnd(String prefix) throws Exception {
        createTopics(prefix);
        try (ControllerApp controller = controller("admin", prefix)) {
            // It takes no right to read a log in which nothing is.
            try (SimulatedClusterApp before = cluster("admin", prefix)) {
                fill(before);
                assertThat(await(() -> isRolledOut(before, 1), () -> isDenied(before)))
                        .isEqualTo(End.WORKS);
            }
            try (SimulatedClusterApp cluster = cluster("cluster", prefix)) {
                cluster.ensureNodes(2);
                return await(() -> isRolledOut(cluster, 2), () -> isDenied(cluster));
            }
        } catch (RuntimeException e) {
            return denied(e);
        }
    }

    private End controllerEnd(String prefix) throws Exception {
        createTopics(prefix);
        try (SimulatedClusterApp cluster = cluster("admin", prefix)) {
            fill(cluster);
            sendGarbage(prefix);
            try (ControllerApp controller = controller("controller", prefix)) {
                End end = await(
                        () -> isRolledOut(cluster, 1) && isRejected(prefix),
                        () -> controller.failure().isPresent());
                if (end == End.DENIED) {
                    assertThat(controller.failure()).get().asString().contains("AuthorizationException");
                }
                return end;
            } catch (RuntimeException e) {
                return denied(e);
            }
        }
    }

    /** Each is asked on its own: whether it works may be answered only when what denies it its work is gone. */
    private static End await(Callable<Boolean> works, Callable<Boolean> denied) {
        CompletableFuture<End> end = new CompletableFuture<>();
        List<Thread> asking = List.of(
                Thread.ofVirtual().start(() -> ask(works, End.WORKS, end)),
                Thread.ofVirtual().start(() -> ask(denied, End.DENIED, end)));
        try {
            return end.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        } finally {
            asking.forEach(Thread::interrupt);
        }
    }

    private static void ask(Callable<Boolean> question, End yes, CompletableFuture<End> end) {
        try {
            while (!end.isDone()) {
                if (question.call()) {
                    end.complete(yes);
                }
                Thread.sleep(Duration.ofMillis(20));
            }
        } catch (Exception e) {
            end.completeExceptionally(e);
        }
    }

    private static boolean isDenied(SimulatedClusterApp cluster) {
        return speaksOfDenial(cluster.failure().orElse(null))
                || cluster.trouble().filter(NeededByKafkaIT::isDenial).isPresent();
    }

    private static boolean isDenial(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (speaksOfDenial(cause.getMessage())) {
                return true;
            }
        }
        return false;
    }

    private static boolean speaksOfDenial(@Nullable String text) {
        return text != null && (text.toLowerCase(Locale.ROOT).contains(DENIAL) || text.contains("does not grant"));
    }

    private static End denied(RuntimeException e) {
        if (isDenial(e)) {
            return End.DENIED;
        }
        throw e;
    }

    private void createTopics(String prefix) {
        new TopicAdmin(broker.admin(), new TopicNames(prefix)).create(TopicPlan.single(JournalTime.APPENDED));
    }

    private ControllerApp controller(String principal, String prefix) {
        Map<String, String> settings = settings(principal, prefix);
        settings.put("state.dir", folder.resolve("state-" + prefix).toString());
        return ControllerApp.start(ControllerConfig.of(settings));
    }

    private SimulatedClusterApp cluster(String principal, String prefix) {
        return SimulatedClusterApp.start(SimulatedClusterConfig.of(
                Settings.of(SimulatedClusterSettings.DEFINITION, settings(principal, prefix))));
    }

    private Map<String, String> settings(String principal, String prefix) {
        Map<String, String> settings = new TreeMap<>();
        broker.withCertificate(principal)
                .forEach((name, value) ->
                        settings.put(name.equals("bootstrap.servers") ? name : "kafka." + name, value));
        settings.put("schema.registry.url", registry.url());
        settings.put("topic.prefix", prefix);
        return settings;
    }

    private static void fill(SimulatedClusterApp cluster) throws IOException {
        cluster.ensureNodes(1);
        cluster.apply(Files.readString(Path.of("..", "examples", "nginx.yaml")), "nginx.yaml");
    }

    private static boolean isRolledOut(SimulatedClusterApp cluster, int nodes) {
        return cluster.request(simulated -> simulated.api().list(ObjectKind.DAEMON_SET).stream()
                .anyMatch(daemonSet ->
                        daemonSet.path("status").path("numberReady").asInt() == nodes));
    }

    private boolean isRejected(String prefix) throws Exception {
        TopicPartition rejected = new TopicPartition(new TopicNames(prefix).of(TopicCatalogue.REJECTED), 0);
        return broker.admin()
                        .listOffsets(Map.of(rejected, OffsetSpec.latest()))
                        .partitionResult(rejected)
                        .get()
                        .offset()
                > 0;
    }

    private void sendGarbage(String prefix) throws Exception {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                new TreeMap<>(broker.withCertificate("admin")), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(prefix + ".node-events", "node-9", new byte[] {1, 2, 3}))
                    .get();
        }
    }
}
