package io.rollcall.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The largest object that an API server stores, with as many revisions as are kept and more, through the whole line. */
class LargeTemplateIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String DAEMON_SETS = "/apis/apps/v1/namespaces/default/daemonsets";
    private static final int CHANGES = 12;

    /** What an object may have, less its other fields and who manages them. */
    private static final int BYTES = 1_550_000;

    @Test
    @DisplayName(
            "a template of 1.5 MB that is changed twelve times is rolled out each time, over a restart too, and others go on")
    void changedTwelveTimes(@TempDir Path folder) throws Exception {
        try (UpProcess up = UpProcess.start(folder, "--nodes", "2")) {
            KubeHttp kube = new KubeHttp(server(up));
            kube.create(DAEMON_SETS, daemonSet("large", image(0), BYTES));
            for (int change = 1; change <= CHANGES; change++) {
                rolledOut(kube, "large");
                kube.patch(DAEMON_SETS + "/large", """
                        {"spec":{"template":{"spec":{"containers":[%s]}}}}""".formatted(container(image(change), BYTES)));
            }
            rolledOut(kube, "large");
            kube.create(DAEMON_SETS, daemonSet("small", image(0), 1));
            rolledOut(kube, "small");
            up.stop();
        }
        try (UpProcess up = UpProcess.start(folder, "--nodes", "2")) {
            KubeHttp kube = new KubeHttp(server(up));
            kube.patch(DAEMON_SETS + "/small", """
                    {"spec":{"template":{"spec":{"containers":[%s]}}}}""".formatted(container(image(1), 1)));
            rolledOut(kube, "small");
            JsonNode large = rolledOut(kube, "large");
            assertThat(large.at("/metadata/generation").asInt()).isEqualTo(CHANGES + 1);
            JsonNode revisions = read(kube, "/apis/apps/v1/namespaces/default/controllerrevisions")
                    .path("items");
            assertThat(revisions).hasSize(1 + 10 + 2);
        }
    }

    private static JsonNode rolledOut(KubeHttp kube, String name) {
        JsonNode[] last = new JsonNode[1];
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode found = read(kube, DAEMON_SETS + "/" + name);
            last[0] = found;
            JsonNode status = found.path("status");
            assertThat(status.path("observedGeneration").asInt())
                    .isEqualTo(found.at("/metadata/generation").asInt());
            assertThat(status.path("updatedNumberScheduled").asInt()).isEqualTo(2);
            assertThat(status.path("numberAvailable").asInt()).isEqualTo(2);
        });
        return last[0];
    }

    private static JsonNode read(KubeHttp kube, String path) throws Exception {
        return new ObjectMapper().readTree(kube.get(path));
    }

    private static String server(UpProcess up) throws InterruptedException {
        String line = up.awaitLine(told -> told.startsWith("Kubernetes API http://127.0.0.1:"));
        return line.substring("Kubernetes API ".length(), line.indexOf(": kubectl"));
    }

    private static String image(int change) {
        return "registry.example/agent:" + change;
    }

    private static String container(String image, int bytes) {
        return """
                {"name":"main","image":"%s","env":[{"name":"A","value":"%s"}]}""".formatted(image, "x".repeat(bytes));
    }

    private static String daemonSet(String name, String image, int bytes) {
        return """
                {"metadata":{"name":"%1$s"},"spec":{"selector":{"matchLabels":{"app":"%1$s"}},
                 "updateStrategy":{"rollingUpdate":{"maxUnavailable":2}},
                 "template":{"metadata":{"labels":{"app":"%1$s"}},"spec":{"containers":[%2$s]}}}}
                """.formatted(name, container(image, bytes));
    }
}
