package io.rollcall.cli.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/**
 * DaemonSets that are given a new template again and again, through the cluster's Kubernetes API, so that there is always something to
 * decide. A write that fails while its cluster is away is left out.
 */
final class Rollouts implements AutoCloseable {

    /** How many nodes each DaemonSet may be without. */
    static final int MAX_UNAVAILABLE = 8;

    private static final String DAEMON_SETS = "/apis/apps/v1/namespaces/default/daemonsets";
    private static final String PODS = "/api/v1/namespaces/default/pods";
    private static final Duration BETWEEN = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(20);
    /** Longer than the 5 minutes after which a controller asks again for what was not answered. */
    private static final Duration PATIENCE = Duration.ofMinutes(12);

    private static final int CREATED = 201;
    private static final int OK = 200;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final ObjectMapper json = new ObjectMapper();
    private final String server;
    private final int daemonSets;
    private final int nodes;
    private final AtomicInteger templates = new AtomicInteger();
    private final Thread thread = new Thread(this::run, "rollouts");
    private volatile boolean closed;

    /**
     * @param server Kubernetes API of the cluster
     * @param daemonSets how many
     * @param nodes on how many nodes each runs
     */
    Rollouts(String server, int daemonSets, int nodes) {
        this.server = server;
        this.daemonSets = daemonSets;
        this.nodes = nodes;
    }

    /** Creates the DaemonSets, and waits until each node has the pods of all. */
    void create(Installation installation) throws IOException, InterruptedException {
        for (int i = 0; i < daemonSets; i++) {
            HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(server + DAEMON_SETS))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(manifest(name(i)))));
            if (answer.statusCode() != CREATED) {
                throw new AssertionError(answer.body());
            }
        }
        awaitComplete(installation);
    }

    /** Begins to change templates, one DaemonSet after the other. */
    void start() {
        thread.start();
    }

    /** How many templates were written. */
    int templates() {
        return templates.get();
    }

    /** Returns when every rollout is complete; fails at once when one of the components has ended. */
    void awaitComplete(Installation installation) {
        Awaitility.await("every DaemonSet updated and available on " + nodes + " nodes")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .failFast(installation::requireAlive)
                .ignoreExceptions()
                .untilAsserted(() -> {
                    JsonNode items = items(DAEMON_SETS);
                    if (items.size() != daemonSets) {
                        throw new AssertionError(items.size() + " of " + daemonSets + " DaemonSets are there");
                    }
                    for (JsonNode item : items) {
                        if (!isComplete(item)) {
                            throw new AssertionError(
                                    item.path("metadata").path("name").asText() + ": " + item.path("status"));
                        }
                    }
                });
    }

    /** Fails when a pod has not the last template of its DaemonSet, whatever the controller says of its rollouts. */
    void requireLastTemplates() throws IOException, InterruptedException {
        Map<String, String> wanted = new HashMap<>();
        items(DAEMON_SETS)
                .forEach(item -> wanted.put(
                        item.at("/metadata/name").asText(),
                        item.at("/spec/template/spec/containers/0/image").asText()));
        for (JsonNode pod : items(PODS)) {
            assertThat(pod.at("/spec/containers/0/image").asText())
                    .as("image of pod %s", pod.at("/metadata/name").asText())
                    .isEqualTo(wanted.get(pod.at("/metadata/labels/app").asText()));
        }
    }

    private JsonNode items(String path) throws IOException, InterruptedException {
        return json.readTree(
                        send(HttpRequest.newBuilder(URI.create(server + path))).body())
                .path("items");
    }

    private boolean isComplete(JsonNode daemonSet) {
        JsonNode status = daemonSet.path("status");
        return status.path("observedGeneration").asLong()
                        == daemonSet.path("metadata").path("generation").asLong()
                && status.path("desiredNumberScheduled").asInt() == nodes
                && status.path("updatedNumberScheduled").asInt() == nodes
                && status.path("numberAvailable").asInt() == nodes;
    }

    private void run() {
        for (int i = 0; !closed; i = (i + 1) % daemonSets) {
            try {
                try {
                    change(i);
                } catch (IOException away) {
                    System.out.println("rollouts: the cluster does not answer: " + away);
                }
                Thread.sleep(BETWEEN);
            } catch (InterruptedException end) {
                return;
            }
        }
    }

    private void change(int daemonSet) throws IOException, InterruptedException {
        String patch = "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"agent\",\"image\":\"agent:v"
                + (templates.get() + 2) + "-slow1\"}]}}}}";
        HttpResponse<String> answer =
                send(HttpRequest.newBuilder(URI.create(server + DAEMON_SETS + "/" + name(daemonSet)))
                        .header("Content-Type", "application/strategic-merge-patch+json")
                        .method("PATCH", HttpRequest.BodyPublishers.ofString(patch)));
        if (answer.statusCode() == OK) {
            templates.incrementAndGet();
        } else {
            System.out.println("rollouts: " + answer.statusCode() + " " + answer.body());
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.timeout(ANSWER).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String name(int daemonSet) {
        return "agent-" + daemonSet;
    }

    private static String manifest(String name) {
        return """
                {"apiVersion": "apps/v1", "kind": "DaemonSet", "metadata": {"name": "%1$s"}, "spec": {
                  "selector": {"matchLabels": {"app": "%1$s"}},
                  "updateStrategy": {"type": "RollingUpdate", "rollingUpdate": {"maxUnavailable": %2$d}},
                  "template": {"metadata": {"labels": {"app": "%1$s"}},
                    "spec": {"containers": [{"name": "agent", "image": "agent:v1"}]}}}}
                """.formatted(name, MAX_UNAVAILABLE);
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.interrupt();
        thread.join();
    }
}
