package io.rollcall.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rollcall.cli.up.Kubectl.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an unmodified kubectl applies, on the server's side and its own, and what it explains. Nothing runs: no node has the label. */
class KubectlApplyIT {

    /** A name server on each node: two ports of one number, variables that build on each other, an order that matters. */
    private static final String NAME_SERVER = """
            apiVersion: apps/v1
            kind: DaemonSet
            metadata:
              name: %s
              labels: {app: dns, tier: infra}
            spec:
              selector:
                matchLabels: {app: dns}
              template:
                metadata:
                  creationTimestamp: null
                  labels: {app: dns}
                spec:
                  nodeSelector: {dns: wanted}
                  initContainers:
                  - {name: settings, image: "settings:1"}
                  containers:
                  - name: cache
                    image: dns:1.22
                    resources:
                      limits: {memory: 0.5Gi}
                    env:
                    - name: NODE
                      valueFrom:
                        fieldRef: {fieldPath: spec.nodeName}
                    ports:
                    - {name: dns, containerPort: 53, protocol: UDP}
                    - {name: dns-tcp, containerPort: 53, protocol: TCP}
                    - {containerPort: 9253}
                    livenessProbe:
                      httpGet: {path: /health, port: 8080}
                  volumes:
                  - name: files
                    emptyDir: {}
            """;

    private static final String CONTAINER = "{.spec.template.spec.containers[0]";

    @TempDir
    static Path folder;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static UpProcess up;

    @SuppressWarnings("NullAway.Init")
    private static Kubectl kubectl;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(Kubectl.isInstalled(), "kubectl is not installed");
        up = UpProcess.start(folder.resolve("data"), "--nodes", "1");
        up.awaitLine(told -> told.startsWith("Kubernetes API http://127.0.0.1:"));
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
            "server-side apply repeated: a manifest that did not change changes nothing, whatever the server completed in it")
    void again() throws Exception {
        String file = file(NAME_SERVER.formatted("again"));
        ok("apply --server-side -f " + file);
        ok("rollout status ds/again --timeout=60s");
        String before = ok("get ds again -o yaml --show-managed-fields");
        for (int i = 0; i < 3; i++) {
            Thread.sleep(400); // times have seconds
            assertThat(ok("apply --server-side -f " + file)).isEqualTo("daemonset.apps/again serverside-applied\n");
        }
        assertThat(ok("get ds again -o yaml --show-managed-fields")).isEqualTo(before);
        assertThat(get("again", CONTAINER + ".ports[*].protocol}")).isEqualTo("UDP TCP TCP");
        assertThat(ok("diff --server-side -f " + file)).isEmpty();
    }

    @Test
    @DisplayName(
            "server-side apply of a changed manifest: the selector of nodes is another one, init containers are in the new order,"
                    + " what was taken out is gone with its defaults")
    void changed() throws Exception {
        String manifest = NAME_SERVER.formatted("changed");
        ok("apply --server-side -f " + file(manifest));
        String after = manifest.replace("nodeSelector: {dns: wanted}", "nodeSelector: {names: wanted}")
                .replace("  - {name: settings,", "  - {name: first, image: \"first:1\"}\n      - {name: settings,")
                .replace(", tier: infra", "")
                .replace("        livenessProbe:\n          httpGet: {path: /health, port: 8080}\n", "")
                .replace("        - {name: dns, containerPort: 53, protocol: UDP}\n", "");
        assertThat(after).contains("first:1").doesNotContain("livenessProbe", "UDP", "tier");
        ok("apply --server-side -f " + file(after));
        assertThat(get("changed", "{.spec.template.spec.nodeSelector}")).isEqualTo("{\"names\":\"wanted\"}");
        assertThat(get("changed", "{.spec.template.spec.initContainers[*].name}"))
                .isEqualTo("first settings");
        assertThat(get("changed", CONTAINER + ".livenessProbe}")).isEmpty();
        assertThat(get("changed", CONTAINER + ".ports[*].name}")).isEqualTo("dns-tcp");
        assertThat(get("changed", "{.metadata.labels}")).isEqualTo("{\"app\":\"dns\"}");
    }

    @Test
    @DisplayName("two containers of one name are refused as a server refuses them")
    void duplicate() throws Exception {
        String manifest = NAME_SERVER
                .formatted("twice")
                .replace("  containers:\n", "  containers:\n      - {name: cache, image: \"other:1\"}\n");
        Result refused = kubectl.run("apply --server-side -f " + file(manifest));
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err())
                .isEqualTo(
                        "Error from server: failed to create typed patch object (default/twice; apps/v1, Kind=DaemonSet):"
                                + " .spec.template.spec.containers: duplicate entries for key [name=\"cache\"]\n");
    }

    @Test
    @DisplayName(
            "from client-side to server-side apply and back: no conflict with itself, and no field left to who applied before")
    void migration() throws Exception {
        // On its own side kubectl takes other spellings of what is there for changes, with any server.
        String manifest =
                NAME_SERVER.formatted("moved").replace("0.5Gi", "512Mi").replace("      creationTimestamp: null\n", "");
        assertThat(manifest).contains("512Mi").doesNotContain("creationTimestamp");
        ok("apply -f " + file(manifest));
        String next = manifest.replace("dns:1.22", "dns:1.23").replace(", tier: infra", "");
        assertThat(ok("apply --server-side -f " + file(next))).isEqualTo("daemonset.apps/moved serverside-applied\n");
        assertThat(get("moved", CONTAINER + ".image}")).isEqualTo("dns:1.23");
        assertThat(get("moved", "{.metadata.labels}")).isEqualTo("{\"app\":\"dns\"}");
        assertThat(get("moved", "{.metadata.managedFields[*].manager}")).doesNotContain("client-side");
        assertThat(get("moved", "{.metadata.annotations.kubectl\\.kubernetes\\.io/last-applied-configuration}"))
                .contains("dns:1.23")
                .doesNotContain("tier");

        String last = next.replace("dns:1.23", "dns:1.24").replace("        - {containerPort: 9253}\n", "");
        assertThat(ok("apply -f " + file(last))).isEqualTo("daemonset.apps/moved configured\n");
        assertThat(get("moved", CONTAINER + ".image} " + CONTAINER + ".ports[*].containerPort}"))
                .isEqualTo("dns:1.24 53 53");
        assertThat(ok("apply -f " + file(last))).isEqualTo("daemonset.apps/moved unchanged\n");
        assertThat(ok("apply --server-side -f " + file(last))).isEqualTo("daemonset.apps/moved serverside-applied\n");
        assertThat(get("moved", "{.metadata.managedFields[*].manager} {.metadata.managedFields[*].operation}"))
                .as("kubectl keeps its annotation under a name of its own")
                .isEqualTo("kubectl kubectl-last-applied Apply Apply");
    }

    @Test
    @DisplayName("client-side apply of a volume whose source somebody else changed gives it the one in the manifest")
    void volume() throws Exception {
        String manifest = NAME_SERVER.formatted("files");
        ok("apply -f " + file(manifest));
        String path = "/spec/template/spec/volumes/0";
        String patch = "[{\"op\":\"remove\",\"path\":\"" + path + "/emptyDir\"},{\"op\":\"add\",\"path\":\"" + path
                + "/hostPath\",\"value\":{\"path\":\"/srv\"}}]";
        kubectl.run(List.of("patch", "ds", "files", "--type=json", "-p", patch), folder, "")
                .ok();
        ok("apply -f " + file(manifest.replace("emptyDir: {}", "configMap: {name: zones}")));
        assertThat(get("files", "{.spec.template.spec.volumes[0].configMap.name}"))
                .isEqualTo("zones");
        assertThat(get("files", "{.spec.template.spec.volumes[0].hostPath}")).isEmpty();
    }

    @Test
    @DisplayName(
            "explain says something of every field of the kinds that are served, with its type, its values and whether it must be there")
    void explain() throws Exception {
        for (String kind : List.of("ds", "controllerrevision", "node", "pod", "namespace", "event")) {
            assertThat(ok("explain " + kind + " --recursive"))
                    .as(kind)
                    .contains("<string>")
                    .doesNotContain("<>");
        }
        for (String field : List.of(
                "pod.status.phase",
                "pod.status.containerStatuses.state.waiting.reason",
                "node.status.conditions",
                "event.reason",
                "event.involvedObject",
                "ns.spec.finalizers",
                "ds.status.conditions",
                "ds.spec.selector.matchLabels",
                "ds.spec.template.spec.volumes.hostPath.type",
                "ds.spec.template.spec.volumes.iscsi")) {
            assertThat(ok("explain " + field))
                    .as(field)
                    .contains("DESCRIPTION:")
                    .doesNotContain("<empty>", "<no description>");
        }
        assertThat(ok("explain ds.spec.template.spec.tolerations.effect"))
                .contains("FIELD: effect <string>", "ENUM:", "NoExecute", "Effect of the taint.");
        assertThat(ok("explain ds.spec")).containsPattern("selector\\s+<LabelSelector> -required-");
    }

    private static int files;

    private static String file(String manifest) throws IOException {
        return Files.writeString(folder.resolve("manifest-" + ++files + ".yaml"), manifest)
                .toString();
    }

    private static String get(String daemonSet, String path) throws Exception {
        return kubectl.run(
                        List.of("get", "ds", daemonSet, "--show-managed-fields", "-o", "jsonpath=" + path), folder, "")
                .ok();
    }

    private static String ok(String command) throws Exception {
        return kubectl.run(command).ok();
    }
}
