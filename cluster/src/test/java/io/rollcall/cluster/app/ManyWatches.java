package io.rollcall.cluster.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.rollcall.cluster.objects.Json;
import io.rollcall.kubeapi.http.KubeApiSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A simulated cluster on Kafka, its Kubernetes API, and many clients of it at once: no watch may lose or repeat a change. */
abstract class ManyWatches {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String DAEMON_SETS = "/apis/apps/v1/namespaces/default/daemonsets";

    /** What the API remembers has a bound, so what is left after a run does not depend on how long it was. */
    private static final long MOST_KEPT_BYTES = 192L * 1024 * 1024;

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Kafka kafka;

    @SuppressWarnings("NullAway.Init")
    private SimulatedClusterApp app;

    @BeforeEach
    void start() {
        kafka = new Kafka(folder);
        app = SimulatedClusterApp.start(kafka.config(kafka.topics("load", 1)).withKubeApi(KubeApiSettings.local(0)));
    }

    @AfterEach
    void stop() {
        app.close();
        kafka.close();
    }

    void run(int watches, double writesPerSecond, int seconds) throws Exception {
        String server = app.kubeApiUrl().orElseThrow();
        List<WatchClient> clients = new ArrayList<>();
        long before = used();
        HttpClient http = HttpClient.newHttpClient();
        try (KubernetesClient kubernetes = client(server);
                SharedIndexInformer<DaemonSet> informer =
                        kubernetes.apps().daemonSets().inNamespace("default").inform()) {
            String version =
                    list(http, server).path("metadata").path("resourceVersion").asText();
            for (int i = 0; i < watches; i++) {
                clients.add(new WatchClient(http, server, DAEMON_SETS, version));
            }
            long made = new WriteLoad(http, server + DAEMON_SETS, writesPerSecond).run(Duration.ofSeconds(seconds));

            Map<String, String> there = versions(list(http, server));
            assertThat(there).isNotEmpty();
            for (WatchClient client : clients) {
                await().atMost(PATIENCE).until(() -> client.events() >= made);
                assertThat(client.events()).isEqualTo(made);
                assertThat(client.wrong()).isEmpty();
                assertThat(client.versions()).isEqualTo(there);
            }
            await().atMost(PATIENCE).until(() -> held(informer).equals(there));
            System.err.println(made + " writes in " + seconds + " s, " + made * watches + " events in " + watches
                    + " watches, " + there.size() + " objects left");
            assertThat(used() - before).isLessThan(MOST_KEPT_BYTES);
        } finally {
            clients.forEach(WatchClient::close);
            http.shutdownNow();
        }
    }

    private static KubernetesClient client(String server) {
        Config config = new ConfigBuilder(Config.empty())
                .withMasterUrl(server)
                .withNamespace("default")
                .build();
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    private static Map<String, String> held(SharedIndexInformer<DaemonSet> informer) {
        Map<String, String> held = new TreeMap<>();
        for (DaemonSet daemonSet : informer.getStore().list()) {
            held.put(daemonSet.getMetadata().getName(), daemonSet.getMetadata().getResourceVersion());
        }
        return held;
    }

    private static JsonNode list(HttpClient http, String server) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(server + DAEMON_SETS)).build();
        return Json.readObject(
                http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    private static Map<String, String> versions(JsonNode list) {
        Map<String, String> versions = new TreeMap<>();
        for (JsonNode item : list.path("items")) {
            versions.put(
                    item.at("/metadata/name").asText(),
                    item.at("/metadata/resourceVersion").asText());
        }
        return versions;
    }

    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
