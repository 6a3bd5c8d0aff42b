package io.rollcall.cluster.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.history.HistoryEntry.Event;
import io.rollcall.cluster.history.HistoryReader;
import io.rollcall.events.ChangeType;
import io.rollcall.events.DaemonSetChange;
import io.rollcall.events.DaemonSetEvent;
import io.rollcall.events.NodeChange;
import io.rollcall.events.NodeEvent;
import io.rollcall.events.NodeObserved;
import io.rollcall.events.PodChange;
import io.rollcall.events.PodEvent;
import io.rollcall.events.PodObserved;
import io.rollcall.events.RevisionObserved;
import io.rollcall.events.UpdateStrategyType;
import io.rollcall.events.topics.TopicCatalogue;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ObjectEventsTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.123456789Z");
    private final ObjectEvents events = new ObjectEvents("recording");

    @Test
    void theWholeObjectIsKeptWithoutLoss() {
        ObjectNode node = Json.readObject("""
                {"kind":"Node","apiVersion":"v1","metadata":{"name":"n","uid":"u","resourceVersion":"7"},\
                "spec":{"b":1.10,"a":123456789012345678901234567890,"x":null,"u":"\u00e9\\u0000"}}""");

        ClusterEvent event = events.node(ChangeType.ADDED, node, NOW, "e1");

        NodeEvent value = (NodeEvent) event.value();
        assertThat(event.topic()).isEqualTo(TopicCatalogue.NODE_EVENTS);
        assertThat(event.key()).isEqualTo("n");
        assertThat(value.getSource()).isEqualTo("recording");
        assertThat(value.getObservedAt()).isEqualTo(Instant.parse("2026-01-01T00:00:00.123456Z"));
        String kept = ((NodeChange) value.getBody()).getObject();
        assertThat(kept).contains("\"b\":1.10,\"a\":123456789012345678901234567890,\"x\":null");
        assertThat(Json.readObject(kept)).isEqualTo(node);
    }

    @Test
    void aPodIsProjectedToWhatDecisionsRead() {
        ObjectNode pod = Json.readObject("""
                {"kind":"Pod","apiVersion":"v1","metadata":{"name":"p","namespace":"ns","uid":"u","resourceVersion":"7",
                 "creationTimestamp":"2026-01-01T00:00:00Z","annotations":{"rollcall.io/command":"0-5-0"},
                 "labels":{"b":"2","a":"1"},"ownerReferences":[
                  {"apiVersion":"v1","kind":"Gizmo","name":"g","uid":"g1"},
                  {"apiVersion":"apps/v1","kind":"DaemonSet","name":"d","uid":"d1","controller":true}]},
                 "spec":{"affinity":{"nodeAffinity":{"requiredDuringSchedulingIgnoredDuringExecution":{"nodeSelectorTerms":[
                  {"matchFields":[{"key":"metadata.name","operator":"In","values":["n1"]}]}]}}}},
                 "status":{"phase":"Pending","conditions":[
                  {"type":"Ready","status":"False","lastTransitionTime":"2026-01-01T00:00:03Z"}],
                  "containerStatuses":[{"state":{"waiting":{"reason":"ImagePullBackOff"}}}]}}""");

        ClusterEvent event = events.pod(ChangeType.MODIFIED, pod, NOW, "e1");

        PodObserved projection = ((PodChange) ((PodEvent) event.value()).getBody()).getProjection();
        assertThat(event.key()).isEqualTo("ns/p");
        assertThat(projection.getTargetNode()).isEqualTo("n1");
        assertThat(projection.getNodeName()).isNull();
        assertThat(projection.getController().getUid()).isEqualTo("d1");
        assertThat(projection.getCommandId()).isEqualTo("0-5-0");
        assertThat(projection.getReason()).isEqualTo("ImagePullBackOff");
        assertThat(projection.getReady()).isFalse();
        assertThat(projection.getReadySince()).isEqualTo(Instant.parse("2026-01-01T00:00:03Z"));
        assertThat(projection.getLabels().keySet()).containsExactly("a", "b");
    }

    @Test
    @DisplayName("C8 C112 conditions other than Ready, and allocatable, are nothing that decisions read of a node")
    void aNodeIsProjectedToWhatDecisionsRead() {
        String start = """
                {"kind":"Node","apiVersion":"v1","metadata":{"name":"n","uid":"u","resourceVersion":"7","labels":{"a":"1"}},
                 "spec":{"taints":[{"key":"k","effect":"NoSchedule"}]},
                 "status":{"conditions":[{"type":"Ready","status":"True"}""";
        NodeObserved plain = node(start + "]}}");
        NodeObserved troubled = node(start + """
                ,{"type":"NetworkUnavailable","status":"True"},{"type":"MemoryPressure","status":"True"}],
                 "allocatable":{"cpu":"1","memory":"100M"}}}""");

        assertThat(plain.getReady()).isTrue();
        assertThat(plain.getTaints()).hasSize(1);
        assertThat(troubled).isEqualTo(plain);
    }

    private NodeObserved node(String json) {
        NodeEvent event = (NodeEvent)
                events.node(ChangeType.ADDED, Json.readObject(json), NOW, "e1").value();
        return ((NodeChange) event.getBody()).getProjection();
    }

    @Test
    void daemonSetAndRevisionOfARecordingShowTheSameTemplate() throws IOException {
        List<Event> history;
        try (HistoryReader reader = HistoryReader.open(Path.of("src/test/resources/histories/01-basic.jsonl"))) {
            history = reader.stream().map(Event.class::cast).toList();
        }
        DaemonSetChange daemonSet = (DaemonSetChange)
                ((DaemonSetEvent) events.daemonSet(ChangeType.ADDED, first(history, "DaemonSet"), NOW, "e1")
                                .value())
                        .getBody();
        RevisionObserved revision = (RevisionObserved) ObjectEvents.projection(
                ObjectKind.CONTROLLER_REVISION, ChangeType.ADDED, first(history, "ControllerRevision"));

        assertThat(daemonSet.getProjection().getTemplateGeneration()).isEqualTo(1);
        assertThat(daemonSet.getProjection().getStrategy()).isEqualTo(UpdateStrategyType.ROLLING_UPDATE);
        assertThat(daemonSet.getProjection().getMaxUnavailable()).isEqualTo("1");
        assertThat(revision.getTemplate()).isEqualTo(daemonSet.getProjection().getTemplate());
        assertThat(revision.getHash()).isEqualTo("7d8fc7667f");
    }

    @Test
    void aTemplateOfTheWrongTypeNamesTheField() {
        ObjectNode daemonSet = Json.readObject("""
                {"metadata":{"name":"d","namespace":"ns","uid":"u","resourceVersion":"7"},
                 "spec":{"template":{"spec":{"nodeSelector":["a"]}}}}""");

        assertThatThrownBy(() -> events.daemonSet(ChangeType.ADDED, daemonSet, NOW, "e1"))
                .isInstanceOf(InvalidObjectException.class)
                .hasMessageContaining("spec.template: ")
                .hasMessageContaining("nodeSelector");
    }

    private static ObjectNode first(List<Event> history, String kind) {
        return history.stream()
                .filter(event -> event.kind().equals(kind))
                .findFirst()
                .orElseThrow()
                .object();
    }
}
