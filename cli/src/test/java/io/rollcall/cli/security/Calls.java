package io.rollcall.cli.security;

import io.rollcall.cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How each part is called, as operators do it: with a settings file that says who it is. */
final class Calls {

    private final Path folder;
    private final String registry;

    /** @param registry URL of the schema registry */
    Calls(Path folder, String registry) {
        this.folder = folder;
        this.registry = registry;
    }

    /**
     * The arguments for a part.
     *
     * @param kafka settings of its Kafka clients, in Kafka's names
     */
    List<String> of(String role, Map<String, String> kafka) throws IOException {
        return switch (role) {
            case "topics-create", "topics-describe" -> command(role, kafka, role.split("-", -1));
            case "audit-verify" -> command(role, kafka, "audit", "verify", "--registry=" + registry);
            default -> component(role, kafka, Map.of());
        };
    }

    /** The arguments for a component with more settings. */
    List<String> component(String role, Map<String, String> kafka, Map<String, String> more) throws IOException {
        Map<String, String> settings = new TreeMap<>(Map.of("management.port", "-1"));
        kafka.forEach((name, value) -> settings.put(name.equals("bootstrap.servers") ? name : "kafka." + name, value));
        settings.putAll(own(role));
        settings.putAll(more);
        return List.of(
                role.replaceAll("-.*", ""), "--config", file(role, settings).toString());
    }

    private Map<String, String> own(String role) {
        return switch (role) {
            case "controller" ->
                Map.of(
                        "schema.registry.url",
                        registry,
                        "state.dir",
                        folder.resolve("state").toString());
            case "cluster" -> Map.of("schema.registry.url", registry, "kube.port", "-1");
            case "projector" -> projector(folder.resolve("view.db").toString());
            case "projector-postgresql" -> projector("jdbc:postgresql://127.0.0.1:1/none");
            case "registry" -> Map.of("listen.port", "0");
            default -> throw new IllegalArgumentException(role);
        };
    }

    private Map<String, String> projector(String view) {
        return Map.of("schema.registry.url", registry, "view", view, "web.port", "0", "metrics.port", "-1");
    }

    private List<String> command(String role, Map<String, String> kafka, String... words) throws IOException {
        Map<String, String> settings = new TreeMap<>(kafka);
        String brokers = String.valueOf(settings.remove("bootstrap.servers"));
        List<String> arguments = new java.util.ArrayList<>(List.of(words));
        arguments.add("--bootstrap-server=" + brokers);
        arguments.add("--command-config=" + file(role, settings));
        return arguments;
    }

    private Path file(String role, Map<String, String> settings) throws IOException {
        return Files.writeString(
                folder.resolve(role + ".properties"),
                settings.entrySet().stream()
                        .map(setting -> setting.getKey() + "=" + setting.getValue() + "\n")
                        .collect(Collectors.joining()));
    }

    /** Calls it in this process and waits for its end; one that does not end by itself is told to. */
    static Run run(List<String> arguments) throws InterruptedException {
        java.util.concurrent.atomic.AtomicReference<Run> run = new java.util.concurrent.atomic.AtomicReference<>();
        Thread thread = new Thread(() -> run.set(Run.of(arguments.toArray(String[]::new))), "call");
        thread.start();
        thread.join(java.time.Duration.ofSeconds(60));
        // A component that works, against expectation, ends in order and with status 0.
        thread.interrupt();
        thread.join();
        return java.util.Objects.requireNonNull(run.get());
    }
}
