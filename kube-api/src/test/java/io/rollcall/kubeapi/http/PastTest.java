package io.rollcall.kubeapi.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.kubeapi.json.Json;
import io.rollcall.kubeapi.store.InMemoryStore;
import io.rollcall.kubeapi.store.Past;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How the past is served. */
class PastTest {

    private final InMemoryStore store = new InMemoryStore(100);
    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    @DisplayName(
            "of many questions about the past so many are answered at once; others are told to come again, the present goes on")
    void crowd() throws Exception {
        CountDownLatch reading = new CountDownLatch(MomentRouter.MOST_AT_ONCE);
        CountDownLatch finish = new CountDownLatch(1);
        Past slow = moment -> {
            reading.countDown();
            try {
                finish.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return new Past.Snapshot(store, Instant.EPOCH);
        };
        try (KubeApiServer server = KubeApiServer.start(
                KubeApiSettings.local(0), store, Optional.of(slow), ApiVersion.of("test"), Optional::empty)) {
            String then = server.url() + "/asof/1970-01-01T00:00:00Z/api/v1/nodes";
            List<CompletableFuture<HttpResponse<String>>> asked = new ArrayList<>();
            for (int i = 0; i < MomentRouter.MOST_AT_ONCE; i++) {
                asked.add(client.sendAsync(request(then), HttpResponse.BodyHandlers.ofString()));
            }
            reading.await();
            HttpResponse<String> refused = client.send(request(then), HttpResponse.BodyHandlers.ofString());
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("Retry-After")).contains("1");
            JsonNode status = Json.parse(refused.body());
            assertThat(status.path("reason").asText()).isEqualTo("TooManyRequests");
            assertThat(status.at("/details/retryAfterSeconds").asInt()).isEqualTo(1);
            HttpResponse<String> now =
                    client.send(request(server.url() + "/api/v1/nodes"), HttpResponse.BodyHandlers.ofString());
            assertThat(now.statusCode()).isEqualTo(200);
            finish.countDown();
            for (CompletableFuture<HttpResponse<String>> answer : asked) {
                assertThat(answer.join().statusCode()).isEqualTo(200);
            }
            assertThat(client.send(request(then), HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .as("places are given back")
                    .isEqualTo(200);
        } finally {
            client.shutdownNow();
            store.close();
        }
    }

    private static HttpRequest request(String url) {
        return HttpRequest.newBuilder(URI.create(url)).build();
    }
}
