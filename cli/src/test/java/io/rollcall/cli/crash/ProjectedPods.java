package io.rollcall.cli.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.events.PodObserved;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** The pods that the projector's view has, after all that happened to it. */
final class ProjectedPods {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ObjectMapper json = new ObjectMapper();
    private final String server;

    /** @param server of the web API */
    ProjectedPods(String server) {
        this.server = server;
    }

    /** They are those of the log. */
    void verify(Collection<PodObserved> pods) {
        Set<String> wanted = pods.stream()
                .map(pod -> text(pod.getName(), String.valueOf(pod.getTargetNode()), pod.getPhase(), pod.getReady()))
                .collect(Collectors.toCollection(TreeSet::new));
        Awaitility.await("the view has the pods of the log")
                .atMost(PATIENCE)
                .ignoreException(IOException.class)
                .untilAsserted(() -> assertThat(shown()).isEqualTo(wanted));
    }

    private Set<String> shown() throws IOException, InterruptedException {
        Set<String> shown = new TreeSet<>();
        String next = "";
        try (HttpClient http = HttpClient.newHttpClient()) {
            do {
                String from = next.isEmpty() ? "" : "&continue=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
                JsonNode part = json.readTree(http.send(
                                HttpRequest.newBuilder(URI.create(server + "/api/v1/pods?limit=500" + from))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body());
                part.path("items")
                        .forEach(pod -> shown.add(text(
                                pod.path("name").asText(),
                                pod.path("node").asText(),
                                pod.path("phase").asText(),
                                pod.path("ready").asBoolean())));
                next = part.path("continue").asText();
            } while (!next.isEmpty());
        }
        return shown;
    }

    private static String text(String name, String node, String phase, boolean ready) {
        return name + " on " + node + ": " + phase + (ready ? ", ready" : "");
    }
}
