package io.rollcall.cluster.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.cluster.history.HistoryEntry.Event;
import io.rollcall.cluster.history.HistoryReader;
import io.rollcall.cluster.objects.ObjectKind;
import io.rollcall.cluster.store.Meta;
import io.rollcall.cluster.store.ObjectKey;
import io.rollcall.events.DaemonSetRef;
import io.rollcall.rules.pod.Placement;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("nodes and DaemonSets from a history, pods of the cluster's own")
class ObservedHistoryTest {

    private final Sim sim = new Sim(ClusterSettings.of("history", Sim.SEED).asObserver(), Placement.BIND);

    @Test
    void foregroundDeletionOfARecordingTakesThePodsAndWaitsForTheRecordingToEndIt() throws IOException {
        List<Event> events = withoutPods("38-ds-delete-foreground.jsonl");
        for (Event event : events) {
            boolean marked = Meta.terminating(event.object());
            if (marked && sim.findPod("nginx-1").isEmpty()) {
                create();
            }
            sim.cluster.advanceTo(event.observedAt());
            sim.cluster.observe(ObjectKind.of(event.kind()).orElseThrow(), event.type(), event.object());
            if (marked && event.kind().equals("DaemonSet")) {
                sim.passMillis(500);
                assertThat(sim.findPod("nginx-1"))
                        .as("after line " + event.line())
                        .isEmpty();
            }
        }

        assertThat(sim.cluster.api().list(ObjectKind.DAEMON_SET)).isEmpty();
        assertThat(sim.cluster.api().list(ObjectKind.NODE)).hasSize(4);
        assertThat(sim.events())
                .as("only the pod is news")
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.key()).isEqualTo("default/nginx-1"));
    }

    private void create() {
        ObjectKey key = new ObjectKey(ObjectKind.DAEMON_SET, "default", "nginx");
        if (sim.cluster.api().find(key).isPresent()) {
            var daemonSet = sim.daemonSet("nginx");
            DaemonSetRef ref = new DaemonSetRef("default", "nginx", Meta.uid(daemonSet));
            sim.revisions.put(sim.revision(ref, daemonSet));
            sim.create(ref, "node-1", "nginx-1");
            sim.pass(Duration.ofMillis(300));
        }
    }

    private static List<Event> withoutPods(String name) throws IOException {
        try (HistoryReader reader = HistoryReader.open(Path.of("src/test/resources/histories", name))) {
            return reader.stream()
                    .map(Event.class::cast)
                    .filter(event -> !event.kind().equals("Pod"))
                    .toList();
        }
    }
}
