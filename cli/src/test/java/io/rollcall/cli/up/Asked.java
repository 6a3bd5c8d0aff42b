package io.rollcall.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.cli.Run;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * Asks a running Rollcall, by the command line and by the web API.
 *
 * @param server of the web API
 */
record Asked(String server) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /**
     * An answer that command line and web API agree on.
     *
     * @param subject as the command line takes it
     */
    record Answer(Asked by, String subject, String node, JsonNode json, List<String> text) {

        /** Journal time of the answer. */
        String time() {
            return json.path("asOf").asText();
        }

        /** The first line is this sentence. */
        void says(String sentence) {
            assertThat(text.getFirst()).isEqualTo(sentence);
        }

        /** The first check that fails; it is marked so in the text. */
        void failed(String name, String check) {
            assertThat(json.path("failed").path("name").asText()).isEqualTo(name);
            assertThat(json.path("failed").path("text").asText()).isEqualTo(check);
            assertThat(text.stream().filter(line -> line.startsWith("  FAIL")).findFirst())
                    .hasValue("  FAIL  " + check);
        }

        /** The event is this record of the log, and what it did is told. */
        void causedBy(ConsumerRecord<String, ?> event, String what) {
            JsonNode since = json.path("since");
            assertThat(since.path("event").path("topic").asText()).isEqualTo(event.topic());
            assertThat(since.path("event").path("partition").asInt()).isEqualTo(event.partition());
            assertThat(since.path("event").path("offset").asLong()).isEqualTo(event.offset());
            assertThat(Instant.parse(since.path("event").path("at").asText()).toEpochMilli())
                    .isEqualTo(event.timestamp());
            assertThat(since.path("text").asText()).startsWith(what);
            assertThat(text)
                    .contains("Since " + since.path("at").asText())
                    .contains("  " + since.path("text").asText())
                    .anyMatch(line -> line.startsWith(
                            "  event " + event.topic() + "-" + event.partition() + "@" + event.offset() + " of "));
        }

        /** Asked as of the record of the journal before the cause, another answer is given, and it was announced. */
        void before(String start) {
            JsonNode before = json.path("since").path("before");
            String then = at(before.path("asOf").asText());
            assertThat(then).startsWith(start).isEqualTo(before.path("verdict").asText());
        }

        /** The first line of the answer as of a moment; the web API gives the same. */
        String at(String moment) {
            String line = by.cli(subject, node, moment).getFirst();
            assertThat(by.json(subject, node, moment).path("verdict").asText()).isEqualTo(line);
            return line;
        }
    }

    /** Waits until the answer has a code and contains a text. */
    Answer await(String subject, String node, String code, String text) {
        AtomicReference<Answer> found = new AtomicReference<>();
        Awaitility.await(subject + " on " + node).atMost(PATIENCE).untilAsserted(() -> {
            JsonNode json = json(subject, node, null);
            assertThat(json.path("code").asText()).as("%s", json).isEqualTo(code);
            assertThat(json.path("verdict").asText()).contains(text);
            assertThat(json.path("since").isObject()).isTrue();
            List<String> lines = cli(subject, node, null);
            assertThat(lines.getFirst()).isEqualTo(json.path("verdict").asText());
            found.set(new Answer(this, subject, node, json, lines));
        });
        return Objects.requireNonNull(found.get());
    }

    /** What the command line prints. */
    List<String> cli(String subject, @Nullable String node, @Nullable String at) {
        List<String> arguments = new ArrayList<>(List.of("explain", subject, "--server", server));
        if (node != null) {
            arguments.addAll(List.of("--node", node));
        }
        if (at != null) {
            arguments.addAll(List.of("--at", at));
        }
        Run run = Run.of(arguments.toArray(new String[0]));
        assertThat(run.status()).as("%s", run.err()).isZero();
        return run.out();
    }

    /** What the web API answers. */
    JsonNode json(String subject, @Nullable String node, @Nullable String at) {
        String path = subject.startsWith("ds/")
                ? "/api/v1/daemonsets/default/" + subject.substring(3)
                : "/api/v1/pods/default/" + subject.substring(4);
        List<String> query = new ArrayList<>();
        if (node != null) {
            query.add("node=" + node);
        }
        if (at != null) {
            query.add("asOf=" + URLEncoder.encode(at, StandardCharsets.UTF_8));
        }
        String question = path + "/explain" + (query.isEmpty() ? "" : "?" + String.join("&", query));
        try {
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(server + question))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new AssertionError(subject, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(subject, e);
        }
    }
}
