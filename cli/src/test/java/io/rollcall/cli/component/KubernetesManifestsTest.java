package io.rollcall.cli.component;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.cli.Run;
import io.rollcall.events.settings.Settings;
import io.rollcall.events.settings.SettingsDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The manifests for running Rollcall on Kubernetes, as far as they can be judged without a cluster. */
class KubernetesManifestsTest {

    private static final Path DOCKERFILE = Path.of("..", "ops", "images", "rollcall", "Dockerfile");
    private static final String SECRETS = "/run/secrets";

    private static final Map<String, Component> COMPONENTS = Map.of(
            "controller", new ControllerComponent(),
            "projector", new ProjectorComponent(),
            "cluster", new ClusterComponent(),
            "registry", new RegistryComponent());

    /** The setting that says on which port a container listens, by the name of the port. */
    private static final Map<String, String> PORTS = Map.of(
            "management", "management.port",
            "web", "web.port",
            "metrics", "metrics.port",
            "kube", "kube.port",
            "registry", "listen.port");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private final Map<String, KubernetesManifests> all = new LinkedHashMap<>();

    @BeforeEach
    void render() throws Exception {
        all.putAll(KubernetesInstallations.render(folder.resolve("kubernetes")));
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    private static String name(JsonNode object) {
        return object.at("/metadata/name").asText();
    }

    @Test
    @DisplayName("Kubernetes knows each field of each object; one that is misspelt is found")
    void fields() throws IOException {
        all.forEach((name, manifests) ->
                assertThat(manifests.unknownFields()).as(name).isEmpty());
        assertThat(KubernetesManifests.parse("""
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata: {name: a}
                        spec: {replica: 2, template: {spec: {containers: [{name: c, imag: x}]}}}
                        """).unknownFields())
                .containsExactly("Deployment a.spec.replica", "Deployment a.spec.template.spec.containers[0].imag");
    }

    @Test
    @DisplayName(
            "what each component is told is legal, no variable is misspelt, and the files that it names are mounted")
    void settings() throws IOException {
        for (KubernetesManifests manifests : all.values()) {
            Set<String> seen = new TreeSet<>();
            for (JsonNode workload : manifests.ofKinds("Deployment", "StatefulSet")) {
                Component component =
                        Optional.ofNullable(COMPONENTS.get(name(workload))).orElseThrow();
                JsonNode container = workload.at("/spec/template/spec/containers/0");
                assertThat(list(container.path("args")))
                        .extracting(JsonNode::asText)
                        .containsExactly(name(workload));
                Map<String, String> environment = environment(manifests, workload);
                assertThat(Settings.unknownVariables(definitions(), Set.of(), environment))
                        .isEmpty();
                Settings settings = Settings.load(component.definition(), Optional.empty(), environment);
                for (JsonNode port : list(container.path("ports"))) {
                    String name = port.path("name").asText();
                    assertThat(settings.number(PORTS.getOrDefault(name, name)))
                            .as(name(workload) + " " + name)
                            .isEqualTo(port.path("containerPort").asInt());
                }
                seen.add(name(workload));
            }
            assertThat(seen).contains("controller", "projector");
        }
    }

    private static List<SettingsDefinition> definitions() {
        return COMPONENTS.values().stream().map(Component::definition).toList();
    }

    /** What the container's process finds, with a folder of this machine for the mounted secrets. */
    private Map<String, String> environment(KubernetesManifests manifests, JsonNode workload) throws IOException {
        Map<String, String> variables = new TreeMap<>(image());
        JsonNode container = workload.at("/spec/template/spec/containers/0");
        for (JsonNode from : list(container.path("envFrom"))) {
            manifests
                    .named("ConfigMap", from.at("/configMapRef/name").asText())
                    .path("data")
                    .properties()
                    .forEach(entry ->
                            variables.put(entry.getKey(), entry.getValue().asText()));
        }
        list(container.path("env"))
                .forEach(variable -> variables.put(
                        variable.path("name").asText(), variable.path("value").asText()));
        Path mounted = Files.createTempDirectory(folder, "secrets");
        for (JsonNode mount : list(container.path("volumeMounts"))) {
            String path = mount.path("mountPath").asText();
            if (path.startsWith(SECRETS)) {
                Path there =
                        Files.createDirectories(mounted.resolve(Path.of(SECRETS).relativize(Path.of(path))));
                for (String file : files(workload, mount.path("name").asText())) {
                    Path made = secrets().resolve(file);
                    Files.writeString(there.resolve(file), Files.exists(made) ? Files.readString(made) : "secret");
                }
            }
        }
        variables.replaceAll((name, value) -> value.replace(SECRETS, mounted.toString()));
        return variables;
    }

    /** What the documentation has the Secret made from. */
    private Path secrets() {
        Path made = folder.resolve("made");
        if (!Files.exists(made)) {
            assertThat(Run.of("secrets", "create", "--folder", made.toString()).status())
                    .isZero();
        }
        return made;
    }

    private static List<String> files(JsonNode workload, String volume) {
        JsonNode secret = list(workload.at("/spec/template/spec/volumes")).stream()
                .filter(each -> each.path("name").asText().equals(volume))
                .findFirst()
                .orElseThrow()
                .path("secret");
        return secret.has("items")
                ? list(secret.path("items")).stream()
                        .map(item -> item.path("path").asText())
                        .toList()
                : List.of("username", "password", "ca.pem");
    }

    /** What the image sets. */
    private static Map<String, String> image() throws IOException {
        Map<String, String> variables = new TreeMap<>();
        Matcher variable = Pattern.compile("(ROLLCALL_[A-Z_]+)=(\\S+)").matcher(Files.readString(DOCKERFILE));
        while (variable.find()) {
            variables.put(variable.group(1), variable.group(2));
        }
        assertThat(variables).containsKey("ROLLCALL_MANAGEMENT_PORT");
        return variables;
    }

    @Test
    @DisplayName("pods may do nothing but their work, have limits of memory, and more time to end than they need")
    void pods() {
        for (KubernetesManifests manifests : all.values()) {
            for (JsonNode workload : manifests.workloads()) {
                JsonNode pod = workload.at("/spec/template/spec");
                JsonNode container = pod.at("/containers/0");
                assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
                assertThat(pod.at("/securityContext/seccompProfile/type").asText())
                        .isEqualTo("RuntimeDefault");
                assertThat(pod.path("automountServiceAccountToken").asBoolean(true))
                        .isFalse();
                assertThat(pod.path("enableServiceLinks").asBoolean(true)).isFalse();
                assertThat(container
                                .at("/securityContext/readOnlyRootFilesystem")
                                .asBoolean())
                        .isTrue();
                assertThat(container
                                .at("/securityContext/allowPrivilegeEscalation")
                                .asBoolean(true))
                        .isFalse();
                assertThat(container.at("/securityContext/capabilities/drop/0").asText())
                        .isEqualTo("ALL");
                assertThat(container.at("/resources/limits/memory").asText())
                        .isNotEmpty()
                        .isEqualTo(container.at("/resources/requests/memory").asText());
                assertThat(list(container.path("volumeMounts")).stream()
                                .map(mount -> mount.path("name").asText())
                                .toList())
                        .isSubsetOf(Stream.concat(
                                        list(pod.path("volumes")).stream(),
                                        list(workload.at("/spec/volumeClaimTemplates")).stream()
                                                .map(claim -> claim.path("metadata")))
                                .map(volume -> volume.path("name").asText())
                                .toList());
                if (!workload.path("kind").asText().equals("Job")) {
                    assertThat(pod.path("terminationGracePeriodSeconds").asLong())
                            .isGreaterThan(ComponentProcess.DEADLINE.toSeconds());
                    assertThat(container.at("/livenessProbe/httpGet/path").asText())
                            .isEqualTo("/livez");
                    assertThat(container.at("/readinessProbe/httpGet/path").asText())
                            .isEqualTo("/readyz");
                }
            }
        }
    }

    @Test
    @DisplayName(
            "services, disruption budgets and network policies select pods that are there, on ports that they have")
    void selectors() {
        for (KubernetesManifests manifests : all.values()) {
            for (JsonNode workload : manifests.ofKinds("Deployment", "StatefulSet")) {
                assertThat(selected(manifests, workload.at("/spec/selector/matchLabels")))
                        .containsExactly(workload);
            }
            for (JsonNode service : manifests.ofKinds("Service")) {
                List<JsonNode> selected = selected(manifests, service.at("/spec/selector"));
                assertThat(selected).as(name(service)).hasSize(1);
                for (JsonNode port : list(service.at("/spec/ports"))) {
                    assertThat(ports(selected.getFirst()))
                            .containsEntry(
                                    port.path("targetPort").asText(),
                                    port.path("port").asInt());
                }
            }
            for (JsonNode other : manifests.ofKinds("PodDisruptionBudget", "NetworkPolicy")) {
                JsonNode selector = other.at("/spec/selector").isMissingNode()
                        ? other.at("/spec/podSelector/matchLabels")
                        : other.at("/spec/selector/matchLabels");
                List<JsonNode> selected = selected(manifests, selector);
                assertThat(selected).as(name(other)).isNotEmpty();
                List<Integer> open = new ArrayList<>();
                list(other.at("/spec/ingress"))
                        .forEach(rule -> list(rule.path("ports"))
                                .forEach(port -> open.add(port.path("port").asInt())));
                assertThat(selected.stream()
                                .flatMap(workload -> ports(workload).values().stream())
                                .toList())
                        .as(name(other))
                        .containsAll(open);
            }
        }
    }

    private static List<JsonNode> selected(KubernetesManifests manifests, JsonNode labels) {
        return manifests.workloads().stream()
                .filter(workload -> labels.properties().stream()
                        .allMatch(label -> label.getValue()
                                .equals(workload.at("/spec/template/metadata/labels")
                                        .path(label.getKey()))))
                .toList();
    }

    private static Map<String, Integer> ports(JsonNode workload) {
        Map<String, Integer> ports = new TreeMap<>();
        list(workload.at("/spec/template/spec/containers/0/ports"))
                .forEach(port -> ports.put(
                        port.path("name").asText(), port.path("containerPort").asInt()));
        return ports;
    }
}
