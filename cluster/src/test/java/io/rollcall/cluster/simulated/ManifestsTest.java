package io.rollcall.cluster.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.objects.Json;
import io.rollcall.cluster.objects.ObjectKind;
import io.rollcall.cluster.store.ObjectKey;
import io.rollcall.kubeapi.managed.Writer;
import io.rollcall.kubeapi.resource.ResourceType;
import io.rollcall.kubeapi.store.Part;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ManifestsTest {

    private static final String WEB = """
            # a plain one
            apiVersion: apps/v1
            kind: DaemonSet
            metadata:
              name: web
            spec:
              selector:
                matchLabels: {app: web}
              template:
                metadata:
                  labels: {app: web}
                spec:
                  hostNetwork: true
                  containers:
                    - name: web
                      image: nginx:1.27
                      ports: [{containerPort: 80}]
                      volumeMounts: [{name: conf, mountPath: /conf}]
                  volumes:
                    - {name: conf, configMap: {name: c, defaultMode: 0400}}
                    - {name: logs, hostPath: {path: /var/log}}
            """;

    private final Sim sim = new Sim();

    @Test
    void aFileIsCreatedThenUnchangedThenConfigured() {
        String two = "---\n" + WEB + "---\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\n";

        assertThat(apply(two)).containsExactly("daemonset/web created", "configmap/c ignored");
        assertThat(apply(two)).containsExactly("daemonset/web unchanged", "configmap/c ignored");
        assertThat(apply(WEB.replace("1.27", "1.28"))).containsExactly("daemonset/web configured");
        assertThat(sim.daemonSet("web").at("/metadata/generation").asInt()).isEqualTo(2);
    }

    @Test
    @DisplayName("what was applied is noted to the letter as kubectl does it, and is no part of the template")
    void lastApplied() {
        String small = """
                apiVersion: apps/v1
                kind: DaemonSet
                metadata: {name: small}
                spec:
                  template:
                    spec: {containers: [{name: c, image: "i:1", args: ["a && b > c", 'say "<hi>"'], ports: [{containerPort: 80}]}]}
                    metadata: {labels: {app: small}}
                  selector: {matchLabels: {app: small}}
                """;
        assertThat(apply(small)).containsExactly("daemonset/small created");
        ObjectNode made = sim.daemonSet("small");
        assertThat(made.at("/metadata/annotations")
                        .path("kubectl.kubernetes.io/last-applied-configuration")
                        .asText())
                .isEqualTo("{\"apiVersion\":\"apps/v1\",\"kind\":\"DaemonSet\",\"metadata\":{\"annotations\":{},"
                        + "\"name\":\"small\",\"namespace\":\"default\"},\"spec\":{\"selector\":{\"matchLabels\":"
                        + "{\"app\":\"small\"}},\"template\":{\"metadata\":{\"labels\":{\"app\":\"small\"}},\"spec\":"
                        + "{\"containers\":[{\"args\":[\"a \\u0026\\u0026 b \\u003e c\",\"say \\\"\\u003chi\\u003e\\\"\"],"
                        + "\"image\":\"i:1\",\"name\":\"c\",\"ports\":[{\"containerPort\":80}]}]}}}}\n");
        assertThat(made.at("/spec/template/metadata").has("annotations")).isFalse();
        assertThat(apply(small)).containsExactly("daemonset/small unchanged");
    }

    @Test
    @DisplayName(
            "applied again it takes away what it no longer says, sets what others changed, and leaves what others put there with its owner")
    void besideOthers() {
        String labelled = WEB.replace("  name: web\nspec", "  name: web\n  labels: {ours: a, later: b}\nspec");
        assertThat(labelled).isNotEqualTo(WEB);
        apply(labelled);
        ObjectNode theirs = sim.daemonSet("web").deepCopy();
        theirs.withObject("/metadata/labels").put("theirs", "c").put("ours", "d");
        theirs.withObject("/spec").put("minReadySeconds", 5);
        new Writer(
                        "labeller",
                        ResourceType.DAEMON_SETS,
                        Part.MAIN,
                        sim.cluster.api().now())
                .updates(sim.daemonSet("web"), theirs);
        sim.cluster.api().update(ObjectKind.DAEMON_SET, theirs);

        String less = labelled.replace(", later: b", "");
        assertThat(apply(less)).containsExactly("daemonset/web configured");
        ObjectNode web = sim.daemonSet("web");
        assertThat(web.at("/metadata/labels").toString()).isEqualTo("{\"ours\":\"a\",\"theirs\":\"c\"}");
        assertThat(web.at("/spec/minReadySeconds").asInt()).isEqualTo(5);
        assertThat(owners(web)).containsExactlyInAnyOrder("kubectl-client-side-apply", "labeller");
        assertThat(apply(less)).containsExactly("daemonset/web unchanged");
        assertThat(sim.daemonSet("web")).isEqualTo(web);
    }

    @Test
    @DisplayName(
            "a manifest whose entries cannot be told apart counts as a whole; what others put into the metadata stays")
    void notToBeToldApart() {
        String doubled = """
                apiVersion: apps/v1
                kind: DaemonSet
                metadata: {name: web}
                spec:
                  selector: {matchLabels: {app: web}}
                  template:
                    metadata: {labels: {app: web}}
                    spec: {containers: [{name: c, image: "i:1", env: [{name: A, value: "1"}, {name: A, value: "2"}]}]}
                """;
        apply(doubled);
        assertThat(apply(doubled)).containsExactly("daemonset/web unchanged");
        ObjectNode theirs = sim.daemonSet("web").deepCopy();
        theirs.withObject("/metadata/labels").put("theirs", "c");
        sim.cluster.api().update(ObjectKind.DAEMON_SET, theirs);
        assertThat(apply(doubled.replace("i:1", "i:2"))).containsExactly("daemonset/web configured");
        ObjectNode web = sim.daemonSet("web");
        assertThat(web.at("/metadata/labels/theirs").asText()).isEqualTo("c");
        assertThat(web.at("/spec/template/spec/containers/0/env")).hasSize(2);
        assertThat(web.at("/spec/template/spec/containers/0/image").asText()).isEqualTo("i:2");
    }

    private static List<String> owners(ObjectNode object) {
        List<String> owners = new ArrayList<>();
        object.at("/metadata/managedFields")
                .forEach(entry -> owners.add(entry.path("manager").asText()));
        return owners;
    }

    @Test
    void theTemplateIsCompleted() {
        apply(WEB);
        ObjectNode web = sim.daemonSet("web");

        assertThat(Json.write(web.at("/spec/template/spec/containers/0/ports/0")))
                .isEqualTo("{\"containerPort\":80,\"protocol\":\"TCP\",\"hostPort\":80}");
        assertThat(web.at("/spec/template/spec/volumes/0/configMap/defaultMode").asInt())
                .isEqualTo(256);
        assertThat(web.at("/spec/template/spec/volumes/1/hostPath/type").isTextual())
                .isTrue();
    }

    @Test
    void aNodeCanBeApplied() {
        assertThat(apply("apiVersion: v1\nkind: Node\nmetadata: {name: gpu-1, labels: {accelerator: gpu}}\n"))
                .containsExactly("node/gpu-1 created");
        assertThat(sim.cluster.api().find(ObjectKey.node("gpu-1"))).isPresent();
    }

    @Test
    void whatCannotBeUsedIsOneLineThatNamesThePlace() {
        assertThatThrownBy(() -> apply("a: [1\nb: 2"))
                .isInstanceOf(ManifestException.class)
                .hasMessageStartingWith("web.yaml:2: is not YAML: ");
        assertThatThrownBy(() -> apply("kind: DaemonSet\n")).hasMessage("web.yaml: document 1: apiVersion is missing");
        assertThatThrownBy(() -> apply(WEB + "---\n- 1\n"))
                .hasMessage("web.yaml: document 2 is not an object with apiVersion, kind and metadata");
        assertThatThrownBy(() -> apply(WEB.replace("matchLabels: {app: web}", "matchLabels: {app: other}")))
                .hasMessageStartingWith(
                        "web.yaml: DaemonSet default/web: spec.template.metadata.labels: Invalid value: ");
        assertThatThrownBy(() -> apply(WEB.replace("hostNetwork: true", "hostNetwork: sometimes")))
                .hasMessage(
                        "web.yaml: DaemonSet default/web: DaemonSet in version \"v1\" cannot be handled as a DaemonSet: json: cannot"
                                + " unmarshal string into Go struct field PodSpec.spec.template.spec.hostNetwork of type bool");
        assertThatThrownBy(() -> apply(WEB.replace("matchLabels: {app: web}", "matchLabels: {app: other}")
                        .replace("    spec:", "    spec:\n      restartPolicy: Never")))
                .satisfies(e -> assertThat(String.valueOf(e.getMessage()).lines())
                        .hasSize(2)
                        .allMatch(line -> line.startsWith("web.yaml: DaemonSet default/web: spec.template.")));
    }

    private List<String> apply(String yaml) {
        return Manifests.read(yaml, "web.yaml").stream()
                .map(manifest ->
                        Manifests.apply(sim.cluster.api(), manifest, "web.yaml").text())
                .toList();
    }
}
