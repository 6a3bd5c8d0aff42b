package io.rollcall.cli.crash;

import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.awaitility.Awaitility;

/** Registry, controllers, simulated cluster and projector, each a process started as an operator starts it. */
final class Installation implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final int OK = 200;

    private final Path folder;
    private final Ports ports;
    private final String bootstrapServers;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<VictimProcess, Integer> managementPorts = new LinkedHashMap<>();
    private final VictimProcess registry;
    private final String registryUrl;
    private final List<VictimProcess> controllers = new ArrayList<>();
    private final VictimProcess cluster;
    private final String kubeUrl;
    private final VictimProcess projector;
    private final String webUrl;

    /**
     * @param folder of settings files, the view and what processes print
     * @param controllers how many instances
     * @param nodes workers of the simulated cluster
     * @param seed of the cluster
     */
    Installation(Path folder, Ports ports, String bootstrapServers, int controllers, int nodes, long seed)
            throws IOException {
        this.folder = folder;
        this.ports = ports;
        this.bootstrapServers = bootstrapServers;
        int registryPort = ports.next();
        registryUrl = "http://127.0.0.1:" + registryPort;
        registry = component("registry", "registry", Map.of("listen.port", Integer.toString(registryPort)));
        for (int i = 1; i <= controllers; i++) {
            this.controllers.add(component(
                    "controller",
                    "controller-" + i,
                    Map.of(
                            "kafka.client.id",
                            clientId(i),
                            // Some give up a commit that others still wait for.
                            "kafka.max.block.ms",
                            i == 1 ? "5000" : "60000",
                            "state.dir",
                            folder.resolve("state-" + i).toString())));
        }
        int kubePort = ports.next();
        kubeUrl = "http://127.0.0.1:" + kubePort;
        cluster = component(
                "cluster",
                "cluster",
                Map.of(
                        "nodes",
                        Integer.toString(nodes),
                        "seed",
                        Long.toString(seed),
                        "kube.port",
                        Integer.toString(kubePort),
                        // Shorter than it is halted for.
                        "kafka.transaction.timeout.ms",
                        "4000"));
        int webPort = ports.next();
        webUrl = "http://127.0.0.1:" + webPort;
        projector = component(
                "projector",
                "projector",
                Map.of(
                        "view",
                        folder.resolve("view.db").toString(),
                        "web.port",
                        Integer.toString(webPort),
                        "metrics.port",
                        "-1"));
    }

    /** Starts all; returns when all are ready. */
    void start() throws IOException {
        registry.start();
        awaitReady(registry);
        for (VictimProcess component : components()) {
            component.start();
        }
        components().forEach(this::awaitReady);
    }

    /** All but the registry, which nobody needs once the schemas are known. */
    List<VictimProcess> components() {
        List<VictimProcess> components = new ArrayList<>(controllers);
        components.add(cluster);
        components.add(projector);
        return components;
    }

    List<VictimProcess> controllers() {
        return List.copyOf(controllers);
    }

    VictimProcess cluster() {
        return cluster;
    }

    VictimProcess projector() {
        return projector;
    }

    String registryUrl() {
        return registryUrl;
    }

    /** The Kubernetes API of the simulated cluster. */
    String kubeUrl() {
        return kubeUrl;
    }

    /** The API of the projector. */
    String webUrl() {
        return webUrl;
    }

    /** What the Kafka clients of a controller are named after; instances count from 1. */
    static String clientId(int instance) {
        return "controller-" + instance;
    }

    void awaitReady(VictimProcess component) {
        Awaitility.await(component.name() + " is ready")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    requireAlive(component);
                    return isReady(component);
                });
    }

    /** Fails when a component has ended that should be there, with the last of what it printed. */
    void requireAlive() {
        components().forEach(Installation::requireAlive);
    }

    private static void requireAlive(VictimProcess component) {
        if (!component.isAlive()) {
            throw new AssertionError(component.name() + " has ended:\n" + component.lastLines());
        }
    }

    /** Whether it says that it is ready. */
    boolean isReady(VictimProcess component) throws InterruptedException {
        try {
            return http.send(
                                    HttpRequest.newBuilder(URI.create(
                                                    "http://127.0.0.1:" + managementPorts.get(component) + "/readyz"))
                                            .timeout(ANSWER)
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == OK;
        } catch (IOException notYet) {
            return false;
        }
    }

    private VictimProcess component(String kind, String name, Map<String, String> own) throws IOException {
        int management = ports.next();
        Map<String, String> settings = new TreeMap<>(own);
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("management.port", Integer.toString(management));
        if (!kind.equals("registry")) {
            settings.put("schema.registry.url", registryUrl);
        }
        Path file = folder.resolve(name + ".properties");
        Properties properties = new Properties();
        properties.putAll(settings);
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
        VictimProcess process = new VictimProcess(
                name,
                folder.resolve(name + ".out"),
                List.of("-Xmx400m"),
                List.of("io.rollcall.cli.Rollcall", kind, "--config", file.toString()));
        managementPorts.put(process, management);
        return process;
    }

    @Override
    public void close() {
        components().forEach(VictimProcess::close);
        registry.close();
        http.close();
    }
}
