package io.rollcall.projector.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.kubeapi.access.AccessSettings;
import io.rollcall.projector.query.answer.QueryJson;
import io.rollcall.projector.view.Freshness;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LimitsTest {

    @TempDir
    private Path folder;

    private static void isProblem(HttpResponse<String> answer, int status) throws Exception {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        JsonNode problem = Asking.json(answer);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asText()).isNotEmpty();
        assertThat(problem.path("detail").asText()).isNotEmpty();
    }

    @Test
    @DisplayName("what is too large or malformed is refused before it is read, with a problem")
    void tooLarge() throws Exception {
        try (Served served = new Served(folder, WebSettings.local(0))) {
            // First: after a request that is too long the server closes the connection, and only a GET is sent again on
            // another.
            isProblem(served.ask.send("DELETE", "/api/v1/nodes"), 405);
            String long_ = "x".repeat(20_000);
            isProblem(served.ask.get("/api/v1/nodes", "X-Long", long_), 431);
            isProblem(served.ask.get("/api/v1/nodes?asOf=" + long_), 414);
            String body = AccessTest.raw(
                    served,
                    "POST /api/v1/view/rebuild HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\nConnection:"
                            + " close\r\n\r\n");
            assertThat(body).startsWith("HTTP/1.1 413");
            String malformed = AccessTest.raw(served, "GET /api/v1/nodes HTTP/1.1\r\nHost: a b\r\n\r\n");
            assertThat(malformed).startsWith("HTTP/1.1 400").contains("application/problem+json");
            assertThat(QueryJson.mapper()
                            .readTree(malformed.substring(malformed.indexOf('{')))
                            .path("status")
                            .asInt())
                    .isEqualTo(400);
            assertThat(served.rebuilds).hasValue(0);
        }
    }

    @Test
    @DisplayName("a fault of the projector is 500, without its inner life")
    void fault() throws Exception {
        try (Served served = new Served(folder, WebSettings.local(0))) {
            served.view.execute("DROP TABLE status");
            HttpResponse<String> answer = served.ask.get("/api/v1/daemonsets");
            isProblem(answer, 500);
            assertThat(Asking.detail(answer)).isEqualTo("answering failed; the log of the projector says why");
            assertThat(answer.body()).doesNotContain("SQL").doesNotContain("status (");
        }
    }

    @Test
    @DisplayName(
            "a question may want a view that has read a place, or is not far behind: else it is 503 and to be asked again")
    void freshEnough() throws Exception {
        try (Served served = new Served(folder, WebSettings.local(0))) {
            assertThat(served.ask.get("/api/v1/nodes?minOffset=journal-0@41").statusCode())
                    .isEqualTo(200);
            HttpResponse<String> late = served.ask.get("/api/v1/nodes?minOffset=journal-0@42");
            isProblem(late, 503);
            assertThat(late.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(Asking.detail(late))
                    .isEqualTo("the view has read rollcall.journal-0@41 and is 3 records behind");
            isProblem(served.ask.get("/api/v1/nodes?minOffset=journal-0@41,journal-1@0"), 503);
            assertThat(served.ask.get("/api/v1/nodes?maxLag=3").statusCode()).isEqualTo(200);
            isProblem(served.ask.get("/api/v1/nodes?maxLag=2"), 503);

            HttpResponse<String> nonsense = served.ask.get("/api/v1/nodes?minOffset=soon");
            isProblem(nonsense, 400);
            assertThat(Asking.detail(nonsense))
                    .contains("the parameter minOffset is 'soon': give places in the journal");

            Thread reading = Thread.ofPlatform().start(() -> {
                sleep(300);
                served.freshness = new Freshness(OptionalLong.of(0), "rollcall.journal-0@42", true, null);
            });
            HttpResponse<String> waited = served.ask.get("/api/v1/nodes?minOffset=journal-0@42&maxLag=0");
            reading.join();
            assertThat(waited.statusCode()).isEqualTo(200);
            assertThat(waited.headers().firstValue("Rollcall-Position")).hasValue("rollcall.journal-0@42");
        }
    }

    @Test
    @DisplayName(
            "a client that asks too much is told when to come again; one on this machine, without tokens, never is")
    void rate() throws Exception {
        Path tokens = Files.writeString(folder.resolve("tokens"), "reader-0123456789abcdef");
        AccessSettings guarded = new AccessSettings(tokens, null, List.of());
        try (Served served = new Served(folder, new WebSettings("127.0.0.1", 0, guarded, 8, 8, 1))) {
            // All at once: however slow the machine is, most of them come faster than one a second.
            List<CompletableFuture<HttpResponse<String>>> asked = IntStream.range(0, 100)
                    .mapToObj(i -> served.ask.begin("/api/v1/nodes"))
                    .toList();
            Map<Integer, HttpResponse<String>> answers = new TreeMap<>();
            for (CompletableFuture<HttpResponse<String>> answer : asked) {
                answers.put(answer.get().statusCode(), answer.get());
            }
            assertThat(answers).containsOnlyKeys(401, 429);
            HttpResponse<String> refused = Objects.requireNonNull(answers.get(429));
            isProblem(refused, 429);
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(Asking.detail(refused)).contains("127.0.0.1 has made more than 10 requests", "web.max.rate");
            assertThat(served.ask.get("/readyz").statusCode()).isEqualTo(200);
        }
        WebSettings open = new WebSettings("127.0.0.1", 0, AccessSettings.LOCAL, 8, 8, 1);
        try (Served served = new Served(folder.resolve("open"), open)) {
            for (int i = 0; i < 30; i++) {
                assertThat(served.ask.get("/api/v1/nodes").statusCode()).isEqualTo(200);
            }
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    @DisplayName("browsers are told to load nothing from elsewhere and to keep nothing")
    void headers() throws Exception {
        try (Served served = new Served(folder, WebSettings.local(0))) {
            HttpResponse<String> answer = served.ask.get("/api/v1/nodes");
            assertThat(answer.headers().firstValue("Content-Security-Policy"))
                    .hasValueSatisfying(value -> assertThat(value).contains("default-src 'none'"));
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(answer.headers().firstValue("Server")).isEmpty();
            assertThat(served.ask.get("/").headers().firstValue("Content-Security-Policy"))
                    .isPresent();
        }
    }
}
