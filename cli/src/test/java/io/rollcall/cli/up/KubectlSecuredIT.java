package io.rollcall.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.cli.up.Kubectl.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An unmodified kubectl with the kubeconfig that was written, where tokens are demanded and TLS is spoken. */
class KubectlSecuredIT {

    private static final String READER = " --context rollcall-reader";
    private static final Path NGINX = UpWithKubectl.EXAMPLES.resolve("nginx.yaml");

    @RegisterExtension
    static final UpWithKubectl UP = UpWithKubectl.withFiles(KubectlSecuredIT::arguments);

    /** Tokens of two roles; all examples but one are applied by the start. */
    private static List<String> arguments(Path folder) {
        try {
            Path read = Files.writeString(folder.resolve("read"), "reader-0123456789abcdef\n");
            Path write = Files.writeString(folder.resolve("write"), "writer-0123456789abcdef\n");
            List<String> arguments = new ArrayList<>(List.of("--nodes", "2"));
            arguments.addAll(List.of("--kube-read-tokens", read.toString(), "--kube-write-tokens", write.toString()));
            arguments.add("--apply");
            applied().forEach(file -> arguments.add(file.toString()));
            return arguments;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> applied() throws IOException {
        return UpWithKubectl.examples().stream()
                .filter(file -> !file.equals(NGINX))
                .toList();
    }

    @Test
    @DisplayName("what the start applied, kubectl applies again without a change and without a warning")
    void appliedByTheStart() throws Exception {
        assertThat(applied()).isNotEmpty();
        for (Path file : applied()) {
            Result again = UP.run("apply -f " + file);
            assertThat(again.ok().lines())
                    .as(file.toString())
                    .isNotEmpty()
                    .allMatch(line -> line.endsWith(" unchanged"));
            assertThat(again.err()).as(file.toString()).isEmpty();
        }
    }

    @Test
    @DisplayName(
            "the kubeconfig's token reads and writes; a reader's reads, and is told what it may not; others are nobody")
    void roles() throws Exception {
        assertThat(UP.run("apply -f " + NGINX).ok()).isEqualTo("daemonset.apps/nginx created\n");
        assertThat(UP.run("rollout status ds/nginx --timeout=60s").ok()).contains("successfully rolled out");
        assertThat(UP.run("get ds nginx -o name" + READER).ok()).isEqualTo("daemonset.apps/nginx\n");

        Result refused = UP.run("delete ds nginx" + READER);
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err())
                .isEqualTo(
                        "Error from server (Forbidden): daemonsets.apps \"nginx\" is forbidden: User \"rollcall:reader\""
                                + " cannot delete resource \"daemonsets\" in API group \"apps\" in the namespace \"default\"\n");
        assertThat(UP.run("auth can-i delete ds" + READER).out()).startsWith("no");
        assertThat(UP.run("auth can-i list ds" + READER).ok()).startsWith("yes");
        assertThat(UP.run("auth can-i delete ds").ok()).startsWith("yes");

        assertThat(UP.run("auth whoami -o jsonpath={.status.userInfo.username}").ok())
                .isEqualTo("rollcall:writer");
        assertThat(UP.run("auth whoami" + READER).ok()).contains("rollcall:reader", "[system:authenticated]");
        assertThat(UP.run("auth can-i --list" + READER).ok().lines())
                .anyMatch(line -> line.startsWith("*.*") && line.endsWith("[get list watch]"))
                .anyMatch(line -> line.startsWith("selfsubjectrulesreviews.authorization.k8s.io "))
                .noneMatch(line -> line.endsWith("[*]"));
        assertThat(UP.run("auth can-i --list").ok().lines())
                .anyMatch(line -> line.startsWith("*.*") && line.endsWith("[*]"));

        Result stranger = UP.run("get nodes --token stranger-0123456789");
        assertThat(stranger.exit()).isEqualTo(1);
        assertThat(stranger.err()).contains("You must be logged in to the server");

        // A whole second after all nodes were there: the DaemonSet may have been made in the second in which they were.
        Instant then = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        Thread.sleep(Duration.between(Instant.now(), then.plusMillis(20)));
        assertThat(UP.run("--server " + UP.url() + "/asof/" + then + " get nodes -o name" + READER)
                        .ok())
                .isEqualTo("node/control-plane\nnode/node-1\nnode/node-2\n");
    }
}
