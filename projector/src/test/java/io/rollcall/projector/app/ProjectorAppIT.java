package io.rollcall.projector.app;

import static io.rollcall.events.topics.TopicCatalogue.*;
import static io.rollcall.projector.Given.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rollcall.events.ClockTicked;
import io.rollcall.events.JournalRecord;
import io.rollcall.events.NodeEvent;
import io.rollcall.events.broker.EmbeddedBroker;
import io.rollcall.events.registry.RegistryConfig;
import io.rollcall.events.registry.SchemaRegistryServer;
import io.rollcall.events.serde.AvroSerdes;
import io.rollcall.events.settings.ClientSettings;
import io.rollcall.events.settings.RegistryAccess;
import io.rollcall.events.topics.JournalTime;
import io.rollcall.events.topics.Topic;
import io.rollcall.events.topics.TopicAdmin;
import io.rollcall.events.topics.TopicNames;
import io.rollcall.events.topics.TopicPlan;
import io.rollcall.projector.Postgres;
import io.rollcall.projector.log.LogReader;
import io.rollcall.projector.projection.LogPartition;
import io.rollcall.projector.projection.Retention;
import io.rollcall.projector.query.ListQuery;
import io.rollcall.projector.view.ViewException;
import io.rollcall.projector.view.ViewLocation;
import io.rollcall.projector.web.MetricsSettings;
import io.rollcall.projector.web.WebSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The projector against a real broker and the real registry. */
class ProjectorAppIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    /** A broker, a registry and a producer on a log of its own. */
    private final class Stack implements AutoCloseable {
        final EmbeddedBroker broker;
        final SchemaRegistryServer registry;
        final AvroSerdes serdes;
        final KafkaProducer<String, byte[]> producer;

        Stack(String name) {
            broker = EmbeddedBroker.start(folder.resolve(name), OptionalInt.empty());
            registry = SchemaRegistryServer.start(RegistryConfig.local(broker.bootstrapServers(), 0));
            serdes = new AvroSerdes(registry.url());
            producer = new KafkaProducer<>(
                    Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "test"),
                    new StringSerializer(),
                    new ByteArraySerializer());
        }

        void createTopics() {
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
                new TopicAdmin(admin).create(new TopicPlan(3, 2, 2, (short) 1, JournalTime.GIVEN));
            }
            producer.initTransactions();
        }

        /** Appends in one transaction. */
        void append(Runnable sends) {
            producer.beginTransaction();
            sends.run();
            producer.commitTransaction();
        }

        <V extends SpecificRecord> void send(Topic<V> topic, String key, V value) {
            String name = TopicNames.standard().of(topic);
            try (var serializer = serdes.serializer(topic)) {
                producer.send(new ProducerRecord<>(name, key, serializer.serialize(name, value)));
            }
        }

        ProjectorConfig config() {
            return ProjectorConfig.local(broker.bootstrapServers(), registry.url(), folder.resolve("view.db"), 0, 0);
        }

        @Override
        public void close() {
            producer.close(Duration.ofSeconds(5));
            registry.close();
            broker.close();
        }
    }

    @Test
    @DisplayName(
            "follows the log from before its topics are there: committed records, poison skipped, restarted where it was")
    void follows() throws Exception {
        try (Stack stack = new Stack("broker")) {
            try (ProjectorApp projector = ProjectorApp.start(stack.config())) {
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(projector.freshness().trouble())
                                .contains("topics are missing", "rollcall.node-events"));
                stack.createTopics();
                stack.append(() -> {
                    stack.send(DAEMON_SET_EVENTS, "default/nginx", event(daemonSet(PLAIN)));
                    stack.producer.send(new ProducerRecord<>(
                            "rollcall.node-events", "n0", "not Avro".getBytes(StandardCharsets.UTF_8)));
                    stack.send(NODE_EVENTS, "n1", event(node("n1").setTaints(taints(taint("k", "NoSchedule")))));
                    stack.send(JOURNAL, "k", new JournalRecord(null, null, new ClockTicked()));
                });
                stack.producer.beginTransaction();
                stack.send(NODE_EVENTS, "n2", event(node("n2")));
                stack.producer.flush();
                stack.producer.abortTransaction();

                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(names(projector)).containsExactly("n1"));
                await().atMost(PATIENCE).until(projector::caughtUp);
                assertThat(get(projector, "/readyz").statusCode()).isEqualTo(200);
                HttpResponse<String> answer = get(projector, "/api/v1/daemonsets/default/nginx/explain?node=n1");
                assertThat(answer.body())
                        .startsWith("node n1 has no pod of default/nginx: taint k:NoSchedule is not tolerated\n");
                assertThat(answer.headers().firstValue("Rollcall-Lag")).hasValue("0");
                assertThat(answer.headers().firstValue("Rollcall-Position"))
                        .hasValueSatisfying(position -> assertThat(position).matches("rollcall\\.journal-[01]@[01]"));
                assertThatThrownBy(() -> ProjectorApp.start(stack.config())).isInstanceOf(ViewException.class);
            }
            stack.append(() -> stack.send(NODE_EVENTS, "n3", event(node("n3"))));
            try (ProjectorApp projector = ProjectorApp.start(stack.config())) {
                assertThat(names(projector)).contains("n1");
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(names(projector)).containsExactly("n1", "n3"));
            }
        }
    }

    @Test
    @DisplayName("a view of another log is built anew from this one")
    void anotherLog() throws Exception {
        try (Stack stack = new Stack("broker-1")) {
            stack.createTopics();
            stack.append(() -> stack.send(NODE_EVENTS, "n1", event(node("n1"))));
            try (ProjectorApp projector = ProjectorApp.start(stack.config())) {
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(names(projector)).containsExactly("n1"));
            }
        }
        try (Stack stack = new Stack("broker-2")) {
            stack.createTopics();
            stack.append(() -> {
                stack.send(NODE_EVENTS, "n7", event(node("n7")));
                stack.send(NODE_EVENTS, "n8", event(node("n8")));
            });
            try (ProjectorApp projector = ProjectorApp.start(stack.config())) {
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(names(projector)).containsExactly("n7", "n8"));
            }
        }
    }

    @Test
    @DisplayName("a topic that was made anew, too short for what was read of it before, makes the view anew")
    void topicMadeAnew() throws Exception {
        try (Stack stack = new Stack("broker")) {
            stack.createTopics();
            NodeEvent[] events = {event(node("n1", "u", 1)), event(node("n1", "u", 2)), event(node("n1", "u", 3))};
            stack.append(() -> List.of(events).forEach(event -> stack.send(NODE_EVENTS, "n1", event)));
            try (ProjectorApp projector = ProjectorApp.start(stack.config())) {
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(names(projector)).containsExactly("n1"));
            }
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.broker.bootstrapServers()))) {
                admin.deleteTopics(List.of("rollcall.node-events")).all().get();
                await().atMost(PATIENCE)
                        .until(() -> !admin.listTopics().names().get().contains("rollcall.node-events"));
                new TopicAdmin(admin).create(new TopicPlan(3, 2, 2, (short) 1, JournalTime.GIVEN));
            }
            try (ProjectorApp projector = ProjectorApp.start(stack.config())) {
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(names(projector)).isEmpty());
                await().atMost(PATIENCE).until(projector::caughtUp);
            }
        }
    }

    @Test
    @DisplayName("two projectors share a view in PostgreSQL: each reads a part, one takes over what the other leaves")
    void shared() throws Exception {
        ViewLocation view = Postgres.freshView();
        try (Stack stack = new Stack("broker")) {
            stack.createTopics();
            ProjectorConfig config = new ProjectorConfig(
                    new ClientSettings(
                            Map.of("bootstrap.servers", stack.broker.bootstrapServers(), "session.timeout.ms", "6000")),
                    RegistryAccess.open(stack.registry.url()),
                    TopicNames.standard(),
                    view,
                    "projectors",
                    Retention.NONE,
                    WebSettings.local(0),
                    MetricsSettings.local(0));
            try (ProjectorApp stays = ProjectorApp.start(config)) {
                try (ProjectorApp leaves = ProjectorApp.start(config)) {
                    for (int round = 0; round < 5; round++) {
                        int first = round * 20;
                        stack.append(() -> nodes(stack, first, first + 20));
                        await().atMost(PATIENCE)
                                .untilAsserted(() -> assertThat(names(leaves)).hasSize(first + 20));
                    }
                    assertThat(names(stays)).isEqualTo(names(leaves));
                }
                stack.append(() -> nodes(stack, 100, 130));
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(names(stays)).hasSize(130));
                await().atMost(PATIENCE).until(stays::caughtUp);
            }
        }
    }

    @Test
    @DisplayName("in a group the view is as far behind as all partitions, also before any is assigned")
    void lagOfGroup() throws Exception {
        try (Stack stack = new Stack("broker")) {
            stack.createTopics();
            stack.append(() -> nodes(stack, 0, 30));
            SortedMap<LogPartition, Long> none = new TreeMap<>();
            try (LogReader reader = new LogReader(
                    Map.of("bootstrap.servers", stack.broker.bootstrapServers()),
                    stack.serdes,
                    TopicNames.standard(),
                    "projectors")) {
                reader.open(none, partitions -> none);
                assertThat(reader.lag(none).orElseThrow()).isGreaterThanOrEqualTo(30);
            }
        }
    }

    @Test
    @DisplayName("with the brokers away the view says that it does not know how far behind it is, and is not ready")
    void brokersAway() throws Exception {
        try (Stack stack = new Stack("broker")) {
            stack.createTopics();
            stack.append(() -> nodes(stack, 0, 3));
            try (ProjectorApp projector = ProjectorApp.start(stack.config())) {
                await().atMost(PATIENCE).until(projector::caughtUp);
                assertThat(get(projector, "/api/v1/nodes?maxLag=0", "*/*").statusCode())
                        .isEqualTo(200);
                stack.producer.close(Duration.ofSeconds(1));
                stack.broker.close();
                await().atMost(PATIENCE)
                        .untilAsserted(
                                () -> assertThat(get(projector, "/readyz").statusCode())
                                        .isEqualTo(503));
                assertThat(get(projector, "/api/v1/nodes", "*/*").headers().firstValue("Rollcall-Lag"))
                        .isEmpty();
                assertThat(get(projector, "/api/v1/nodes?maxLag=0", "*/*").statusCode())
                        .isEqualTo(503);
            }
        }
    }

    private static void nodes(Stack stack, int from, int to) {
        for (int node = from; node < to; node++) {
            stack.send(NODE_EVENTS, "n" + node, event(node("n" + node)));
        }
    }

    private static List<String> names(ProjectorApp projector) throws Exception {
        return projector.lists().nodes().stream().map(ListQuery.NodeEntry::name).toList();
    }

    private static HttpResponse<String> get(ProjectorApp projector, String path) throws Exception {
        return get(projector, path, "text/plain");
    }

    private static HttpResponse<String> get(ProjectorApp projector, String path, String accept) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(projector.url() + path))
                .header("Accept", accept)
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
