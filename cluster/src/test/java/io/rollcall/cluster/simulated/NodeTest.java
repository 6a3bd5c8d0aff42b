package io.rollcall.cluster.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.objects.Json;
import io.rollcall.cluster.objects.ObjectKind;
import io.rollcall.cluster.store.Meta;
import io.rollcall.events.DaemonSetRef;
import io.rollcall.events.NodeEvent;
import io.rollcall.rules.pod.Placement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("nodes that join, leave, fail and report")
class NodeTest {

    private final Sim sim = new Sim().nodes(3);

    @Test
    void aClusterBeginsWithATaintedControlPlaneAndWorkersInZones() {
        assertThat(sim.cluster.api().list(ObjectKind.NODE))
                .extracting(Meta::name)
                .containsExactly("control-plane", "node-1", "node-2", "node-3");
        assertThat(taints("control-plane")).containsExactly("node-role.kubernetes.io/control-plane:NoSchedule");
        assertThat(Meta.labels(sim.node("node-3")))
                .containsEntry("topology.kubernetes.io/zone", "c")
                .containsKey("node-role.kubernetes.io/edge");
        assertThat(sim.cluster.ensureNodes(4)).containsExactly("node-4");
    }

    @Test
    void aPodOnANodeThatIsNotThereStaysPendingAndIsCollectedAfterTheQuarantine() {
        sim.cluster.api().create(ObjectKind.POD, lonelyPod("node-9"));
        sim.pass(Duration.ofSeconds(39));
        assertThat(sim.phase("lonely")).isEqualTo("Pending");

        sim.pass(Duration.ofSeconds(2));
        assertThat(sim.findPod("lonely")).isEmpty();
    }

    @Test
    void aPodOnANodeThatComesInTimeRuns() {
        sim.cluster.api().create(ObjectKind.POD, lonelyPod("node-4"));
        sim.pass(Duration.ofSeconds(20));
        sim.nodes(4).pass(Duration.ofMinutes(2));

        assertThat(sim.ready("lonely")).isTrue();
    }

    @Test
    void cordoningTaintsTheNodeAndUncordoningTakesTheTaintAway() {
        cordon("node-1", true);
        assertThat(taints("node-1")).containsExactly("node.kubernetes.io/unschedulable:NoSchedule");

        cordon("node-1", false);
        assertThat(taints("node-1")).isEmpty();
    }

    @Test
    void aNodeWhoseKubeletStopsIsNotReadyAfterAWhileAndRecovers() {
        DaemonSetRef web = sim.daemonSet("web", "nginx");
        sim.create(web, "node-1", "web-1");
        sim.passMillis(300);

        sim.cluster.stopKubelet("node-1");
        sim.pass(Duration.ofSeconds(39));
        assertThat(Conditions.status(sim.node("node-1"), "Ready")).isEqualTo("True");
        sim.pass(Duration.ofSeconds(2));
        assertThat(Conditions.status(sim.node("node-1"), "Ready")).isEqualTo("Unknown");
        assertThat(taints("node-1"))
                .containsExactly(
                        "node.kubernetes.io/unreachable:NoSchedule", "node.kubernetes.io/unreachable:NoExecute");
        assertThat(sim.ready("web-1")).isFalse();

        sim.delete(web, "node-1", sim.ref("web-1"));
        sim.pass(Duration.ofMinutes(10));
        assertThat(sim.findPod("web-1")).as("nobody is there to end it").isPresent();

        sim.cluster.startKubelet("node-1");
        sim.pass(Duration.ofSeconds(1));
        assertThat(Conditions.status(sim.node("node-1"), "Ready")).isEqualTo("True");
        assertThat(taints("node-1")).isEmpty();
        assertThat(sim.findPod("web-1")).isEmpty();
    }

    @Test
    void heartbeatsComeAtTheirIntervalAndNotFromAStoppedKubelet() {
        Sim beating = new Sim(
                        ClusterSettings.of("test", Sim.SEED).withHeartbeat(Duration.ofSeconds(10)), Placement.BIND)
                .nodes(1);
        beating.events().clear();
        beating.cluster.stopKubelet("node-1");
        beating.events().clear();
        beating.pass(Duration.ofSeconds(30));

        assertThat(beating.events()).hasSize(3).allSatisfy(event -> {
            assertThat(event.key()).isEqualTo("control-plane");
            assertThat(event.value()).isInstanceOf(NodeEvent.class);
        });
        assertThat(beating.node("control-plane")
                        .at("/status/conditions/3/lastHeartbeatTime")
                        .asText())
                .isGreaterThanOrEqualTo("2026-01-01T00:00:20Z");
    }

    @Test
    void withoutHeartbeatsAnIdleClusterHasNothingToDo() {
        assertThat(sim.cluster.nextDue()).isEmpty();
    }

    private void cordon(String name, boolean cordoned) {
        ObjectNode node = sim.node(name).deepCopy();
        Meta.child(node, "spec").put("unschedulable", cordoned);
        sim.cluster.api().update(ObjectKind.NODE, node);
        sim.passMillis(0);
    }

    private List<String> taints(String node) {
        List<String> taints = new ArrayList<>();
        sim.node(node)
                .path("spec")
                .path("taints")
                .forEach(taint -> taints.add(
                        taint.path("key").asText() + ":" + taint.path("effect").asText()));
        return taints;
    }

    private static ObjectNode lonelyPod(String node) {
        return Json.readObject("""
                {"kind":"Pod","metadata":{"name":"lonely","namespace":"default"},
                 "spec":{"nodeName":"%s","containers":[{"name":"main","image":"nginx:1"}]}}""".formatted(node));
    }
}
