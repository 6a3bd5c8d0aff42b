package io.rollcall.controller.simulation;

import io.rollcall.events.ChangeType;
import io.rollcall.events.DaemonSetObserved;
import io.rollcall.events.NodeObserved;
import io.rollcall.events.PodObserved;
import io.rollcall.events.RevisionObserved;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What is really there, and the events that tell of it but have not reached the journal yet. */
final class Cluster {

    final TreeMap<String, NodeObserved> nodes = new TreeMap<>();
    final TreeMap<String, DaemonSetObserved> daemonSets = new TreeMap<>();
    final TreeMap<String, PodObserved> pods = new TreeMap<>();
    final TreeMap<String, RevisionObserved> revisions = new TreeMap<>();

    private final EnumMap<Topic, Deque<Object>> events = new EnumMap<>(Topic.class);
    private int version = 1;
    private int uids;
    private long changes;

    Cluster() {
        for (Topic topic : Topic.values()) {
            events.put(topic, new ArrayDeque<>());
        }
    }

    /** How often anything here has changed. */
    long changes() {
        return changes;
    }

    private void tell(Topic topic, Object event) {
        changes++;
        waiting(topic).add(event);
    }

    String nextUid(String kind) {
        return kind + "-" + ++uids;
    }

    String nextVersion() {
        return Integer.toString(++version);
    }

    Deque<Object> waiting(Topic topic) {
        return Objects.requireNonNull(events.get(topic));
    }

    boolean allDelivered() {
        return events.values().stream().allMatch(Deque::isEmpty);
    }

    static <T> @Nullable T pick(List<T> from, int pick) {
        return from.isEmpty() ? null : from.get(pick % from.size());
    }

    @Nullable
    PodObserved pod(int pick, Predicate<PodObserved> which) {
        return pick(pods.values().stream().filter(which).toList(), pick);
    }

    @Nullable
    PodObserved podNamed(String namespace, String name) {
        return pods.values().stream()
                .filter(pod ->
                        pod.getNamespace().equals(namespace) && pod.getName().equals(name))
                .findFirst()
                .orElse(null);
    }

    void put(NodeObserved node) {
        nodes.put(node.getName(), node);
        tell(Topic.NODES, node);
    }

    void put(PodObserved pod) {
        pods.put(pod.getUid(), pod);
        tell(Topic.PODS, pod);
    }

    void put(DaemonSetObserved daemonSet) {
        daemonSets.put(daemonSet.getUid(), daemonSet);
        tell(Topic.DAEMON_SETS, daemonSet);
    }

    void put(RevisionObserved revision) {
        revisions.put(revision.getUid(), revision);
        tell(Topic.REVISIONS, revision);
    }

    void change(NodeObserved node, Consumer<NodeObserved.Builder> change) {
        NodeObserved.Builder next =
                NodeObserved.newBuilder(node).setChange(ChangeType.MODIFIED).setResourceVersion(nextVersion());
        change.accept(next);
        put(next.build());
    }

    void change(PodObserved pod, Consumer<PodObserved.Builder> change) {
        PodObserved.Builder next =
                PodObserved.newBuilder(pod).setChange(ChangeType.MODIFIED).setResourceVersion(nextVersion());
        change.accept(next);
        put(next.build());
    }

    void change(DaemonSetObserved daemonSet, Consumer<DaemonSetObserved.Builder> change) {
        DaemonSetObserved.Builder next = DaemonSetObserved.newBuilder(daemonSet)
                .setChange(ChangeType.MODIFIED)
                .setResourceVersion(nextVersion());
        change.accept(next);
        put(next.build());
    }

    void remove(NodeObserved node) {
        nodes.remove(node.getName());
        tell(
                Topic.NODES,
                NodeObserved.newBuilder(node)
                        .setChange(ChangeType.DELETED)
                        .setResourceVersion(nextVersion())
                        .build());
    }

    void remove(PodObserved pod) {
        pods.remove(pod.getUid());
        tell(
                Topic.PODS,
                PodObserved.newBuilder(pod)
                        .setChange(ChangeType.DELETED)
                        .setResourceVersion(nextVersion())
                        .build());
    }

    void remove(DaemonSetObserved daemonSet) {
        daemonSets.remove(daemonSet.getUid());
        tell(
                Topic.DAEMON_SETS,
                DaemonSetObserved.newBuilder(daemonSet)
                        .setChange(ChangeType.DELETED)
                        .setResourceVersion(nextVersion())
                        .build());
    }

    void change(RevisionObserved revision, Consumer<RevisionObserved.Builder> change) {
        RevisionObserved.Builder next = RevisionObserved.newBuilder(revision)
                .setChange(ChangeType.MODIFIED)
                .setResourceVersion(nextVersion());
        change.accept(next);
        put(next.build());
    }

    @Nullable
    RevisionObserved revisionNamed(String namespace, String name) {
        return revisions.values().stream()
                .filter(revision -> revision.getNamespace().equals(namespace)
                        && revision.getName().equals(name))
                .findFirst()
                .orElse(null);
    }

    void remove(RevisionObserved revision) {
        revisions.remove(revision.getUid());
        tell(
                Topic.REVISIONS,
                RevisionObserved.newBuilder(revision)
                        .setChange(ChangeType.DELETED)
                        .setResourceVersion(nextVersion())
                        .build());
    }

    /** What owners that are gone, and nodes that are gone, leave behind goes. Returns whether anything did. */
    boolean collectGarbage() {
        List<PodObserved> garbage = pods.values().stream()
                .filter(pod -> isOwnerless(pod) || isStranded(pod))
                .toList();
        garbage.forEach(this::remove);
        List<RevisionObserved> old = revisions.values().stream()
                .filter(revision -> revision.getController() != null
                        && !daemonSets.containsKey(revision.getController().getUid()))
                .toList();
        old.forEach(this::remove);
        return !garbage.isEmpty() || !old.isEmpty();
    }

    private boolean isOwnerless(PodObserved pod) {
        return pod.getController() != null
                && !daemonSets.containsKey(pod.getController().getUid());
    }

    private boolean isStranded(PodObserved pod) {
        return pod.getNodeName() != null && !nodes.containsKey(pod.getNodeName());
    }

    /** Every object of a kind, by the key of its events. */
    TreeMap<String, Object> list(Topic topic) {
        TreeMap<String, Object> listed = new TreeMap<>();
        Map<String, ?> objects = switch (topic) {
            case NODES -> nodes;
            case PODS -> pods;
            case DAEMON_SETS -> daemonSets;
            case REVISIONS -> revisions;
            case RESULTS -> throw new IllegalArgumentException("answers are not listed");
        };
        objects.values().forEach(object -> listed.put(Delivered.key(object), object));
        return listed;
    }

    /** A watch that stumbled: of each pod only the last event that waits is seen. */
    void missPodEvents() {
        Map<String, Object> last = new LinkedHashMap<>();
        List<Object> waiting = new ArrayList<>(waiting(Topic.PODS));
        for (Object event : waiting) {
            String uid = ((PodObserved) event).getUid();
            last.remove(uid);
            last.put(uid, event);
        }
        changes += waiting.size() - last.size();
        waiting(Topic.PODS).clear();
        waiting(Topic.PODS).addAll(last.values());
    }
}
