package io.rollcall.cli.up;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** {@code rollcall up} in this process with six workers and a DaemonSet for each cause for which a node may go without a running pod. */
final class PageWorld implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path EXAMPLES = Path.of("..", "examples");

    private final HttpClient client = HttpClient.newHttpClient();
    private final Components components;

    PageWorld(Path data) throws IOException {
        Files.createDirectories(data);
        components = Components.start(UpOptions.onFreePorts(data, Duration.ZERO));
        components.cluster().ensureNodes(6);
        for (String example : new String[] {"nginx.yaml", "gpu-nodes.yaml", "edge-workers.yaml"}) {
            apply(Files.readString(EXAMPLES.resolve(example)));
        }
        apply(daemonSet("hungry", "nginx:1", "500"));
        apply(daemonSet("failing", "app:crash", "0"));
        apply(daemonSet("zone-a", "nginx:1", "0").replace("containers:", """
                affinity:
                        nodeAffinity:
                          requiredDuringSchedulingIgnoredDuringExecution:
                            nodeSelectorTerms:
                              - matchExpressions:
                                  - {key: topology.kubernetes.io/zone, operator: In, values: [a]}
                      containers:"""));
    }

    private static String daemonSet(String name, String image, String cpu) {
        return """
                apiVersion: apps/v1
                kind: DaemonSet
                metadata:
                  name: %1$s
                spec:
                  selector: {matchLabels: {app: %1$s}}
                  template:
                    metadata: {labels: {app: %1$s}}
                    spec:
                      containers:
                        - name: main
                          image: %2$s
                          resources: {requests: {cpu: "%3$s"}}
                """.formatted(name, image, cpu);
    }

    void apply(String manifest) {
        components.cluster().apply(manifest, "manifest.yaml");
    }

    String url() {
        return components.projector().url();
    }

    /** Taints a node, as kubectl does. */
    void taint(String node, String key, String effect) throws Exception {
        HttpRequest patch = HttpRequest.newBuilder(
                        URI.create(components.cluster().kubeApiUrl().orElseThrow() + "/api/v1/nodes/" + node))
                .header("Content-Type", "application/merge-patch+json")
                .method(
                        "PATCH",
                        HttpRequest.BodyPublishers.ofString(
                                "{\"spec\":{\"taints\":[{\"key\":\"" + key + "\",\"effect\":\"" + effect + "\"}]}}"))
                .build();
        HttpResponse<String> answer = client.send(patch, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(answer.body());
        }
    }

    void delete(String namespace, String daemonSet) {
        HttpRequest delete = HttpRequest.newBuilder(
                        URI.create(components.cluster().kubeApiUrl().orElseThrow() + "/apis/apps/v1/namespaces/"
                                + namespace + "/daemonsets/" + daemonSet))
                .DELETE()
                .build();
        client.sendAsync(delete, HttpResponse.BodyHandlers.discarding()).join();
    }

    /** The API's explanation of a slot. */
    JsonNode explain(String daemonSet, String node, @Nullable String asOf) throws Exception {
        String query = "?node=" + node + (asOf == null ? "" : "&asOf=" + asOf);
        return get("/api/v1/daemonsets/" + daemonSet + "/explain" + query);
    }

    JsonNode get(String path) throws Exception {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create(url() + path)).build(), HttpResponse.BodyHandlers.ofString());
        return JSON.readTree(answer.body());
    }

    /** Waits until a slot has come to this. */
    void await(String daemonSet, String node, String code) {
        Awaitility.await(daemonSet + " on " + node + ": " + code)
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() ->
                        explain(daemonSet, node, null).path("code").asText().equals(code));
    }

    @Override
    public void close() {
        components.close();
    }
}
