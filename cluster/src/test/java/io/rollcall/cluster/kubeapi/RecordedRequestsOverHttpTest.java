package io.rollcall.cluster.kubeapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.objects.Json;
import io.rollcall.cluster.objects.ObjectKind;
import io.rollcall.cluster.simulated.ClusterSettings;
import io.rollcall.cluster.simulated.SimulatedCluster;
import io.rollcall.cluster.store.Change;
import io.rollcall.cluster.store.RecordedRequests;
import io.rollcall.events.ChangeType;
import io.rollcall.kubeapi.access.AccessSettings;
import io.rollcall.kubeapi.http.ApiVersion;
import io.rollcall.kubeapi.http.KubeApiServer;
import io.rollcall.kubeapi.http.KubeApiSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests that a real API server answered, over HTTP: the same code, reason, message, details and causes, the same objects. */
class RecordedRequestsOverHttpTest {

    /** What is answered otherwise, and why. */
    private static final Map<String, String> OTHERWISE =
            Map.of("unknown field strict", "newer servers, whose version this one tells, refuse the field");

    private static final String TOKEN = "writer-0123456789abcdef";

    @TempDir
    private Path folder;

    private final SimulatedCluster cluster = new SimulatedCluster(ClusterSettings.of("simulated", 7));
    private final CommittedView view = new CommittedView();
    private final List<Change> uncommitted = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // set before each test
    private KubeApiServer server;

    @BeforeEach
    void start() throws IOException {
        cluster.advanceTo(Instant.parse("2026-11-20T10:00:00Z"));
        cluster.ensureNamespaces();
        cluster.observe(ObjectKind.DAEMON_SET, ChangeType.ADDED, RecordedRequests.stored());
        cluster.api().listen(uncommitted::add);
        view.rebuilt(cluster.api());
        Path tokens = Files.writeString(folder.resolve("tokens"), TOKEN);
        ClusterResources resources = new ClusterResources(view, new ClusterWriter() {
            @Override
            public <T> T request(Function<SimulatedCluster, T> function) {
                T result = function.apply(cluster);
                view.committed(uncommitted);
                uncommitted.clear();
                return result;
            }
        });
        server = KubeApiServer.start(
                new KubeApiSettings("127.0.0.1", 0, new AccessSettings(null, tokens, List.of()), Optional.empty()),
                resources,
                ApiVersion.of("test"),
                Optional::empty);
    }

    @AfterEach
    void stop() {
        view.close();
        server.close();
    }

    static Stream<Arguments> recorded() throws IOException {
        return RecordedRequests.all().stream()
                .filter(recorded -> !OTHERWISE.containsKey(RecordedRequests.name(recorded)))
                .map(recorded -> Arguments.of(RecordedRequests.name(recorded), recorded));
    }

    @Test
    @DisplayName("every recorded request is tried, but those that are answered otherwise for a reason")
    void all108() throws IOException {
        assertThat(RecordedRequests.all()).hasSize(108);
        assertThat(recorded()).hasSize(107);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("recorded")
    @DisplayName("a recorded request is answered over HTTP as the real server answered it")
    void answersAsRecorded(String name, ObjectNode recorded) throws Exception {
        HttpResponse<String> answer = send(recorded);

        assertThat(answer.statusCode())
                .as(answer.body())
                .isEqualTo(recorded.path("code").asInt());
        JsonNode expected = recorded.path("response");
        if (expected.isTextual()) {
            assertThat(answer.body()).isEqualTo(expected.asText());
        } else if (expected.path("kind").asText().equals("Status")) {
            assertThat(withoutVersion(Json.read(answer.body()))).isEqualTo(withoutVersion(expected));
        } else {
            assertThat(RecordedRequests.essence(Json.read(answer.body())))
                    .isEqualTo(RecordedRequests.essence(expected));
        }
    }

    private HttpResponse<String> send(ObjectNode recorded) throws IOException, InterruptedException {
        JsonNode request = recorded.path("request");
        String body = request.isNull() ? "" : request.isTextual() ? request.asText() : Json.write(request);
        HttpRequest.Builder http = HttpRequest.newBuilder(
                        URI.create(server.url() + recorded.path("path").asText()))
                .method(recorded.path("method").asText(), HttpRequest.BodyPublishers.ofString(body))
                .header(
                        "Authorization",
                        "Bearer " + (RecordedRequests.name(recorded).equals("bad token") ? "not-" : "") + TOKEN)
                .header("Accept", "application/json");
        String contentType = recorded.path("contentType").asText("");
        if (!contentType.isEmpty()) {
            http.header("Content-Type", contentType);
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(http.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    /** A list at a version that is not reached tells the present one, which was another one there. */
    private static JsonNode withoutVersion(JsonNode status) {
        ObjectNode same = status.deepCopy();
        return same.put("message", same.path("message").asText().replaceAll("(?<=current: )[0-9]+", "VERSION"));
    }
}
