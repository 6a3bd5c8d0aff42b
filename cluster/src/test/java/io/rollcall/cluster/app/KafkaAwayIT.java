package io.rollcall.cluster.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.cluster.objects.Json;
import io.rollcall.events.topics.TopicNames;
import io.rollcall.kubeapi.http.KubeApiSettings;
import io.rollcall.kubeapi.resource.ResourceKey;
import io.rollcall.kubeapi.resource.ResourceType;
import io.rollcall.kubeapi.store.ResourceStore;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("writes that Kafka does not confirm")
class KafkaAwayIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration BRIEF = Duration.ofSeconds(2);
    private static final Duration LONG = Duration.ofMinutes(5);

    @RegisterExtension
    static final Kafka kafka = new Kafka();

    @Test
    @DisplayName("are answered 504 while the broker is away, and what was not begun by then is never done")
    void brokerAway() {
        TopicNames names = kafka.topics("away", 1);
        try (SimulatedClusterApp app = start(names, BRIEF)) {
            assertThat(create(app, "before").statusCode()).isEqualTo(201);
            kafka.awayDuring(() -> {
                // The cluster's thread begins with the first and waits for its commit until its producer gives up.
                timeout(
                        create(app, "begun"),
                        "Timeout: Kafka did not confirm the change in 2 s; it may or may not take effect: look before"
                                + " trying again");
                timeout(
                        create(app, "late"),
                        "Timeout: Kafka did not confirm earlier changes in 2 s, so this one was not begun and does not"
                                + " take effect");
                assertThat(app.resources()
                                .list(ResourceType.NAMESPACES, "", OptionalLong.empty())
                                .items())
                        .as("reads wait for nobody")
                        .hasSizeGreaterThanOrEqualTo(5);
            });
            await().atMost(PATIENCE).until(() -> create(app, "after").statusCode() == 201);
            ResourceStore store = app.resources();
            assertThat(store.list(ResourceType.NAMESPACES, "", OptionalLong.empty())
                            .items())
                    .extracting(object -> object.at("/metadata/name").asText())
                    .contains("before", "after")
                    .doesNotContain("late");
            assertThat(app.failure()).isEmpty();
        }
    }

    @Test
    @DisplayName("end at once when a fault ends the cluster, which says so from then on")
    void fault() {
        TopicNames names = kafka.topics("fault", 1);
        try (SimulatedClusterApp app = start(names, LONG)) {
            assertThatThrownBy(() -> app.request(cluster -> {
                        throw new StackOverflowError("planted");
                    }))
                    .isInstanceOf(UnconfirmedException.class);
            await().atMost(PATIENCE).until(() -> app.failure().isPresent());
            assertThat(app.failure().orElseThrow())
                    .isEqualTo("cluster simulated has stopped, a fault of this program: java.lang.StackOverflowError:"
                            + " planted; what is committed is in the log: start it again");
            assertThat(create(app, "never").statusCode()).isEqualTo(503);
        }
        try (SimulatedClusterApp again = start(names, LONG)) {
            assertThat(again.resources().get(new ResourceKey(ResourceType.NAMESPACES, "", "default")))
                    .isNotEmpty();
        }
    }

    private static SimulatedClusterApp start(TopicNames names, Duration patience) {
        return SimulatedClusterApp.start(
                kafka.config(names).withKubeApi(KubeApiSettings.local(0)),
                Optional.empty(),
                InstantSource.system(),
                patience);
    }

    private static void timeout(HttpResponse<String> answer, String message) {
        JsonNode status = Json.readObject(answer.body());
        assertThat(answer.statusCode()).isEqualTo(504);
        assertThat(status.path("kind").asText()).isEqualTo("Status");
        assertThat(status.path("reason").asText()).isEqualTo("Timeout");
        assertThat(status.path("message").asText()).isEqualTo(message);
    }

    private static HttpResponse<String> create(SimulatedClusterApp app, String namespace) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(app.kubeApiUrl().orElseThrow() + "/api/v1/namespaces"))
                .POST(HttpRequest.BodyPublishers.ofString("{\"metadata\":{\"name\":\"" + namespace + "\"}}"))
                .header("Content-Type", "application/json")
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
