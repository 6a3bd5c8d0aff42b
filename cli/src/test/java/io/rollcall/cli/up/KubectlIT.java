package io.rollcall.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.cli.up.Kubectl.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An unmodified kubectl at work on a simulated cluster, from the first look to the last deletion. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KubectlIT {

    @RegisterExtension
    static final UpWithKubectl UP = UpWithKubectl.with("--nodes", "3");

    @Test
    @Order(1)
    @DisplayName("version, api-resources, api-versions, cluster health, can-i and explain")
    void look() throws Exception {
        assertThat(UP.ok("version")).contains("Server Version: v1.32");
        assertThat(UP.ok("api-resources"))
                .containsPattern("daemonsets +ds +apps/v1 +true +DaemonSet")
                .containsPattern("nodes +no +v1 +false +Node");
        assertThat(UP.ok("api-versions")).contains("apps/v1", "v1");
        assertThat(UP.ok("get --raw /readyz")).isEqualTo("ok");
        assertThat(UP.ok("auth can-i create ds")).startsWith("yes");
        assertThat(UP.ok("explain ds.spec.updateStrategy"))
                .contains("KIND:       DaemonSet", "FIELD: updateStrategy <DaemonSetUpdateStrategy>", "rollingUpdate");
        assertThat(UP.ok("get ns -o name").lines())
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
        assertThat(UP.ok("get nodes").lines().toList()).hasSize(5);
        assertThat(UP.ok("get nodes -o wide")).contains("INTERNAL-IP", "CONTAINER-RUNTIME");
        assertThat(UP.ok("get node node-1 -o jsonpath={.metadata.name}")).isEqualTo("node-1");
        assertThat(UP.ok("get nodes -o name --selector=kubernetes.io/hostname=node-2"))
                .isEqualTo("node/node-2\n");
        assertThat(UP.ok("describe node node-1")).contains("Name:", "node-1", "Non-terminated Pods");
    }

    @Test
    @Order(3)
    @DisplayName("every example is applied, and again without a change; its pods appear on the nodes")
    void apply() throws Exception {
        assertThat(UP.ok("create namespace empty")).isEqualTo("namespace/empty created\n");
        for (Path file : UpWithKubectl.examples()) {
            assertThat(UP.ok("apply -f " + file)).endsWith(" created\n");
            assertThat(UP.ok("apply -f " + file)).endsWith(" unchanged\n");
        }
        assertThat(UP.ok("rollout status ds/nginx --timeout=60s")).contains("successfully rolled out");
        assertThat(UP.ok("get ds nginx")).containsPattern("nginx +3 +3 +3 +3 +3 +<none>");
        assertThat(UP.ok("get pods -l app=nginx -o wide")).contains("node-1", "node-2", "node-3", "Running");
        assertThat(UP.ok("get pods --field-selector spec.nodeName=node-1 -l app=nginx -o name")
                        .lines())
                .hasSize(1);
        assertThat(UP.ok("describe ds nginx")).contains("Desired Number of Nodes Scheduled: 3");
        assertThat(UP.ok("wait --for=condition=Ready pod -l app=nginx --timeout=30s"))
                .contains("condition met");
        assertThat(UP.ok("wait --for=jsonpath={.status.numberReady}=3 ds/nginx --timeout=30s"))
                .contains("condition met");
        Result watch = UP.run("get pods -l app=nginx -w --request-timeout=2s");
        assertThat(watch.out()).contains("NAME", "Running");
    }

    @Test
    @Order(4)
    @DisplayName("label, annotate, taint, cordon, uncordon and drain change a node")
    void change() throws Exception {
        assertThat(UP.ok("label node node-1 gpu=true")).isEqualTo("node/node-1 labeled\n");
        assertThat(UP.run("label node node-1 gpu=false").exit()).isEqualTo(1);
        assertThat(UP.ok("label node node-1 gpu=false --overwrite")).isEqualTo("node/node-1 labeled\n");
        assertThat(UP.ok("label node node-1 gpu-")).isEqualTo("node/node-1 unlabeled\n");
        assertThat(UP.ok("annotate ds nginx a=b")).isEqualTo("daemonset.apps/nginx annotated\n");
        assertThat(UP.ok("taint node node-1 a=b:NoSchedule")).isEqualTo("node/node-1 tainted\n");
        assertThat(UP.ok("taint node node-1 a:NoSchedule-")).isEqualTo("node/node-1 untainted\n");
        assertThat(UP.ok("cordon node-1")).isEqualTo("node/node-1 cordoned\n");
        assertThat(UP.ok("get node node-1")).contains("SchedulingDisabled");
        assertThat(UP.ok("drain node-1 --ignore-daemonsets")).contains("node/node-1 drained");
        assertThat(UP.ok("uncordon node-1")).isEqualTo("node/node-1 uncordoned\n");
    }

    @Test
    @Order(5)
    @DisplayName("a rollout: image, status, history, undo, restart, diff, patch and edit by replace")
    void rollout() throws Exception {
        assertThat(UP.ok("set image ds/nginx nginx=nginx:1.28")).isEqualTo("daemonset.apps/nginx image updated\n");
        assertThat(UP.ok("rollout status ds/nginx --timeout=60s")).contains("successfully rolled out");
        assertThat(UP.ok("rollout history ds/nginx").lines().toList()).contains("1         <none>", "2         <none>");
        assertThat(UP.ok("rollout history ds/nginx --revision=1")).contains("nginx:1.27");
        assertThat(UP.ok("rollout undo ds/nginx")).isEqualTo("daemonset.apps/nginx rolled back\n");
        assertThat(UP.ok("rollout status ds/nginx --timeout=60s")).contains("successfully rolled out");
        assertThat(UP.ok("get ds nginx -o jsonpath={.spec.template.spec.containers[0].image}"))
                .isEqualTo("nginx:1.27");
        assertThat(UP.ok("rollout restart ds/nginx")).isEqualTo("daemonset.apps/nginx restarted\n");
        assertThat(UP.ok("rollout status ds/nginx --timeout=60s")).contains("successfully rolled out");
        assertThat(UP.run("rollout pause ds/nginx").err()).contains("pausing is not supported");
        assertThat(UP.run("scale ds/nginx --replicas=2").err())
                .contains("the server could not find the requested resource");

        Path changed = Files.writeString(
                UP.folder().resolve("changed.yaml"),
                Files.readString(UpWithKubectl.EXAMPLES.resolve("nginx.yaml")).replace("nginx:1.27", "nginx:1.29"));
        Result diff = UP.run("diff -f " + changed);
        assertThat(diff.exit()).isEqualTo(1);
        assertThat(diff.out()).contains("-      - image: nginx:1.27", "+      - image: nginx:1.29");
        assertThat(UP.ok("apply -f " + changed + " --dry-run=server")).contains("configured (server dry run)");
        assertThat(UP.ok("patch ds nginx -p {\"spec\":{\"minReadySeconds\":1}}"))
                .contains("patched");
        assertThat(UP.ok("patch ds nginx --type=json -p [{\"op\":\"remove\",\"path\":\"/spec/minReadySeconds\"}]"))
                .contains("patched");
        assertThat(UP.ok("apply --server-side -f " + changed + " --force-conflicts"))
                .contains("serverside-applied");
        // While a rollout writes the status, whoever replaces what it has read meets a conflict, as on any server.
        assertThat(UP.ok("rollout status ds/nginx --timeout=60s")).contains("successfully rolled out");
        assertThat(UP.ok("replace -f " + changed)).isEqualTo("daemonset.apps/nginx replaced\n");
        assertThat(UP.ok("rollout status ds/nginx --timeout=60s")).contains("successfully rolled out");
    }

    @Test
    @Order(6)
    @DisplayName("what is wrong is refused in a server's words")
    void refusals() throws Exception {
        assertThat(UP.run("get ds nope").err())
                .isEqualTo("Error from server (NotFound): daemonsets.apps \"nope\" not found\n");
        assertThat(UP.run("create -f " + UpWithKubectl.EXAMPLES.resolve("nginx.yaml"))
                        .err())
                .contains("(AlreadyExists)");
        String nginx = Files.readString(UpWithKubectl.EXAMPLES.resolve("nginx.yaml"))
                .replace("name: nginx\n", "name: bad\n")
                .replace("app: nginx\n", "app: bad\n");
        Path unknown = Files.writeString(
                UP.folder().resolve("unknown.yaml"), nginx.replace("    spec:\n", "    spec:\n      bogus: 1\n"));
        assertThat(UP.run("apply -f " + unknown).err())
                .contains("strict decoding error: unknown field \"spec.template.spec.bogus\"");
        assertThat(UP.run("apply --validate=warn -f " + unknown).err())
                .contains("Warning: unknown field \"spec.template.spec.bogus\"");
        Path policy = Files.writeString(
                UP.folder().resolve("policy.yaml"),
                nginx.replace("    spec:\n", "    spec:\n      restartPolicy: Never\n"));
        assertThat(UP.run("apply -f " + policy).err())
                .contains(
                        "spec.template.spec.restartPolicy: Unsupported value: \"Never\": supported values: \"Always\"");
        assertThat(UP.ok("delete ds bad")).isEqualTo("daemonset.apps \"bad\" deleted\n");
        assertThat(UP.ok("wait --for=delete pod -l app=bad --timeout=60s")).isNotNull();
    }

    @Test
    @Order(7)
    @DisplayName(
            "pods and DaemonSets are deleted: with grace, by force, orphaning, in the foreground, in the background")
    void delete() throws Exception {
        String pod = UP.ok("get pods -l app=nginx -o name").lines().findFirst().orElseThrow();
        assertThat(UP.ok("delete " + pod)).contains("deleted");
        String other =
                UP.ok("get pods -l app=nginx -o name").lines().findFirst().orElseThrow();
        assertThat(UP.ok("delete " + other + " --grace-period=0 --force")).contains("force deleted");
        assertThat(UP.ok("rollout status ds/nginx --timeout=60s")).contains("successfully rolled out");
        assertThat(UP.ok("delete ds nginx --cascade=orphan")).contains("deleted");
        assertThat(UP.ok("get pods -l app=nginx -o name").lines()).hasSize(3);
        assertThat(UP.ok("create -f " + UpWithKubectl.EXAMPLES.resolve("nginx.yaml")))
                .isEqualTo("daemonset.apps/nginx created\n");
        assertThat(UP.ok("rollout status ds/nginx --timeout=60s")).contains("successfully rolled out");
        assertThat(UP.ok("delete ds nginx --cascade=foreground")).contains("deleted");
        assertThat(UP.ok("get pods -l app=nginx -o name")).isEmpty();
        assertThat(UP.ok("delete -f " + UpWithKubectl.EXAMPLES.resolve("rolling-update.yaml")))
                .contains("deleted");
        assertThat(UP.ok("delete node node-3")).isEqualTo("node \"node-3\" deleted\n");
        assertThat(List.of(UP.ok("get nodes -o name").split("\n"))).doesNotContain("node/node-3");
    }

    @Test
    @Order(8)
    @DisplayName("what the controller did is told in events, each with its reason")
    void events() throws Exception {
        assertThat(UP.ok("get events --field-selector involvedObject.name=nginx"))
                .contains("LAST SEEN", "SuccessfulCreate", "daemonset/nginx", "Created pod: nginx-", "(MISSING_POD)");
        assertThat(UP.ok("describe ds node-metrics -n monitoring"))
                .containsPattern(
                        "Normal +SuccessfulCreate +\\S+ +daemonset-controller +Created pod: node-metrics-\\w+");
    }

    @Test
    @Order(9)
    @DisplayName("a namespace goes with all that is in it; nothing new is made in it meanwhile")
    void namespaces() throws Exception {
        assertThat(UP.ok("describe namespace monitoring")).contains("Status:       Active");
        assertThat(UP.run("delete namespace default").err())
                .isEqualTo(
                        "Error from server (Forbidden): namespaces \"default\" is forbidden: this namespace may not be deleted\n");
        assertThat(UP.ok("delete namespace monitoring --wait=false")).contains("namespace \"monitoring\" deleted");
        assertThat(UP.run("create -n monitoring -f " + UpWithKubectl.EXAMPLES.resolve("node-metrics.yaml"))
                        .exit())
                .isEqualTo(1);
        assertThat(UP.ok("wait --for=delete namespace/monitoring --timeout=80s"))
                .isNotNull();
        assertThat(UP.run("get namespace monitoring").err())
                .isEqualTo("Error from server (NotFound): namespaces \"monitoring\" not found\n");
        assertThat(UP.ok("get pods -n monitoring -o name")).isEmpty();
    }
}
