package io.rollcall.cluster.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.objects.Json;
import io.rollcall.events.DaemonSetEvent;
import io.rollcall.events.topics.TopicCatalogue;
import io.rollcall.events.topics.TopicNames;
import io.rollcall.kubeapi.http.KubeApiSettings;
import io.rollcall.kubeapi.resource.ResourceKey;
import io.rollcall.kubeapi.resource.ResourceType;
import io.rollcall.kubeapi.store.ChangeFeed;
import io.rollcall.kubeapi.store.ResourceStore;
import io.rollcall.kubeapi.store.ResourceStoreContract;
import io.rollcall.kubeapi.store.WriteMode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("the Kubernetes API of a simulated cluster whose objects live in Kafka")
class KubeApiIT extends ResourceStoreContract {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    static final Kafka kafka = new Kafka();

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static TopicNames names;

    @SuppressWarnings("NullAway.Init")
    private static SimulatedClusterApp app;

    @BeforeAll
    static void start() {
        names = kafka.topics("kube", 2);
        app = SimulatedClusterApp.start(kafka.config(names).withKubeApi(KubeApiSettings.local(0)));
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    @Override
    protected ResourceStore store() {
        return app.resources();
    }

    @Test
    @DisplayName("a write that is answered is in the topic, and a cluster started again serves it at its version")
    void durable() {
        TopicNames own = kafka.topics("durable", 1);
        ObjectNode made;
        try (SimulatedClusterApp first = SimulatedClusterApp.start(kafka.config(own))) {
            made = first.resources().create(ResourceType.DAEMON_SETS, web(), WriteMode.COMMIT);
            List<Kafka.Read<DaemonSetEvent>> events = kafka.read(own, TopicCatalogue.DAEMON_SET_EVENTS);
            assertThat(events).anyMatch(read -> "default/web".equals(read.key()));
        }
        try (SimulatedClusterApp second = SimulatedClusterApp.start(kafka.config(own))) {
            ResourceStore store = second.resources();
            assertThat(store.get(new ResourceKey(ResourceType.DAEMON_SETS, "default", "web")))
                    .isEqualTo(made);
            assertThat(store.list(ResourceType.NAMESPACES, "", OptionalLong.empty())
                            .items())
                    .hasSize(4);
        }
    }

    @Test
    @DisplayName("nodes and what kubelets do to pods are served over HTTP")
    void http() throws Exception {
        app.ensureNodes(2);
        String pod = """
                {"metadata":{"name":"bound"},"spec":{"nodeName":"node-1","containers":[{"name":"main","image":"nginx:1"}]}}
                """;
        assertThat(request("POST", "/api/v1/namespaces/default/pods", pod)).contains("\"phase\":\"Pending\"");
        await().atMost(PATIENCE)
                .until(() -> request("GET", "/api/v1/namespaces/default/pods/bound", "")
                        .contains("\"phase\":\"Running\""));
        assertThat(request("GET", "/api/v1/nodes", "")).contains("\"node-2\"", "control-plane");
        assertThat(request("GET", "/readyz", "")).isEqualTo("ok");
    }

    @Test
    @DisplayName(
            "an object too large for its topic is refused alone: what others write and watch goes on; the largest are stored")
    void tooLarge() throws Exception {
        ChangeFeed feed = app.resources()
                .changes(ResourceType.DAEMON_SETS, "default", app.resources().version());
        assertThat(request("POST", "/apis/apps/v1/namespaces/default/daemonsets", daemonSet("huge", 2_000_000)))
                .contains("\"code\":413", "Request entity too large: limit is 1572864");
        assertThat(request("POST", "/apis/apps/v1/namespaces/default/daemonsets", daemonSet("largest", 1_560_000)))
                .contains("\"resourceVersion\"");
        assertThat(request("POST", "/apis/apps/v1/namespaces/default/daemonsets", daemonSet("small", 1)))
                .contains("\"resourceVersion\"");
        List<String> seen = new ArrayList<>();
        await().atMost(PATIENCE).until(() -> {
            feed.next(Duration.ofSeconds(1))
                    .forEach(change -> seen.add(change.key().name()));
            return seen.contains("small");
        });
        assertThat(seen).contains("largest").doesNotContain("huge");
    }

    private static String daemonSet(String name, int bytes) {
        return """
                {"metadata":{"name":"%s"},"spec":{"selector":{"matchLabels":{"app":"a"}},"template":{"metadata":{"labels":{"app":"a"}},
                 "spec":{"containers":[{"name":"main","image":"nginx:1","env":[{"name":"A","value":"%s"}]}]}}}}
                """.formatted(name, "x".repeat(bytes));
    }

    private static String request(String method, String path, String body) throws Exception {
        URI uri = URI.create(app.kubeApiUrl().orElseThrow() + path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", "application/json")
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static ObjectNode web() {
        return Json.readObject("""
                {"apiVersion":"apps/v1","kind":"DaemonSet","metadata":{"name":"web","namespace":"default"},
                 "spec":{"selector":{"matchLabels":{"app":"web"}},
                  "template":{"metadata":{"labels":{"app":"web"}},
                   "spec":{"containers":[{"name":"main","image":"nginx:1.27"}]}}}}
                """);
    }
}
