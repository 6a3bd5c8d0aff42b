package io.rollcall.cluster.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.objects.ClusterEvent;
import io.rollcall.cluster.objects.Json;
import io.rollcall.cluster.objects.ObjectKind;
import io.rollcall.cluster.store.Propagation;
import io.rollcall.events.DaemonSetRef;
import io.rollcall.rules.pod.Placement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("the same seed and calls give the same events")
class DeterminismTest {

    private static final List<String> IMAGES =
            List.of("nginx", "nginx:slow3", "nginx:flap", "nginx:broken", "busybox:crash", "busybox:done");

    @Test
    void twoRunsAreEqualAndAnotherSeedIsNot() {
        List<String> first = run(7);

        assertThat(run(7)).isEqualTo(first).hasSizeGreaterThan(100);
        assertThat(run(8)).isNotEqualTo(first);
    }

    @Test
    void howOftenTimeIsMovedChangesNothing() {
        Sim often = started(7);
        for (int i = 0; i < 10_000; i++) {
            often.passMillis(1);
        }
        Sim once = started(7).pass(Duration.ofSeconds(10));

        assertThat(texts(often.events())).isEqualTo(texts(once.events()));
    }

    @Test
    @DisplayName("a cluster rebuilt from its objects ends where an unbroken one ends")
    void rebuilt() {
        for (int millis : new int[] {0, 20, 60, 120, 400, 1500, 2500}) {
            Sim unbroken = started(7).passMillis(millis);
            List<ObjectNode> objects = new ArrayList<>();
            for (ObjectKind kind : ObjectKind.values()) {
                unbroken.cluster.api().list(kind).forEach(object -> objects.add(Json.readObject(Json.write(object))));
            }
            SimulatedCluster rebuilt = new SimulatedCluster(settings(7));
            rebuilt.restore(objects, unbroken.cluster.api().version(), unbroken.cluster.now());
            assertThat(rebuilt.drainEvents()).as("rebuilding says nothing").isEmpty();

            unbroken.pass(Duration.ofMinutes(2));
            rebuilt.advanceTo(unbroken.cluster.now());

            assertThat(essence(rebuilt)).as("rebuilt after %d ms", millis).isEqualTo(essence(unbroken.cluster));
        }
    }

    private static List<String> run(long seed) {
        Sim sim = started(seed).pass(Duration.ofSeconds(2));
        sim.cluster.stopKubelet("node-2");
        sim.pass(Duration.ofMinutes(1));
        sim.cluster.startKubelet("node-2");
        sim.delete(new DaemonSetRef("default", "ds0", ""), Propagation.FOREGROUND);
        sim.delete(new DaemonSetRef("default", "ds1", ""), Propagation.BACKGROUND);
        sim.pass(Duration.ofMinutes(1));
        return texts(sim.events());
    }

    private static Sim started(long seed) {
        Sim sim = new Sim(settings(seed), Placement.PIN).nodes(3);
        for (int i = 0; i < IMAGES.size(); i++) {
            DaemonSetRef ref = sim.daemonSet("ds" + i, IMAGES.get(i), ", resources: {requests: {cpu: 900m}}");
            for (int node = 1; node <= 3; node++) {
                sim.create(ref, "node-" + node, "ds" + i + "-" + node);
            }
        }
        return sim;
    }

    private static ClusterSettings settings(long seed) {
        return ClusterSettings.of("test", seed);
    }

    private static List<String> texts(List<ClusterEvent> events) {
        return events.stream().map(event -> event.key() + " " + event.value()).toList();
    }

    /** Phase, readiness and place of each pod: versions and the split of seconds may differ after a restart. */
    private static List<String> essence(SimulatedCluster cluster) {
        return cluster.api().list(ObjectKind.POD).stream()
                .map(pod -> pod.at("/metadata/name").asText() + " "
                        + pod.at("/metadata/uid").asText() + " "
                        + pod.at("/status/phase").asText() + " " + Conditions.status(pod, "Ready") + " "
                        + pod.at("/spec/nodeName").asText() + " " + Conditions.status(pod, "PodScheduled"))
                .toList();
    }
}
