package io.rollcall.cluster.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.cluster.store.Meta;
import io.rollcall.events.DaemonSetRef;
import io.rollcall.rules.pod.Placement;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("a pod that does not fit waits for room")
class AdmissionTest {

    private static final String THREE_CPU = ", resources: {requests: {cpu: \"3\"}}";

    private final Sim sim = new Sim().nodes(1);

    @Test
    void itStaysPendingWithTheReasonAndStartsWhenRoomAppears() {
        DaemonSetRef big = sim.daemonSet("big", "nginx", THREE_CPU);
        DaemonSetRef other = sim.daemonSet("other", "nginx", THREE_CPU);
        sim.create(big, "node-1", "big-a");
        sim.passMillis(300);
        sim.create(other, "node-1", "other-a");
        sim.pass(Duration.ofMinutes(1));

        assertThat(sim.phase("other-a")).isEqualTo("Pending");
        assertThat(sim.scheduling("other-a"))
                .isEqualTo("Insufficient cpu: the pod requests 3, 1 is free on node node-1");

        sim.delete(big, "node-1", sim.ref("big-a"));
        sim.passMillis(600);
        assertThat(sim.ready("other-a")).isTrue();
    }

    @Test
    void itStartsWhenTheNodeGrows() {
        DaemonSetRef big = sim.daemonSet("big", "nginx", ", resources: {limits: {cpu: 4500m}}");
        sim.create(big, "node-1", "big-a");
        sim.passMillis(300);
        assertThat(sim.scheduling("big-a")).contains("Insufficient cpu");

        var node = sim.node("node-1").deepCopy();
        Meta.child(Meta.child(node, "status"), "allocatable").put("cpu", "5");
        sim.cluster.api().updateStatus(io.rollcall.cluster.objects.ObjectKind.NODE, node);
        sim.passMillis(300);

        assertThat(sim.ready("big-a")).isTrue();
    }

    @Test
    void memoryAndTheNumberOfPodsCountToo() {
        sim.create(sim.daemonSet("big", "nginx", ", resources: {requests: {memory: 9Gi}}"), "node-1", "big-a");
        sim.passMillis(300);
        assertThat(sim.scheduling("big-a")).startsWith("Insufficient memory");

        sim.cluster
                .api()
                .change(
                        io.rollcall.cluster.store.ObjectKey.node("node-1"),
                        node -> Meta.child(Meta.child(node, "status"), "allocatable")
                                .put("pods", "0"));
        sim.create(sim.daemonSet("web", "nginx"), "node-1", "web-a");
        sim.passMillis(300);
        assertThat(sim.scheduling("web-a")).startsWith("Too many pods");
    }

    @Test
    void aPinnedPodIsBoundByTheSchedulerWhenItFits() {
        Sim pinned = new Sim(ClusterSettings.of("test", Sim.SEED), Placement.PIN).nodes(2);
        DaemonSetRef web = pinned.daemonSet("web", "nginx", THREE_CPU);
        pinned.create(web, "node-2", "web-a");
        pinned.create(web, "node-2", "web-b");
        assertThat(pinned.pod("web-a").at("/spec/nodeName").asText()).isEmpty();
        pinned.passMillis(500);

        assertThat(pinned.pod("web-a").at("/spec/nodeName").asText()).isEqualTo("node-2");
        assertThat(pinned.ready("web-a") || pinned.ready("web-b")).isTrue();
        String waiting = pinned.ready("web-a") ? "web-b" : "web-a";
        assertThat(pinned.scheduling(waiting))
                .isEqualTo("0/3 nodes are available: 1 Insufficient cpu, 2 node(s) didn't match Pod's node"
                        + " affinity/selector.");

        String running = pinned.ready("web-a") ? "web-a" : "web-b";
        pinned.delete(web, "node-2", pinned.ref(running));
        pinned.passMillis(600);
        assertThat(pinned.ready(waiting)).isTrue();
    }
}
