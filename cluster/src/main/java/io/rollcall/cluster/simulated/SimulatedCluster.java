package io.rollcall.cluster.simulated;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.objects.ClusterEvent;
import io.rollcall.cluster.objects.ObjectEvents;
import io.rollcall.cluster.objects.ObjectKind;
import io.rollcall.cluster.store.Change;
import io.rollcall.cluster.store.Meta;
import io.rollcall.cluster.store.Namespaces;
import io.rollcall.cluster.store.ObjectKey;
import io.rollcall.cluster.store.ObjectStore;
import io.rollcall.events.ChangeType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A cluster without machines. Requests go to {@link #api}; {@link #advanceTo} moves its time and carries out what is due:
 * kubelets, the scheduler for pinned pods, garbage collection, node failures. Every change comes out of {@link #drainEvents} in
 * order, to be appended to the input topics.
 *
 * <p>For one thread. A function of seed, requests and times: it reads no clock and does no I/O, and after {@link #restore} it goes
 * on from the objects alone.
 */
public final class SimulatedCluster {

    private final ObjectStore store;
    private final Agenda agenda = new Agenda();
    private final ObjectEvents objectEvents;
    private List<ClusterEvent> events = new ArrayList<>();

    /** An empty cluster. */
    public SimulatedCluster(ClusterSettings settings) {
        this.store = new ObjectStore(settings.seed());
        this.objectEvents = new ObjectEvents(settings.name());
        Jitter jitter = new Jitter(settings.seed());
        PodIndex index = new PodIndex();
        Admission admission = new Admission(store, index);
        PinScheduler scheduler = new PinScheduler(store, admission, agenda, jitter);
        Kubelets kubelets = new Kubelets(store, index, admission, agenda, jitter);
        // The index first: the others ask it.
        store.listen(index);
        store.listen(this::record);
        store.listen(scheduler);
        store.listen(kubelets);
        store.listen(new RoomWatch(store, index, scheduler, kubelets));
        store.listen(new PodGarbageCollector(store, index, agenda, settings.podGcQuarantine()));
        store.listen(new TerminatedPods(store, agenda, settings.terminatedPodThreshold()));
        store.listen(new NamespaceLifecycle(store, agenda));
        store.listen(new EventExpiry(store, agenda, settings.eventRetention()));
        store.listen(new GarbageCollector(store, index, agenda, settings.observing()));
        if (!settings.observing()) {
            store.listen(new NodeLifecycle(store, index, agenda, jitter, settings));
        }
    }

    /** The objects, to read and to change. Changes happen at {@link #now}; advance the time first. */
    public ObjectStore api() {
        return store;
    }

    /** The cluster's time: the latest one it was advanced to. */
    public Instant now() {
        return store.now();
    }

    /** When something is due next; empty when nothing is, whatever the time. */
    public Optional<Instant> nextDue() {
        return agenda.nextDue();
    }

    /** Carries out all that is due up to this time, each at its own time, and makes it the cluster's time. */
    public void advanceTo(Instant time) {
        Optional<Agenda.Entry> entry = agenda.take(time);
        while (entry.isPresent()) {
            store.moveTo(entry.get().due());
            entry.get().task().action().run();
            entry = agenda.take(time);
        }
        store.moveTo(time);
    }

    /** The changes since the last call, in order. */
    public List<ClusterEvent> drainEvents() {
        List<ClusterEvent> drained = events;
        events = new ArrayList<>();
        return drained;
    }

    /** Takes over a change from a history, UID and version included; it does not come out of {@link #drainEvents} again. */
    public void observe(ObjectKind kind, ChangeType type, ObjectNode object) {
        store.takeOver(kind, type, object);
    }

    /**
     * Goes on where a cluster of the same settings stopped.
     *
     * @param objects all its objects, in any order
     * @param highestVersion the highest resourceVersion it had given out
     * @param now the time from which on things are due
     */
    public void restore(Collection<ObjectNode> objects, long highestVersion, Instant now) {
        store.moveTo(now);
        store.takeOverVersion(highestVersion);
        objects.stream()
                .sorted(Comparator.comparing(SimulatedCluster::key))
                .forEach(object -> store.takeOver(key(object).kind(), ChangeType.ADDED, object));
    }

    /** Makes the namespaces that every cluster has, and those that objects are in, unless they are there. */
    public void ensureNamespaces() {
        Namespaces.STANDARD.forEach(this::ensureNamespace);
        SortedSet<String> used = new TreeSet<>();
        for (ObjectKind kind : ObjectKind.values()) {
            store.list(kind).forEach(object -> used.add(Meta.namespace(object)));
        }
        used.forEach(this::ensureNamespace);
    }

    /** Makes a namespace unless it is there; an empty name is none. */
    public void ensureNamespace(String name) {
        Namespaces.ensure(store, name);
    }

    /** Adds nodes until there are a control plane and so many workers; nodes that are there stay. Returns the names added. */
    public List<String> ensureNodes(int workers) {
        List<ObjectNode> wanted = new ArrayList<>();
        wanted.add(NodeTemplates.controlPlane(now()));
        for (int number = 1; number <= workers; number++) {
            wanted.add(NodeTemplates.worker(number, now()));
        }
        List<String> added = new ArrayList<>();
        for (ObjectNode node : wanted) {
            if (store.find(ObjectKey.of(ObjectKind.NODE, node)).isEmpty()) {
                store.create(ObjectKind.NODE, node);
                added.add(Meta.name(node));
            }
        }
        return added;
    }

    /** Stops the kubelet of a node: after a while the node is not ready. */
    public void stopKubelet(String node) {
        store.change(
                ObjectKey.node(node),
                object -> Meta.child(Meta.of(object), "annotations").put(Nodes.KUBELET_ANNOTATION, Nodes.STOPPED));
    }

    /** Starts the kubelet of a node again. */
    public void startKubelet(String node) {
        store.change(
                ObjectKey.node(node),
                object -> Meta.child(Meta.of(object), "annotations").remove(Nodes.KUBELET_ANNOTATION));
    }

    private void record(Change change) {
        if (change.own()) {
            ObjectNode object = change.object();
            String eventId = Meta.uid(object) + "@" + Meta.resourceVersion(object);
            events.add(objectEvents.event(change.key().kind(), change.type(), object, change.at(), eventId));
        }
    }

    private static ObjectKey key(ObjectNode object) {
        String kind = object.path("kind").asText("");
        return ObjectKey.of(
                ObjectKind.held(kind).orElseThrow(() -> new IllegalArgumentException("unknown kind " + kind)), object);
    }
}
