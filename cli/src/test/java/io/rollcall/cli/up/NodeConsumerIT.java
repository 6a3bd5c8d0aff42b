package io.rollcall.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.events.node.NodeProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example in another language: it has Kafka's address and the registry's, and none of our code. */
class NodeConsumerIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    @DisplayName(
            "a consumer in Node prints the create-pod commands of an example, decoded through the registry, as CloudEvents")
    void commands(@TempDir Path folder) throws Exception {
        NodeProgram consumer =
                NodeProgram.install(Path.of("..", "examples", "node-consumer"), folder.resolve("consumer"));
        try (Components rollcall = Components.start(UpOptions.onFreePorts(folder.resolve("data"), Duration.ZERO))) {
            rollcall.cluster().ensureNodes(3);
            rollcall.cluster().apply(Files.readString(Path.of("..", "examples", "nginx.yaml")), "nginx.yaml");
            NodeProgram.Ended ended = consumer.run(
                    PATIENCE,
                    "consume.mjs",
                    "--brokers",
                    rollcall.bootstrapServers(),
                    "--registry",
                    rollcall.registryUrl(),
                    "--type",
                    "io.rollcall.command.create-pod",
                    "--limit",
                    "3");
            assertThat(ended.status()).as(ended.errors()).isZero();
            List<JsonNode> lines = new ArrayList<>();
            for (String line : ended.output().lines().toList()) {
                lines.add(JSON.readTree(line));
            }
            assertThat(lines)
                    .extracting(line -> line.path("subject").asText())
                    .containsExactlyInAnyOrder("default/nginx/node-1", "default/nginx/node-2", "default/nginx/node-3");
            assertThat(lines).allSatisfy(line -> {
                assertThat(line.path("specversion").asText()).isEqualTo("1.0");
                assertThat(line.path("type").asText()).isEqualTo("io.rollcall.command.create-pod");
                assertThat(line.path("source").asText()).isEqualTo("/rollcall/commands");
                assertThat(line.path("datacontenttype").asText()).isEqualTo("application/avro");
                assertThat(line.path("wish").asText()).isEqualTo("io.rollcall.events.CreatePod");
                JsonNode command = line.path("command");
                assertThat(command.path("commandId").asText())
                        .isEqualTo(line.path("id").asText());
                assertThat(command.at("/wish/io.rollcall.events.CreatePod/podName")
                                .asText())
                        .startsWith("nginx-");
                assertThat(line.path("subject").asText())
                        .endsWith(command.at("/slot/node").asText());
            });
        }
    }

    @Test
    @DisplayName("what keeps a consumer in Node from its commands is told in a line, with a status that is not 0")
    void failures(@TempDir Path folder) throws Exception {
        NodeProgram consumer =
                NodeProgram.install(Path.of("..", "examples", "node-consumer"), folder.resolve("consumer"));
        NodeProgram.Ended limited = consumer.run(PATIENCE, "consume.mjs", "--limit", "many");
        assertThat(limited.status()).isEqualTo(2);
        assertThat(limited.errors()).contains("--limit many: it is a whole number");
        try (Components rollcall = Components.start(UpOptions.onFreePorts(folder.resolve("data"), Duration.ZERO))) {
            rollcall.cluster().ensureNodes(1);
            rollcall.cluster().apply(Files.readString(Path.of("..", "examples", "nginx.yaml")), "nginx.yaml");
            NodeProgram.Ended ended = consumer.run(
                    PATIENCE,
                    "consume.mjs",
                    "--brokers",
                    rollcall.bootstrapServers(),
                    "--registry",
                    "http://127.0.0.1:1",
                    "--limit",
                    "1");
            assertThat(ended.status()).as(ended.errors()).isEqualTo(1);
            assertThat(ended.errors()).contains("rollcall.commands cannot be read: ");
            assertThat(ended.output()).isEmpty();
        }
    }
}
