package io.rollcall.cli.monitoring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.events.broker.EmbeddedBroker;
import io.rollcall.events.registry.RegistryConfig;
import io.rollcall.events.registry.SchemaRegistryServer;
import io.rollcall.events.topics.JournalTime;
import io.rollcall.events.topics.TopicAdmin;
import io.rollcall.events.topics.TopicPlan;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dashboards and alert rules speak of metrics that the components have: a real Prometheus scrapes them and is asked. */
class DashboardsIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Path DASHBOARDS = Path.of("..", "ops", "grafana", "dashboards");
    private static final Pattern METRIC =
            Pattern.compile("\\b(?:rollcall|kube|kafka|logback|jvm|process)_[a-z0-9_]+\\b");
    private static final Pattern VARIABLE = Pattern.compile("\\$[a-z]+");

    @Test
    @DisplayName("every panel shows data of running components, every metric in dashboards and alerts is scraped")
    void panels(@TempDir Path folder) throws Exception {
        Installed.require("prometheus");
        Map<String, String> waiting = panels();
        assertThat(waiting).isNotEmpty();
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), OptionalInt.empty());
                SchemaRegistryServer registry =
                        SchemaRegistryServer.start(RegistryConfig.local(broker.bootstrapServers(), 0));
                Monitored monitored = new Monitored(folder)) {
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
                new TopicAdmin(admin).create(new TopicPlan(2, 2, 2, (short) 1, JournalTime.APPENDED));
            }
            int kube = Monitored.freePort();
            int web = Monitored.freePort();
            int view = Monitored.freePort();
            Map<String, String> common =
                    Map.of("bootstrap.servers", broker.bootstrapServers(), "schema.registry.url", registry.url());
            Map<String, String> targets = new LinkedHashMap<>();
            targets.put(
                    "controller",
                    monitored.component(
                            "controller",
                            and(common, "state.dir", folder.resolve("state").toString())));
            targets.put(
                    "cluster",
                    monitored.component(
                            "cluster",
                            and(
                                    common,
                                    "nodes",
                                    "4",
                                    "manifests",
                                    Path.of("..", "examples", "nginx.yaml").toString(),
                                    "kube.port",
                                    "" + kube)));
            targets.put(
                    "projector",
                    monitored.component(
                            "projector",
                            and(
                                    common,
                                    "view",
                                    folder.resolve("view.db").toString(),
                                    "web.port",
                                    "" + web,
                                    "metrics.port",
                                    "" + view)));
            for (Map.Entry<String, String> component : targets.entrySet()) {
                await(component.getKey())
                        .atMost(PATIENCE)
                        .until(() -> monitored.good(component.getValue() + "/readyz"));
            }
            targets.put("view", "http://127.0.0.1:" + view);
            monitored.prometheus(targets);
            await("a scrape of the pods")
                    .atMost(PATIENCE)
                    .until(() -> monitored
                                    .query("kube_daemonset_status_number_ready == 4")
                                    .size()
                            == 1);
            sendGarbage(broker.bootstrapServers());
            change(monitored, kube);
            await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
                monitored.good("http://127.0.0.1:" + web + "/api/v1/nodes");
                waiting.values()
                        .removeIf(expression -> !monitored.query(expression).isEmpty());
                assertThat(waiting).as("panels without data").isEmpty();
                assertThat(monitored.names()).containsAll(metrics());
            });
        }
    }

    private static Map<String, String> and(Map<String, String> common, String... more) {
        Map<String, String> settings = new LinkedHashMap<>(common);
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return settings;
    }

    /** A new template, for a rollout. */
    private static void change(Monitored monitored, int kube) throws IOException {
        String patch = "{\"spec\":{\"template\":{\"metadata\":{\"annotations\":{\"version\":\"2\"}}}}}";
        assertThat(monitored
                        .send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + kube
                                        + "/apis/apps/v1/namespaces/default/daemonsets/nginx"))
                                .header("Content-Type", "application/merge-patch+json")
                                .method("PATCH", HttpRequest.BodyPublishers.ofString(patch))
                                .build())
                        .statusCode())
                .isEqualTo(200);
    }

    private static void sendGarbage(String bootstrapServers) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>("rollcall.node-events", "n".getBytes(UTF_8), "not Avro".getBytes(UTF_8)))
                    .get();
        }
    }

    /** The expression of each target of a panel, as Grafana would send it with all variables on All. */
    private static Map<String, String> panels() throws IOException {
        Map<String, String> panels = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(DASHBOARDS)) {
            for (Path file : files.sorted().toList()) {
                JsonNode dashboard = new ObjectMapper().readTree(file.toFile());
                for (JsonNode panel : dashboard.path("panels")) {
                    for (JsonNode target : panel.path("targets")) {
                        String expression = target.path("expr").asText().replace("$__rate_interval", "30s");
                        panels.put(
                                file.getFileName() + ": " + panel.path("title").asText() + " "
                                        + target.path("refId").asText(),
                                VARIABLE.matcher(expression).replaceAll(".*"));
                    }
                }
            }
        }
        return panels;
    }

    /** Every metric that dashboards and alerts name. */
    private static SortedSet<String> metrics() throws IOException {
        StringBuilder text = new StringBuilder();
        panels().values().forEach(expression -> text.append(expression).append('\n'));
        for (JsonNode alert : AlertRulesTest.alerts()) {
            text.append(alert.path("expr").asText()).append('\n');
        }
        SortedSet<String> names = new TreeSet<>();
        METRIC.matcher(text).results().forEach(match -> names.add(match.group()));
        return names;
    }
}
