package io.rollcall.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rollcall.cli.up.Kubectl.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** An unmodified kubectl at work on a simulated cluster, from the first look to the last deletion. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KubectlIT {

    private static final Path EXAMPLES =
            Path.of("..", "examples").toAbsolutePath().normalize();

    @TempDir
    static Path folder;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static UpProcess up;

    @SuppressWarnings("NullAway.Init")
    private static Kubectl kubectl;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(Kubectl.isInstalled(), "kubectl is not installed");
        up = UpProcess.start(folder.resolve("data"), "--nodes", "3");
        up.awaitLine(line -> line.startsWith("Kubernetes API http://127.0.0.1:"));
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
    @Order(1)
    @DisplayName("version, api-resources, api-versions, cluster health, can-i and explain")
    void look() throws Exception {
        assertThat(ok("version")).contains("Server Version: v1.32");
        assertThat(ok("api-resources"))
                .containsPattern("daemonsets +ds +apps/v1 +true +DaemonSet")
                .containsPattern("nodes +no +v1 +false +Node");
        assertThat(ok("api-versions")).contains("apps/v1", "v1");
        assertThat(ok("get --raw /readyz")).isEqualTo("ok");
        assertThat(ok("auth can-i create ds")).startsWith("yes");
        assertThat(ok("explain ds.spec.updateStrategy"))
                .contains("KIND:       DaemonSet", "FIELD: updateStrategy <DaemonSetUpdateStrategy>", "rollingUpdate");
        assertThat(ok("get ns -o name").lines())
                .containsExactly(
                        "namespace/default",
                        "namespace/kube-node-lease",
                        "namespace/kube-public",
                        "namespace/kube-system");
    }

    @Test
    @Order(2)
    @DisplayName("nodes, plain and wide, one, as name and by label")
    void nodes() throws Exception {
        assertThat(ok("get nodes").lines().toList()).hasSize(5);
        assertThat(ok("get nodes -o wide")).contains("INTERNAL-IP", "CONTAINER-RUNTIME");
        assertThat(ok("get node node-1 -o jsonpath={.metadata.name}")).isEqualTo("node-1");
        assertThat(ok("get nodes -o name --selector=kubernetes.io/hostname=node-2"))
                .isEqualTo("node/node-2\n");
        assertThat(ok("describe node node-1")).contains("Name:", "node-1", "Non-terminated Pods");
    }

    @Test
    @Order(3)
    @DisplayName("every example is applied, and again without a change; its pods appear on the nodes")
    void apply() throws Exception {
        assertThat(ok("create namespace empty")).isEqualTo("namespace/empty created\n");
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                assertThat(ok("apply -f " + file)).endsWith(" created\n");
                assertThat(ok("apply -f " + file)).endsWith(" unchanged\n");
            }
        }
        assertThat(ok("rollout status ds/nginx --timeout=60s")).contains("successfully rolled out");
        assertThat(ok("get ds nginx")).containsPattern("nginx +3 +3 +3 +3 +3 +<none>");
        assertThat(ok("get pods -l app=nginx -o wide")).contains("node-1", "node-2", "node-3", "Running");
        assertThat(ok("get pods --field-selector spec.nodeName=node-1 -l app=nginx -o name")
                        .lines())
                .hasSize(1);
        assertThat(ok("describe ds nginx")).contains("Desired Number of Nodes Scheduled: 3");
        assertThat(ok("wait --for=condition=Ready pod -l app=nginx --timeout=30s"))
                .contains("condition met");
        assertThat(ok("wait --for=jsonpath={.status.numberReady}=3 ds/nginx --timeout=30s"))
                .contains("condition met");
        Result watch = kubectl.run("get pods -l app=nginx -w --request-timeout=2s");
        assertThat(watch.out()).contains("NAME", "Running");
    }

    @Test
    @Order(4)
    @DisplayName("label, annotate, taint, cordon, uncordon and drain change a node")
    void change() throws Exception {
        assertThat(ok("label node node-1 gpu=true")).isEqualTo("node/node-1 labeled\n");
        assertThat(kubectl.run("label node node-1 gpu=false").exit()).isEqualTo(1);
        assertThat(ok("label node node-1 gpu=false --overwrite")).isEqualTo("node/node-1 labeled\n");
        assertThat(ok("label node node-1 gpu-")).isEqualTo("node/node-1 unlabeled\n");
        assertThat(ok("annotate ds nginx a=b")).isEqualTo("daemonset.apps/nginx annotated\n");
        assertThat(ok("taint node node-1 a=b:NoSchedule")).isEqualTo("node/node-1 tainted\n");
        assertThat(ok("taint node node-1 a:NoSchedule-")).isEqualTo("node/node-1 untainted\n");
        assertThat(ok("cordon node-1")).isEqualTo("node/node-1 cordoned\n");
        assertThat(ok("get node node-1")).contains("SchedulingDisabled");
        assertThat(ok("drain node-1 --ignore-daemonsets")).contains("node/node-1 drained");
        assertThat(ok("uncordon node-1")).isEqualTo("node/node-1 uncordoned\n");
    }

    @Test
    @Order(5)
    @DisplayName("a rollout: image, status, history, undo, restart, diff, patch and edit by replace")
    void rollout() throws Exception {
        assertThat(ok("set image ds/nginx nginx=nginx:1.28")).isEqualTo("daemonset.apps/nginx image updated\n");
        assertThat(ok("rollout status ds/nginx --timeout=60s")).contains("successfully rolled out");
        assertThat(ok("rollout history ds/nginx").lines().toList()).contains("1         <none>", "2         <none>");
        assertThat(ok("rollout history ds/nginx --revision=1")).contains("nginx:1.27");
        assertThat(ok("rollout undo ds/nginx")).isEqualTo("daemonset.apps/nginx rolled back\n");
        assertThat(ok("rollout status ds/nginx --timeout=60s")).contains("successfully rolled out");
        assertThat(ok("get ds nginx -o jsonpath={.spec.template.spec.containers[0].image}"))
                .isEqualTo("nginx:1.27");
        assertThat(ok("rollout restart ds/nginx")).isEqualTo("daemonset.apps/nginx restarted\n");
        assertThat(ok("rollout status ds/nginx --timeout=60s")).contains("successfully rolled out");
        assertThat(kubectl.run("rollout pause ds/nginx").err()).contains("pausing is not supported");
        assertThat(kubectl.run("scale ds/nginx --replicas=2").err())
                .contains("the server could not find the requested resource");

        Path changed = Files.writeString(
                folder.resolve("changed.yaml"),
                Files.readString(EXAMPLES.resolve("nginx.yaml")).replace("nginx:1.27", "nginx:1.29"));
        Result diff = kubectl.run("diff -f " + changed);
        assertThat(diff.exit()).isEqualTo(1);
        assertThat(diff.out()).contains("-      - image: nginx:1.27", "+      - image: nginx:1.29");
        assertThat(ok("apply -f " + changed + " --dry-run=server")).contains("configured (server dry run)");
        assertThat(ok("patch ds nginx -p {\"spec\":{\"minReadySeconds\":1}}")).contains("patched");
        assertThat(ok("patch ds nginx --type=json -p [{\"op\":\"remove\",\"path\":\"/spec/minReadySeconds\"}]"))
                .contains("patched");
        assertThat(ok("apply --server-side -f " + changed + " --force-conflicts"))
                .contains("serverside-applied");
        // While a rollout writes the status, whoever replaces what it has read meets a conflict, as on any server.
        assertThat(ok("rollout status ds/nginx --timeout=60s")).contains("successfully rolled out");
        assertThat(ok("replace -f " + changed)).isEqualTo("daemonset.apps/nginx replaced\n");
        assertThat(ok("rollout status ds/nginx --timeout=60s")).contains("successfully rolled out");
    }

    @Test
    @Order(6)
    @DisplayName("what is wrong is refused in a server's words")
    void refusals() throws Exception {
        assertThat(kubectl.run("get ds nope").err())
                .isEqualTo("Error from server (NotFound): daemonsets.apps \"nope\" not found\n");
        assertThat(kubectl.run("create -f " + EXAMPLES.resolve("nginx.yaml")).err())
                .contains("(AlreadyExists)");
        String nginx = Files.readString(EXAMPLES.resolve("nginx.yaml"))
                .replace("name: nginx\n", "name: bad\n")
                .replace("app: nginx\n", "app: bad\n");
        Path unknown = Files.writeString(
                folder.resolve("unknown.yaml"), nginx.replace("    spec:\n", "    spec:\n      bogus: 1\n"));
        assertThat(kubectl.run("apply -f " + unknown).err())
                .contains("strict decoding error: unknown field \"spec.template.spec.bogus\"");
        assertThat(kubectl.run("apply --validate=warn -f " + unknown).err())
                .contains("Warning: unknown field \"spec.template.spec.bogus\"");
        Path policy = Files.writeString(
                folder.resolve("policy.yaml"), nginx.replace("    spec:\n", "    spec:\n      restartPolicy: Never\n"));
        assertThat(kubectl.run("apply -f " + policy).err())
                .contains(
                        "spec.template.spec.restartPolicy: Unsupported value: \"Never\": supported values: \"Always\"");
        assertThat(ok("delete ds bad")).isEqualTo("daemonset.apps \"bad\" deleted\n");
        assertThat(ok("wait --for=delete pod -l app=bad --timeout=60s")).isNotNull();
    }

    @Test
    @Order(7)
    @DisplayName(
            "pods and DaemonSets are deleted: with grace, by force, orphaning, in the foreground, in the background")
    void delete() throws Exception {
        String pod = ok("get pods -l app=nginx -o name").lines().findFirst().orElseThrow();
        assertThat(ok("delete " + pod)).contains("deleted");
        String other = ok("get pods -l app=nginx -o name").lines().findFirst().orElseThrow();
        assertThat(ok("delete " + other + " --grace-period=0 --force")).contains("force deleted");
        assertThat(ok("rollout status ds/nginx --timeout=60s")).contains("successfully rolled out");
        assertThat(ok("delete ds nginx --cascade=orphan")).contains("deleted");
        assertThat(ok("get pods -l app=nginx -o name").lines()).hasSize(3);
        assertThat(ok("create -f " + EXAMPLES.resolve("nginx.yaml"))).isEqualTo("daemonset.apps/nginx created\n");
        assertThat(ok("rollout status ds/nginx --timeout=60s")).contains("successfully rolled out");
        assertThat(ok("delete ds nginx --cascade=foreground")).contains("deleted");
        assertThat(ok("get pods -l app=nginx -o name")).isEmpty();
        assertThat(ok("delete -f " + EXAMPLES.resolve("rolling-update.yaml"))).contains("deleted");
        assertThat(ok("delete node node-3")).isEqualTo("node \"node-3\" deleted\n");
        assertThat(List.of(ok("get nodes -o name").split("\n"))).doesNotContain("node/node-3");
    }

    @Test
    @Order(8)
    @DisplayName("what the controller did is told in events, each with its reason")
    void events() throws Exception {
        assertThat(ok("get events --field-selector involvedObject.name=nginx"))
                .contains("LAST SEEN", "SuccessfulCreate", "daemonset/nginx", "Created pod: nginx-", "(MISSING_POD)");
        assertThat(ok("describe ds node-metrics -n monitoring"))
                .containsPattern(
                        "Normal +SuccessfulCreate +\\S+ +daemonset-controller +Created pod: node-metrics-\\w+");
    }

    @Test
    @Order(9)
    @DisplayName("a namespace goes with all that is in it; nothing new is made in it meanwhile")
    void namespaces() throws Exception {
        assertThat(ok("describe namespace monitoring")).contains("Status:       Active");
        assertThat(kubectl.run("delete namespace default").err())
                .isEqualTo(
                        "Error from server (Forbidden): namespaces \"default\" is forbidden: this namespace may not be deleted\n");
        assertThat(ok("delete namespace monitoring --wait=false")).contains("namespace \"monitoring\" deleted");
        assertThat(kubectl.run("create -n monitoring -f " + EXAMPLES.resolve("node-metrics.yaml"))
                        .exit())
                .isEqualTo(1);
        assertThat(ok("wait --for=delete namespace/monitoring --timeout=80s")).isNotNull();
        assertThat(kubectl.run("get namespace monitoring").err())
                .isEqualTo("Error from server (NotFound): namespaces \"monitoring\" not found\n");
        assertThat(ok("get pods -n monitoring -o name")).isEmpty();
    }

    private static String ok(String command) throws Exception {
        Result result = kubectl.run(command);
        up.end().ifPresent(end -> fail(command + ": " + end));
        return result.ok();
    }
}
