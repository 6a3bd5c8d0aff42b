package io.rollcall.cli.bench;

import io.rollcall.events.ChangeType;
import io.rollcall.events.ControllerRevisionEvent;
import io.rollcall.events.DaemonSetChange;
import io.rollcall.events.DaemonSetEvent;
import io.rollcall.events.DaemonSetObserved;
import io.rollcall.events.LabelSelector;
import io.rollcall.events.NodeChange;
import io.rollcall.events.NodeEvent;
import io.rollcall.events.NodeObserved;
import io.rollcall.events.OwnerReference;
import io.rollcall.events.PodChange;
import io.rollcall.events.PodEvent;
import io.rollcall.events.PodObserved;
import io.rollcall.events.ResourceKind;
import io.rollcall.events.SourceSynced;
import io.rollcall.events.UpdateStrategyType;
import io.rollcall.events.topics.Topic;
import io.rollcall.events.topics.TopicCatalogue;
import io.rollcall.rules.model.PodTemplate;
import io.rollcall.rules.revision.TemplateHash;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/**
 * A cluster at rest, as events: nodes, one DaemonSet, and its pod on each node, Running and Ready. Each event is made when it is asked for;
 * versions rise with each, so that none is stale.
 */
final class BenchWorld {

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static final String SOURCE = "bench";
    private static final String BARRIER = "barrier";
    private static final String UID = "daemonset-uid";
    private static final String TEMPLATE =
            "{\"metadata\":{\"labels\":{\"app\":\"agent\"}},\"spec\":{\"containers\":[{\"name\":\"agent\",\"image\":\"agent:1\"}],"
                    + "\"tolerations\":[{\"key\":\"dedicated\",\"operator\":\"Exists\",\"effect\":\"NoSchedule\"}]}}";
    private static final String HASH = TemplateHash.of(PodTemplate.parse(TEMPLATE), null);
    private static final Map<String, String> POD_LABELS = Map.of("app", "agent", "controller-revision-hash", HASH);
    private static final OwnerReference OWNER = new OwnerReference("apps/v1", "DaemonSet", "agent", UID);

    private long version;

    static String node(int index) {
        return String.format("node-%05d", index);
    }

    static String podKey(int index) {
        return "default/agent-" + index;
    }

    DaemonSetEvent daemonSet() {
        DaemonSetObserved projection = DaemonSetObserved.newBuilder()
                .setChange(ChangeType.ADDED)
                .setNamespace("default")
                .setName("agent")
                .setUid(UID)
                .setResourceVersion(nextVersion())
                .setGeneration(1)
                .setSelector(LabelSelector.newBuilder()
                        .setMatchLabels(Map.of("app", "agent"))
                        .build())
                .setTemplate(TEMPLATE)
                .setStrategy(UpdateStrategyType.ROLLING_UPDATE)
                .setMaxUnavailable("1")
                .setMaxSurge("0")
                .build();
        return new DaemonSetEvent("daemonset", START, SOURCE, new DaemonSetChange(projection, ""));
    }

    /** A node as its heartbeat shows it: another version, nothing else new. */
    NodeEvent heartbeat(int index) {
        NodeObserved projection = NodeObserved.newBuilder()
                .setChange(ChangeType.MODIFIED)
                .setName(node(index))
                .setUid("uid-of-" + node(index))
                .setResourceVersion(nextVersion())
                .setLabels(Map.of("kubernetes.io/hostname", node(index), "kubernetes.io/os", "linux"))
                .setTaints(List.of())
                .setUnschedulable(false)
                .setReady(true)
                .build();
        return new NodeEvent("node", START, SOURCE, new NodeChange(projection, ""));
    }

    /** The pod of a node, Ready or not. */
    PodEvent pod(int index, boolean ready, Instant at) {
        PodObserved projection = new PodObserved(
                ChangeType.MODIFIED,
                "default",
                "agent-" + index,
                "uid-of-agent-" + index,
                nextVersion(),
                POD_LABELS,
                OWNER,
                node(index),
                node(index),
                "Running",
                ready,
                at,
                START,
                null,
                null,
                null);
        return new PodEvent("pod", at, SOURCE, new PodChange(projection, ""));
    }

    /** Where events go. */
    interface Sink {
        void append(Topic<?> topic, String key, SpecificRecord event);
    }

    /** The cluster with its DaemonSet and all pods, and the word of each source that this is all. */
    void atRest(int nodes, Sink sink) {
        sink.append(TopicCatalogue.DAEMON_SET_EVENTS, "default/agent", daemonSet());
        for (int i = 0; i < nodes; i++) {
            sink.append(TopicCatalogue.NODE_EVENTS, node(i), heartbeat(i));
            sink.append(TopicCatalogue.POD_EVENTS, podKey(i), pod(i, true, START));
        }
        sink.append(
                TopicCatalogue.NODE_EVENTS, BARRIER, new NodeEvent(BARRIER, START, SOURCE, synced(ResourceKind.NODE)));
        sink.append(TopicCatalogue.POD_EVENTS, BARRIER, new PodEvent(BARRIER, START, SOURCE, synced(ResourceKind.POD)));
        sink.append(
                TopicCatalogue.DAEMON_SET_EVENTS,
                BARRIER,
                new DaemonSetEvent(BARRIER, START, SOURCE, synced(ResourceKind.DAEMON_SET)));
        sink.append(
                TopicCatalogue.CONTROLLER_REVISION_EVENTS,
                BARRIER,
                new ControllerRevisionEvent(BARRIER, START, SOURCE, synced(ResourceKind.CONTROLLER_REVISION)));
    }

    private static SourceSynced synced(ResourceKind kind) {
        return new SourceSynced(kind, 1L, 0, 1);
    }

    private String nextVersion() {
        return Long.toString(++version);
    }
}
