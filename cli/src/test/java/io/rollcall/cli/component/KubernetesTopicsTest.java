package io.rollcall.cli.component;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.cli.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job of the manifests for Kubernetes that creates topics. */
class KubernetesTopicsTest {

    private static final String PREFIX = "ROLLCALL_TOPIC_PREFIX";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private final Map<String, KubernetesManifests> all = new TreeMap<>();

    @BeforeEach
    void render() throws Exception {
        all.putAll(KubernetesInstallations.render(folder.resolve("kubernetes")));
    }

    @Test
    @DisplayName("the job's command is one of Rollcall's; with SASL it has a file of settings that is mounted")
    void command() throws Exception {
        for (KubernetesManifests manifests : all.values()) {
            List<String> command = command(manifests);
            int file = command.indexOf("/etc/rollcall/client.properties");
            if (file >= 0) {
                command.set(file, clientProperties(manifests).toString());
            }
            command.addAll(List.of("--bootstrap-server", "127.0.0.1:1"));
            Run run = Run.of(command.toArray(String[]::new));
            assertThat(run.status()).isEqualTo(2);
            assertThat(run.err()).singleElement().asString().contains("no Kafka broker answers at 127.0.0.1:1");
        }
    }

    @Test
    @DisplayName("the job creates topics with the prefix that the components have, whatever the one entry says")
    void prefix() throws Exception {
        for (Map.Entry<String, KubernetesManifests> each : all.entrySet()) {
            KubernetesManifests manifests = each.getValue();
            String expected = each.getKey().equals(KubernetesInstallations.OTHER_PREFIX) ? each.getKey() : "rollcall";
            assertThat(command(manifests)).as(each.getKey()).contains("--prefix=" + expected);
            for (JsonNode component : manifests.ofKinds("Deployment", "StatefulSet")) {
                assertThat(variables(manifests, component))
                        .as(each.getKey() + " " + component.at("/metadata/name").asText())
                        .containsEntry(PREFIX, expected);
            }
        }
    }

    /** The job's arguments as its process gets them: Kubernetes puts in variables that the container has, and leaves others as they stand. */
    private static List<String> command(KubernetesManifests manifests) {
        JsonNode job = manifests.named("Job", "topics");
        Map<String, String> variables = variables(manifests, job);
        List<String> command = new ArrayList<>();
        for (JsonNode argument : job.at("/spec/template/spec/containers/0/args")) {
            command.add(Pattern.compile("\\$\\(([A-Z_]+)\\)")
                    .matcher(argument.asText())
                    .replaceAll(
                            found -> Matcher.quoteReplacement(variables.getOrDefault(found.group(1), found.group()))));
        }
        return command;
    }

    /** What the manifests set for a workload's container; its own entries win. */
    private static Map<String, String> variables(KubernetesManifests manifests, JsonNode workload) {
        JsonNode container = workload.at("/spec/template/spec/containers/0");
        Map<String, String> variables = new TreeMap<>();
        for (JsonNode from : container.path("envFrom")) {
            manifests
                    .named("ConfigMap", from.at("/configMapRef/name").asText())
                    .path("data")
                    .properties()
                    .forEach(entry ->
                            variables.put(entry.getKey(), entry.getValue().asText()));
        }
        StreamSupport.stream(container.path("env").spliterator(), false)
                .forEach(variable -> variables.put(
                        variable.path("name").asText(), variable.path("value").asText()));
        return variables;
    }

    /** The mounted file of settings, with secrets of this machine. */
    private Path clientProperties(KubernetesManifests manifests) throws Exception {
        String text = manifests
                .named("ConfigMap", "kafka-client")
                .path("data")
                .path("client.properties")
                .asText();
        Path secrets = Files.createDirectories(folder.resolve("client"));
        for (String name : List.of("username", "password", "ca.pem")) {
            Files.writeString(secrets.resolve(name), "x");
        }
        return Files.writeString(
                folder.resolve("client.properties"),
                text.replace("/run/secrets/kafka", secrets.toString()).replace("SASL_SSL", "SASL_PLAINTEXT"));
    }
}
