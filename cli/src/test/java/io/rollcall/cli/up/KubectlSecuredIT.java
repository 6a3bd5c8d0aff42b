package io.rollcall.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rollcall.cli.up.Kubectl.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An unmodified kubectl with the kubeconfig that was written, where tokens are demanded and TLS is spoken. */
class KubectlSecuredIT {

    private static final String READER = " --context rollcall-reader";
    private static final String NGINX =
            Path.of("..", "examples", "nginx.yaml").toAbsolutePath().normalize().toString();

    @TempDir
    static Path folder;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static UpProcess up;

    @SuppressWarnings("NullAway.Init")
    private static Kubectl kubectl;

    @SuppressWarnings("NullAway.Init")
    private static String url;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(Kubectl.isInstalled(), "kubectl is not installed");
        Path read = Files.writeString(folder.resolve("read"), "reader-0123456789abcdef\n");
        Path write = Files.writeString(folder.resolve("write"), "writer-0123456789abcdef\n");
        up = UpProcess.start(
                folder.resolve("data"),
                "--nodes",
                "2",
                "--kube-read-tokens",
                read.toString(),
                "--kube-write-tokens",
                write.toString());
        String line = up.awaitLine(told -> told.startsWith("Kubernetes API https://127.0.0.1:"));
        url = line.substring("Kubernetes API ".length(), line.indexOf(": kubectl"));
        kubectl = new Kubectl(
                folder.resolve("data").resolve("kubeconfig"), Files.createDirectory(folder.resolve("home")));
    }

    @AfterAll
    @SuppressWarnings("NullAway") // null when nothing was started
    static void stop() {
        if (up != null) {
            up.close();
        }
    }

    @Test
    @DisplayName(
            "the kubeconfig's token reads and writes; a reader's reads, and is told what it may not; others are nobody")
    void roles() throws Exception {
        assertThat(kubectl.run("apply -f " + NGINX).ok()).isEqualTo("daemonset.apps/nginx created\n");
        assertThat(kubectl.run("rollout status ds/nginx --timeout=60s").ok()).contains("successfully rolled out");
        assertThat(kubectl.run("get ds nginx -o name" + READER).ok()).isEqualTo("daemonset.apps/nginx\n");

        Result refused = kubectl.run("delete ds nginx" + READER);
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err())
                .isEqualTo(
                        "Error from server (Forbidden): daemonsets.apps \"nginx\" is forbidden: User \"rollcall:reader\""
                                + " cannot delete resource \"daemonsets\" in API group \"apps\" in the namespace \"default\"\n");
        assertThat(kubectl.run("auth can-i delete ds" + READER).out()).startsWith("no");
        assertThat(kubectl.run("auth can-i list ds" + READER).ok()).startsWith("yes");
        assertThat(kubectl.run("auth can-i delete ds").ok()).startsWith("yes");

        Result stranger = kubectl.run("get nodes --token stranger-0123456789");
        assertThat(stranger.exit()).isEqualTo(1);
        assertThat(stranger.err()).contains("You must be logged in to the server");

        // A whole second after all nodes were there: the DaemonSet may have been made in the second in which they were.
        Instant then = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        Thread.sleep(Duration.between(Instant.now(), then.plusMillis(20)));
        assertThat(kubectl.run("--server " + url + "/asof/" + then + " get nodes -o name" + READER)
                        .ok())
                .isEqualTo("node/control-plane\nnode/node-1\nnode/node-2\n");
    }
}
