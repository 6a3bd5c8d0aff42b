package io.rollcall.cluster.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.objects.Json;
import io.rollcall.cluster.objects.ObjectKind;
import io.rollcall.cluster.store.DeleteOptions;
import io.rollcall.cluster.store.Meta;
import io.rollcall.cluster.store.ObjectKey;
import io.rollcall.events.ChangeType;
import io.rollcall.events.DaemonSetRef;
import io.rollcall.rules.pod.Placement;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("pods that nobody will end (semantics 7.5)")
class PodGarbageCollectionTest {

    private static final Duration QUARANTINE = Duration.ofSeconds(40);

    private final Sim sim = new Sim().nodes(2);
    private ObjectNode node = Json.readObject("{}");

    @BeforeEach
    void running() {
        DaemonSetRef web = sim.daemonSet("web", "nginx");
        sim.create(web, "node-1", "web-1");
        sim.create(web, "node-2", "web-2");
        sim.pass(Duration.ofSeconds(1));
        node = sim.node("node-1").deepCopy();
    }

    private void deleteNode() {
        sim.cluster.api().delete(ObjectKey.node("node-1"), DeleteOptions.DEFAULT);
    }

    private void recreateNode() {
        Meta.of(node).remove("resourceVersion");
        Meta.of(node).remove("uid");
        sim.cluster.api().create(ObjectKind.NODE, node);
    }

    @Test
    @DisplayName("C243 C244 pods of a node that is gone stay for 40 s and go then; those on other nodes stay")
    void nodeGone() {
        deleteNode();
        sim.pass(QUARANTINE.minusMillis(1));
        assertThat(sim.findPod("web-1")).isPresent();
        sim.passMillis(1);
        assertThat(sim.findPod("web-1")).isEmpty();
        sim.pass(Duration.ofMinutes(10));
        assertThat(sim.findPod("web-2")).isPresent();
    }

    @Test
    @DisplayName("C243 a node that comes back in the quarantine keeps its pods, and the next quarantine is a whole one")
    void nodeComesBack() {
        deleteNode();
        sim.pass(Duration.ofSeconds(30));
        recreateNode();
        sim.pass(Duration.ofMinutes(5));
        assertThat(sim.findPod("web-1")).isPresent();
        deleteNode();
        sim.pass(Duration.ofSeconds(39));
        assertThat(sim.findPod("web-1")).isPresent();
        sim.pass(Duration.ofSeconds(1));
        assertThat(sim.findPod("web-1")).isEmpty();
    }

    @Test
    @DisplayName("C243 the pod is marked as Failed by the collector before it goes")
    void marked() {
        deleteNode();
        sim.events().clear();
        sim.pass(QUARANTINE);
        assertThat(sim.story("web-1")).first().asString().startsWith("MODIFIED Failed");
        assertThat(sim.story("web-1")).last().asString().startsWith("DELETED Failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Pending", "Running", "Failed", "Succeeded", "Unknown"})
    @DisplayName(
            "C245 a terminating pod without a node goes whatever its phase; one that has a node or is not terminating stays")
    void unscheduledTerminating(String phase) {
        observe("unscheduled", "", phase, true);
        observe("waiting", "", phase, false);
        observe("bound", "node-2", phase, true);
        sim.passMillis(0);
        assertThat(sim.findPod("unscheduled")).isEmpty();
        assertThat(sim.findPod("waiting")).isPresent();
        assertThat(sim.findPod("bound")).isPresent();
    }

    @Test
    @DisplayName(
            "C246 a terminating pod on a NotReady node out of service goes by force; with neither, or a Ready node, it stays")
    void outOfService() {
        sim.cluster.stopKubelet("node-1");
        sim.cluster.stopKubelet("node-2");
        sim.pass(Duration.ofMinutes(1));
        sim.cluster.api().delete(Sim.podKey("web-1"), DeleteOptions.DEFAULT);
        sim.cluster.api().delete(Sim.podKey("web-2"), DeleteOptions.DEFAULT);
        sim.pass(Duration.ofMinutes(10));
        assertThat(sim.findPod("web-1")).as("NotReady without the taint").isPresent();

        takeOutOfService("node-1");
        sim.passMillis(0);
        assertThat(sim.findPod("web-1")).isEmpty();
        assertThat(sim.findPod("web-2")).as("without the taint").isPresent();
    }

    @Test
    @DisplayName("C246 on a Ready node the taint alone forces nothing, nor does it end a pod that is not terminating")
    void outOfServiceButReady() {
        takeOutOfService("node-1");
        observe("bound", "node-1", "Running", true);
        sim.passMillis(0);
        assertThat(sim.findPod("bound")).isPresent();
        sim.cluster.stopKubelet("node-1");
        sim.pass(Duration.ofMinutes(1));
        assertThat(sim.findPod("web-1")).as("not terminating").isPresent();
    }

    @Test
    @DisplayName("C247 with threshold 1 and two pods that have ended the oldest goes; threshold 0 keeps all")
    void threshold() {
        Sim one = ended(1);
        observe(one, "old", "Succeeded", "", "2026-01-01T00:00:01Z");
        observe(one, "young", "Succeeded", "", "2026-01-01T00:00:02Z");
        one.passMillis(0);
        assertThat(one.findPod("old")).isEmpty();
        assertThat(one.findPod("young")).isPresent();

        Sim any = ended(0);
        observe(any, "old", "Succeeded", "", "2026-01-01T00:00:01Z");
        observe(any, "young", "Failed", "", "2026-01-01T00:00:02Z");
        any.pass(Duration.ofHours(1));
        assertThat(any.findPod("old")).isPresent();
        assertThat(any.findPod("young")).isPresent();
    }

    @Test
    @DisplayName("C247 evicted pods go before others, though these are older")
    void evictedFirst() {
        Sim one = ended(1);
        observe(one, "old", "Failed", "", "2026-01-01T00:00:01Z");
        observe(one, "evicted", "Failed", "Evicted", "2026-01-01T00:00:02Z");
        one.passMillis(0);
        assertThat(one.findPod("old")).isPresent();
        assertThat(one.findPod("evicted")).isEmpty();
    }

    private static Sim ended(int threshold) {
        return new Sim(ClusterSettings.of("test", Sim.SEED).withTerminatedPodThreshold(threshold), Placement.BIND)
                .nodes(1);
    }

    private void takeOutOfService(String name) {
        sim.cluster
                .api()
                .change(
                        ObjectKey.node(name),
                        changed -> Meta.child(changed, "spec")
                                .withArray("taints")
                                .addObject()
                                .put("key", "node.kubernetes.io/out-of-service")
                                .put("effect", "NoExecute"));
    }

    private void observe(String name, String onNode, String phase, boolean terminating) {
        ObjectNode pod = pod(name, phase, "2026-01-01T00:00:00Z");
        if (!onNode.isEmpty()) {
            Meta.child(pod, "spec").put("nodeName", onNode);
        }
        if (terminating) {
            Meta.of(pod).put("deletionTimestamp", "2026-01-01T00:00:30Z").put("deletionGracePeriodSeconds", 0);
        }
        sim.cluster.observe(ObjectKind.POD, ChangeType.ADDED, pod);
    }

    private static void observe(Sim cluster, String name, String phase, String reason, String createdAt) {
        ObjectNode pod = pod(name, phase, createdAt);
        Meta.child(pod, "spec").put("nodeName", "node-1");
        Meta.child(pod, "status").put("reason", reason);
        cluster.cluster.observe(ObjectKind.POD, ChangeType.ADDED, pod);
    }

    private static ObjectNode pod(String name, String phase, String createdAt) {
        return Json.readObject("""
                {"apiVersion":"v1","kind":"Pod",
                 "metadata":{"name":"%1$s","namespace":"default","uid":"uid-%1$s","resourceVersion":"900",
                             "creationTimestamp":"%3$s"},
                 "spec":{"containers":[{"name":"main","image":"nginx:1"}]},
                 "status":{"phase":"%2$s"}}""".formatted(name, phase, createdAt));
    }
}
