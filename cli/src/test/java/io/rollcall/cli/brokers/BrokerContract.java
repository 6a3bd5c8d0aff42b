package io.rollcall.cli.brokers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.cli.Run;
import io.rollcall.cluster.app.SimulatedClusterApp;
import io.rollcall.cluster.app.SimulatedClusterConfig;
import io.rollcall.cluster.objects.ObjectKind;
import io.rollcall.controller.app.ControllerApp;
import io.rollcall.controller.app.ControllerConfig;
import io.rollcall.events.CommandOutcome;
import io.rollcall.events.CommandResultObserved;
import io.rollcall.events.CreatePod;
import io.rollcall.events.registry.RegistryConfig;
import io.rollcall.events.registry.SchemaRegistryServer;
import io.rollcall.events.serde.AvroSerdes;
import io.rollcall.events.topics.TopicCatalogue;
import io.rollcall.events.topics.TopicNames;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What matters end to end, on whatever broker: topics and schemas, decisions exactly once, take-over, a view that follows. Each test has its own
 * topics; the registry is the own one, and keeps its schemas on that broker.
 */
abstract class BrokerContract {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    abstract String bootstrapServers();

    @Test
    @DisplayName("topics are created by the command alone, and schemas outlive the registry that took them")
    void topicsAndSchemas() throws Exception {
        String server = "--bootstrap-server=" + bootstrapServers();
        assertThat(Run.of("topics", "describe", server, "--prefix=setup").status())
                .isEqualTo(1);
        createTopics("setup");
        assertThat(Run.of("topics", "describe", server, "--prefix=setup").status())
                .isZero();
        Run others = Run.of("topics", "create", server, "--prefix=setup", "--journal-partitions=3");
        assertThat(others.status()).isEqualTo(2);
        assertThat(others.err()).singleElement().asString().contains("setup.journal");

        try (SchemaRegistryServer registry = registry();
                SimulatedClusterApp cluster =
                        SimulatedClusterApp.start(clusterConfig(registry).withTopics(new TopicNames("setup")))) {
            assertThat(cluster.ensureNodes(1)).containsExactly("control-plane", "node-1");
        }
        try (SchemaRegistryServer again = registry()) {
            assertThat(get(again.url() + "/subjects")).contains("\"setup.node-events-value\"");
            assertThat(get(again.url() + "/subjects/setup.node-events-value/versions"))
                    .isEqualTo("[1]");
        }
    }

    @Test
    @DisplayName("every eligible node gets its pod by one command, and a view that was away catches up")
    void wholeWay() throws Exception {
        createTopics(TopicNames.DEFAULT_PREFIX);
        try (SchemaRegistryServer registry = registry();
                SimulatedClusterApp cluster = SimulatedClusterApp.start(clusterConfig(registry));
                ControllerApp controller = ControllerApp.start(controllerConfig(registry, TopicNames.DEFAULT_PREFIX))) {
            ProjectorConfig view =
                    ProjectorConfig.local(bootstrapServers(), registry.url(), folder.resolve("view.db"), 0, -1);
            cluster.ensureNodes(5);
            cluster.apply(nginx("nginx:1.27"), "nginx.yaml");
            try (ProjectorApp projector = ProjectorApp.start(view)) {
                awaitExplained(projector, "default/nginx runs on all 5 nodes that should run it");
            }
            cluster.apply(nginx("nginx:1.28"), "nginx.yaml");
            LogOf log = new LogOf(bootstrapServers(), new AvroSerdes(registry.url()), TopicNames.standard());
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(creations(log)).hasSize(10));
            try (ProjectorApp projector = ProjectorApp.start(view)) {
                awaitExplained(projector, "default/nginx runs on all 5 nodes that should run it");
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(get(projector.url() + "/api/v1/pods"))
                                .contains("\"revision\":2")
                                .doesNotContain("\"revision\":1"));
            }
            assertThat(creations(log))
                    .as("one creation a node and revision")
                    .hasSize(10)
                    .doesNotHaveDuplicates();
            assertThat(log.read(TopicCatalogue.REJECTED)).isEmpty();
            assertThat(controller.failure()).isEmpty();
        }
    }

    @Test
    @DisplayName("what a killed instance leaves the other does: nothing is lost, nothing is done twice")
    void takeOver() throws Exception {
        int workers = 8;
        createTopics("shared");
        try (SchemaRegistryServer registry = registry();
                InstanceProcess victim =
                        InstanceProcess.start(folder, controllerSettings(registry, "shared", "other"))) {
            LogOf log = new LogOf(bootstrapServers(), new AvroSerdes(registry.url()), new TopicNames("shared"));
            victim.awaitReady();
            try (ControllerApp heir = ControllerApp.start(controllerConfig(registry, "shared"))) {
                heir.awaitReady(PATIENCE);
                awaitShared("shared-router");
                awaitShared("shared-decider");
                try (SimulatedClusterApp cluster =
                        SimulatedClusterApp.start(clusterConfig(registry).withTopics(new TopicNames("shared")))) {
                    cluster.ensureNodes(workers);
                    apply(cluster, "a", "b", "c", "d", "e", "f");
                    await().atMost(PATIENCE)
                            .untilAsserted(() -> assertThat(creations(log)).hasSizeGreaterThan(workers));
                    victim.kill();
                    apply(cluster, "g", "h");
                    await().atMost(PATIENCE)
                            .untilAsserted(() -> assertThat(creations(log)).hasSize(8 * workers));
                    await().atMost(PATIENCE)
                            .untilAsserted(
                                    () -> assertThat(runningPods(cluster)).isEqualTo(8L * workers));
                }
                assertThat(heir.failure()).isEmpty();
            }
            assertThat(creations(log))
                    .as("one creation a slot")
                    .hasSize(8 * workers)
                    .doesNotHaveDuplicates();
            assertThat(log.read(TopicCatalogue.DECISIONS).stream()
                            .map(record -> record.value().getDecisionId()))
                    .hasSameSizeAs(log.read(TopicCatalogue.COMMANDS))
                    .doesNotHaveDuplicates();
        }
    }

    /** Waits until two instances have a part each. */
    private void awaitShared(String group) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(admin.describeConsumerGroups(List.of(group))
                                    .all()
                                    .get()
                                    .values())
                            .flatExtracting(ConsumerGroupDescription::members)
                            .hasSize(2)
                            .allSatisfy(member -> assertThat(member.assignment().topicPartitions())
                                    .isNotEmpty()));
        }
    }

    private static void apply(SimulatedClusterApp cluster, String... names) throws IOException {
        for (String name : names) {
            cluster.apply(nginx("nginx:1.27").replace("name: nginx", "name: " + name), name + ".yaml");
        }
    }

    private static long runningPods(SimulatedClusterApp cluster) {
        return cluster.request(simulated -> simulated.api().list(ObjectKind.POD).stream()
                .filter(pod -> pod.path("status").path("phase").asText().equals("Running"))
                .count());
    }

    private void createTopics(String prefix) {
        Run created = Run.of(
                "topics",
                "create",
                "--bootstrap-server=" + bootstrapServers(),
                "--prefix=" + prefix,
                "--input-partitions=3",
                "--journal-partitions=4",
                "--output-partitions=2");
        assertThat(created.status()).as(created.toString()).isZero();
        assertThat(created.out()).contains("created " + prefix + ".journal, 4 partitions");
    }

    private SchemaRegistryServer registry() {
        return SchemaRegistryServer.start(RegistryConfig.local(bootstrapServers(), 0));
    }

    private SimulatedClusterConfig clusterConfig(SchemaRegistryServer registry) {
        return SimulatedClusterConfig.local(bootstrapServers(), registry.url(), 1);
    }

    private ControllerConfig controllerConfig(SchemaRegistryServer registry, String prefix) {
        return ControllerConfig.of(controllerSettings(registry, prefix, "here"));
    }

    private Map<String, String> controllerSettings(SchemaRegistryServer registry, String prefix, String instance) {
        return Map.of(
                "bootstrap.servers",
                bootstrapServers(),
                "schema.registry.url",
                registry.url(),
                "topic.prefix",
                prefix,
                "session.timeout.ms",
                "2000",
                "state.dir",
                folder.resolve("state-" + instance).toString());
    }

    private static String nginx(String image) throws IOException {
        return Files.readString(Path.of("..", "examples", "nginx.yaml")).replaceAll("image: .*", "image: " + image);
    }

    private static void awaitExplained(ProjectorApp projector, String line) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(get(projector.url() + "/api/v1/daemonsets/default/nginx/explain"))
                        .contains(line));
    }

    private static String get(String url) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Accept", "text/plain, application/json;q=0.9")
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** What was created, as slot and revision, in the order of commands; without what the cluster refused and was asked for again. */
    private static List<String> creations(LogOf log) {
        Set<String> refused = log.read(TopicCatalogue.COMMAND_RESULTS).stream()
                .map(record -> record.value().getResult())
                .filter(result -> result.getOutcome() == CommandOutcome.FAILED)
                .map(CommandResultObserved::getCommandId)
                .collect(Collectors.toCollection(TreeSet::new));
        return log.read(TopicCatalogue.COMMANDS).stream()
                .filter(record -> record.value().getWish() instanceof CreatePod)
                .filter(record -> !refused.contains(record.value().getCommandId()))
                .map(record -> record.key() + "@" + ((CreatePod) record.value().getWish()).getRevision())
                .toList();
    }
}
