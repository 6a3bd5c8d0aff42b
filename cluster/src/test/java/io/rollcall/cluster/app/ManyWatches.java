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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A simulated cluster on Kafka, its Kubernetes API, and many clients of it at once: no watch may lose or repeat a change. */
abstract class ManyWatches {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Longer than any load here takes. */
    private static final Duration LOAD = Duration.ofMinutes(5);

    private static final String DAEMON_SETS = "/apis/apps/v1/namespaces/default/daemonsets";

    /** What the API remembers has a bound, so what is left after a run does not depend on how long it was. */
    private static final long MOST_KEPT_BYTES = 192L * 1024 * 1024;

    @RegisterExtension
    static final Kafka kafka = new Kafka();

    @SuppressWarnings("NullAway.Init") // set before each test
    private SimulatedClusterApp app;

    @BeforeEach
    void start() {
        app = SimulatedClusterApp.start(kafka.config(kafka.topics("load", 1)).withKubeApi(KubeApiSettings.local(0)));
    }

    @AfterEach
    void stop() {
        app.close();
    }

    /**
     * Watches while there are writes. The informer's way to the server is cut meanwhile.
     *
     * @param cut how many changes there have been when it is cut
     * @param mended how many there have been when it is mended
     * @return what the informer asked and was told
     */
    Relay run(int watches, double writesPerSecond, int seconds, long cut, long mended) throws Exception {
        String server = app.kubeApiUrl().orElseThrow();
        List<WatchClient> clients = new ArrayList<>();
        long before = used();
        HttpClient http = HttpClient.newHttpClient();
        try (Relay relay = new Relay(server);
                ExecutorService aside = Executors.newVirtualThreadPerTaskExecutor();
                KubernetesClient kubernetes = client(relay.url());
                SharedIndexInformer<DaemonSet> informer =
                        kubernetes.apps().daemonSets().inNamespace("default").inform()) {
            String version =
                    list(http, server).path("metadata").path("resourceVersion").asText();
            for (int i = 0; i < watches; i++) {
                clients.add(new WatchClient(http, server, DAEMON_SETS, version));
            }
            Future<Long> outage = aside.submit(() -> outage(relay, clients.getFirst(), informer, cut, mended));
            long began = System.nanoTime();
            long made = new WriteLoad(http, server + DAEMON_SETS, writesPerSecond).run(Duration.ofSeconds(seconds));
            double taken = Duration.ofNanos(System.nanoTime() - began).toMillis() / 1_000.0;

            Map<String, String> there = versions(list(http, server));
            assertThat(there).isNotEmpty();
            for (WatchClient client : clients) {
                await().atMost(PATIENCE).until(() -> client.events() >= made);
                assertThat(client.events()).isEqualTo(made);
                assertThat(client.wrong()).isEmpty();
                assertThat(client.versions()).isEqualTo(there);
            }
            assertThat(outage.get()).as("changes behind the cut").isPositive();
            await().atMost(PATIENCE).until(() -> held(informer).equals(there));
            assertThat(informer.isWatching()).isTrue();
            System.err.println(made + " writes in " + taken + " s of " + seconds + " s wanted, " + made * watches
                    + " events in " + watches
                    + " watches, " + there.size() + " objects left; the informer listed "
                    + relay.lists() + " times, watched " + relay.watches() + " times, was told " + relay.gone()
                    + " times that its version is gone");
            assertThat(used() - before).isLessThan(MOST_KEPT_BYTES);
            return relay;
        } finally {
            clients.forEach(WatchClient::close);
            http.shutdownNow();
        }
    }

    /** Returns how many changes there were behind the cut. */
    private static long outage(
            Relay relay, WatchClient witness, SharedIndexInformer<DaemonSet> informer, long cut, long mended) {
        await().atMost(LOAD).until(() -> witness.events() >= cut && informer.hasSynced());
        relay.cut();
        long from = witness.events();
        await().atMost(LOAD).until(() -> witness.events() >= mended);
        long missed = witness.events() - from;
        relay.mend();
        return missed;
    }

    private static KubernetesClient client(String server) {
        Config config = new ConfigBuilder(Config.empty())
                .withMasterUrl(server)
                .withNamespace("default")
                .withWatchReconnectInterval(100)
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
