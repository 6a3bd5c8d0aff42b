package io.rollcall.cli.page;

import static io.rollcall.events.topics.TopicCatalogue.CONTROLLER_REVISION_EVENTS;
import static io.rollcall.events.topics.TopicCatalogue.DAEMON_SET_EVENTS;
import static io.rollcall.events.topics.TopicCatalogue.NODE_EVENTS;
import static io.rollcall.events.topics.TopicCatalogue.POD_EVENTS;

import io.rollcall.events.ActionType;
import io.rollcall.events.Cause;
import io.rollcall.events.ChangeType;
import io.rollcall.events.Command;
import io.rollcall.events.ControllerRevisionEvent;
import io.rollcall.events.CreatePod;
import io.rollcall.events.DaemonSetChange;
import io.rollcall.events.DaemonSetEvent;
import io.rollcall.events.DaemonSetObserved;
import io.rollcall.events.DaemonSetRef;
import io.rollcall.events.Decision;
import io.rollcall.events.JournalRecord;
import io.rollcall.events.LabelSelector;
import io.rollcall.events.NodeChange;
import io.rollcall.events.NodeEvent;
import io.rollcall.events.NodeObserved;
import io.rollcall.events.OwnerReference;
import io.rollcall.events.PodChange;
import io.rollcall.events.PodEvent;
import io.rollcall.events.PodObserved;
import io.rollcall.events.ResourceKind;
import io.rollcall.events.Revision;
import io.rollcall.events.SlotRef;
import io.rollcall.events.SourcePosition;
import io.rollcall.events.SourceSynced;
import io.rollcall.events.Taint;
import io.rollcall.events.UpdateStrategyType;
import io.rollcall.events.topics.Topic;
import io.rollcall.events.topics.TopicCatalogue;
import io.rollcall.events.topics.TopicNames;
import io.rollcall.projector.projection.LogBatch;
import io.rollcall.projector.projection.LogPartition;
import io.rollcall.projector.projection.LogRecord;
import io.rollcall.projector.projection.Projection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/**
 * The log of a large cluster, written straight into a view: nodes in pools and zones, DaemonSets some of which are for one pool, a pod in
 * each slot from its creation to Ready, a taint on a pool, and a rollout that stands half-way with pods that find no room.
 */
final class BigLog {

    private static final int BATCH = 5_000;
    private static final String SOURCE = "big";
    private static final int POOLS = 8;
    private static final List<String> NAMES = List.of(
            "kube-proxy", "cni", "node-exporter", "log-collector", "csi-node", "gpu-plugin", "node-local-dns", "falco");

    private final Projection projection;
    private final int nodes;
    private final int daemonSets;
    private final Map<String, Long> ends = new TreeMap<>();
    private final List<LogRecord> pending = new ArrayList<>();
    private Instant time = Instant.parse("2026-03-01T10:00:00Z");
    private long records;

    private BigLog(Projection projection, int nodes, int daemonSets) {
        this.projection = projection;
        this.nodes = nodes;
        this.daemonSets = daemonSets;
    }

    /** Writes it; returns how many records it has. */
    static long write(Projection projection, int nodes, int daemonSets) throws SQLException {
        BigLog log = new BigLog(projection, nodes, daemonSets);
        log.write();
        return log.records;
    }

    private void write() throws SQLException {
        synced(NODE_EVENTS, ResourceKind.NODE, body -> new NodeEvent("e", time, SOURCE, body));
        synced(POD_EVENTS, ResourceKind.POD, body -> new PodEvent("e", time, SOURCE, body));
        synced(DAEMON_SET_EVENTS, ResourceKind.DAEMON_SET, body -> new DaemonSetEvent("e", time, SOURCE, body));
        synced(
                CONTROLLER_REVISION_EVENTS,
                ResourceKind.CONTROLLER_REVISION,
                body -> new ControllerRevisionEvent("e", time, SOURCE, body));
        for (int node = 0; node < nodes; node++) {
            event(node(node, 1, List.of()).build());
        }
        for (int daemonSet = 0; daemonSet < daemonSets; daemonSet++) {
            daemonSet(daemonSet, 1);
            for (int node = 0; node < nodes; node++) {
                if (runs(daemonSet, node)) {
                    pod(daemonSet, node, 1, true);
                }
            }
        }
        for (int node = 0; node < nodes; node += POOLS) {
            event(node(node, 2, List.of(new Taint("maintenance", "", "NoSchedule")))
                    .build());
        }
        daemonSet(1, 2);
        for (int node = 0; node < nodes / 2; node++) {
            gone(1, node);
            pod(1, node, 2, node % 97 != 0);
        }
        flush();
    }

    private static boolean runs(int daemonSet, int node) {
        return daemonSet % 8 != 5 || node % POOLS == 3;
    }

    static String node(int node) {
        return "node-" + (node + 1);
    }

    private static NodeObserved.Builder node(int node, long version, List<Taint> taints) {
        return NodeObserved.newBuilder()
                .setChange(version == 1 ? ChangeType.ADDED : ChangeType.MODIFIED)
                .setName(node(node))
                .setUid("uid-" + node(node))
                .setResourceVersion(Long.toString(version))
                .setLabels(new TreeMap<>(Map.of(
                        "kubernetes.io/hostname",
                        node(node),
                        "kubernetes.io/os",
                        "linux",
                        "example.com/pool",
                        "pool-" + (char) ('a' + node % POOLS),
                        "topology.kubernetes.io/zone",
                        "zone-" + (1 + node % 3))))
                .setTaints(taints)
                .setReady(true);
    }

    private static DaemonSetRef ref(int daemonSet) {
        String name = NAMES.get(daemonSet % NAMES.size())
                + (daemonSet < NAMES.size() ? "" : "-" + (1 + daemonSet / NAMES.size()));
        return new DaemonSetRef("kube-system", name, "ds-" + daemonSet);
    }

    private void daemonSet(int daemonSet, int revision) throws SQLException {
        DaemonSetRef ref = ref(daemonSet);
        String pool = daemonSet % 8 == 5 ? "\"nodeSelector\":{\"example.com/pool\":\"pool-d\"}," : "";
        String template = "{\"metadata\":{\"labels\":{\"app\":\"" + ref.getName() + "\"}},\"spec\":{" + pool
                + "\"containers\":[{\"name\":\"main\",\"image\":\"main:" + revision + "\"}]}}";
        DaemonSetObserved observed = DaemonSetObserved.newBuilder()
                .setChange(revision == 1 ? ChangeType.ADDED : ChangeType.MODIFIED)
                .setNamespace(ref.getNamespace())
                .setName(ref.getName())
                .setUid(ref.getUid())
                .setResourceVersion(Integer.toString(revision))
                .setGeneration(revision)
                .setSelector(new LabelSelector(new TreeMap<>(Map.of("app", ref.getName())), List.of()))
                .setTemplate(template)
                .setStrategy(UpdateStrategyType.ROLLING_UPDATE)
                .setMaxUnavailable("10%")
                .build();
        String key = ref.getNamespace() + "/" + ref.getName();
        journal(
                key,
                observed,
                add(
                        DAEMON_SET_EVENTS,
                        key,
                        new DaemonSetEvent(
                                "e", time, SOURCE, new DaemonSetChange(observed, object("DaemonSet", key)))));
        add(
                TopicCatalogue.REVISIONS,
                ref.getUid() + "/h" + revision,
                Revision.newBuilder()
                        .setDaemonSet(ref)
                        .setName(ref.getName() + "-h" + revision)
                        .setHash("h" + revision)
                        .setRevision(revision)
                        .setCreatedAt(time)
                        .setJournal(here())
                        .setTemplate(template)
                        .build());
    }

    private void pod(int daemonSet, int node, int revision, boolean comesUp) throws SQLException {
        String name = ref(daemonSet).getName() + "-" + revision + "-" + node;
        created(daemonSet, node, revision, name);
        event(observed(daemonSet, node, revision, name).build());
        PodObserved.Builder last = observed(daemonSet, node, revision, name);
        last = comesUp
                ? last.setPhase("Running").setReady(true).setReadySince(time)
                : last.setReason("0/1 nodes are available: 1 Insufficient cpu.");
        event(last.build());
    }

    private void created(int daemonSet, int node, int revision, String pod) throws SQLException {
        DaemonSetRef ref = ref(daemonSet);
        SourcePosition journal = here();
        String id = journal.getOffset() + "-" + daemonSet + "-" + node + "-" + revision;
        add(
                TopicCatalogue.COMMANDS,
                ref.getUid() + "/" + node(node),
                Command.newBuilder()
                        .setCommandId(id)
                        .setSlot(new SlotRef(ref, node(node)))
                        .setSlotSeq(journal.getOffset())
                        .setDecidedAt(time)
                        .setJournal(journal)
                        .setReason("MISSING_POD")
                        .setWish(new CreatePod(pod, "uid-" + node(node), "h" + revision, (long) revision, 0, null))
                        .build());
        add(
                TopicCatalogue.DECISIONS,
                ref.getNamespace() + "/" + ref.getName(),
                Decision.newBuilder()
                        .setDecisionId(id)
                        .setAt(time)
                        .setJournal(journal)
                        .setCause(new Cause("rollcall.node-events", 0, 12L, "e"))
                        .setDaemonSet(ref)
                        .setAction(ActionType.CREATE)
                        .setNode(node(node))
                        .setPod(pod)
                        .setReason("MISSING_POD")
                        .build());
    }

    private void gone(int daemonSet, int node) throws SQLException {
        String name = ref(daemonSet).getName() + "-1-" + node;
        event(observed(daemonSet, node, 1, name).setChange(ChangeType.DELETED).build());
    }

    private PodObserved.Builder observed(int daemonSet, int node, int revision, String name) {
        DaemonSetRef ref = ref(daemonSet);
        return PodObserved.newBuilder()
                .setChange(ChangeType.MODIFIED)
                .setNamespace(ref.getNamespace())
                .setName(name)
                .setUid("uid-" + name)
                .setResourceVersion(Long.toString(records))
                .setLabels(new TreeMap<>(Map.of("app", ref.getName(), "controller-revision-hash", "h" + revision)))
                .setController(new OwnerReference("apps/v1", "DaemonSet", ref.getName(), ref.getUid()))
                .setNodeName(node(node))
                .setTargetNode(node(node))
                .setPhase("Pending")
                .setCreatedAt(time);
    }

    /** The last record of the journal: what was decided was decided there. */
    private SourcePosition here() {
        String journal = TopicNames.standard().of(TopicCatalogue.JOURNAL);
        return new SourcePosition(journal, 0, ends.getOrDefault(journal, 0L) - 1);
    }

    private <V extends SpecificRecord> void synced(Topic<V> topic, ResourceKind kind, Function<SourceSynced, V> event)
            throws SQLException {
        SourceSynced synced = new SourceSynced(kind, 1L, 0, 1);
        journal(Topic.BARRIER_KEY, synced, add(topic, Topic.BARRIER_KEY, event.apply(synced)));
    }

    private void event(NodeObserved node) throws SQLException {
        String key = node.getName();
        NodeChange change = new NodeChange(node, object("Node", key));
        journal(key, node, add(NODE_EVENTS, key, new NodeEvent("e", time, SOURCE, change)));
    }

    private void event(PodObserved pod) throws SQLException {
        String key = pod.getNamespace() + "/" + pod.getName();
        PodChange change = new PodChange(pod, object("Pod", key));
        journal(key, pod, add(POD_EVENTS, key, new PodEvent("e", time, SOURCE, change)));
    }

    private static String object(String kind, String key) {
        return "{\"kind\":\"" + kind + "\",\"metadata\":{\"name\":\"" + key + "\",\"annotations\":{\"size\":\""
                + "x".repeat(400) + "\"}}}";
    }

    private void journal(String key, Object body, Cause cause) throws SQLException {
        add(TopicCatalogue.JOURNAL, key, new JournalRecord(cause, null, body));
    }

    /** Returns where it stands. */
    private Cause add(Topic<?> topic, String key, SpecificRecord value) throws SQLException {
        String name = TopicNames.standard().of(topic);
        long offset = ends.merge(name, 1L, Long::sum) - 1;
        pending.add(new LogRecord(topic, name, 0, offset, time, key, new LogRecord.Value(value)));
        time = time.plusMillis(2);
        records++;
        if (pending.size() == BATCH) {
            flush();
        }
        return new Cause(name, 0, offset, "e");
    }

    private void flush() throws SQLException {
        SortedMap<LogPartition, Long> next = new TreeMap<>();
        ends.forEach((topic, end) -> next.put(new LogPartition(topic, 0), end));
        projection.apply(new LogBatch(pending, next));
        pending.clear();
    }
}
