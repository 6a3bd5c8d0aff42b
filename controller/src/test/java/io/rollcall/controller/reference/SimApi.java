package io.rollcall.controller.reference;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The API server: objects by kind and name, one counter of resourceVersions, watches, and the recorder, which notes each write with the
 * moment at which its own watch of that kind delivered it.
 */
final class SimApi {

    /** What can be watched. */
    enum Kind {
        NODE,
        POD,
        DAEMON_SET,
        REVISION
    }

    /** A write as watches tell it; the object is a copy that nobody changes. */
    record Event(String type, Kind kind, SimObject object) {}

    private final Agenda agenda;
    private final Map<Kind, TreeMap<String, SimObject>> objects = new EnumMap<>(Kind.class);
    private final Map<Kind, Long> stalledUntil = new EnumMap<>(Kind.class);
    private final List<Consumer<Event>> watches = new ArrayList<>();
    private final List<HistoryLine> history = new ArrayList<>();
    private long resourceVersion = 100;
    private int names;

    SimApi(Agenda agenda) {
        this.agenda = agenda;
        for (Kind kind : Kind.values()) {
            objects.put(kind, new TreeMap<>());
        }
    }

    List<HistoryLine> history() {
        return history;
    }

    void watch(Consumer<Event> watch) {
        watches.add(watch);
    }

    /** A name that was never used, and with it a UID. */
    String fresh(String prefix) {
        return prefix + "-" + String.format("%05d", names++ * 7919 % 100_000);
    }

    @Nullable
    SimNode node(@Nullable String name) {
        return name == null ? null : (SimNode) objects(Kind.NODE).get(name);
    }

    @Nullable
    SimPod pod(String name) {
        return (SimPod) objects(Kind.POD).get(name);
    }

    @Nullable
    SimDaemonSet daemonSet(String name) {
        return (SimDaemonSet) objects(Kind.DAEMON_SET).get(name);
    }

    List<SimNode> nodes() {
        return objects(Kind.NODE).values().stream().map(SimNode.class::cast).toList();
    }

    List<SimPod> pods() {
        return objects(Kind.POD).values().stream().map(SimPod.class::cast).toList();
    }

    List<SimDaemonSet> daemonSets() {
        return objects(Kind.DAEMON_SET).values().stream()
                .map(SimDaemonSet.class::cast)
                .toList();
    }

    List<SimRevision> revisions() {
        return objects(Kind.REVISION).values().stream()
                .map(SimRevision.class::cast)
                .toList();
    }

    void create(SimObject object, Actor actor) {
        if (objects(kindOf(object)).containsKey(object.name)) {
            return;
        }
        object.created = agenda.now();
        objects(kindOf(object)).put(object.name, object);
        tell("ADDED", object, actor);
    }

    /** The object was changed in place. */
    void changed(SimObject object, Actor actor) {
        if (objects(kindOf(object)).get(object.name) == object) {
            tell("MODIFIED", object, actor);
        }
    }

    void remove(SimObject object, Actor actor) {
        if (objects(kindOf(object)).remove(object.name, object)) {
            tell("DELETED", object, actor);
        }
    }

    /** Deletes a pod as the API server does: in two events at once when nobody has to end it, else with time to end. */
    void delete(SimPod pod, long graceSeconds, Actor actor) {
        if (objects(Kind.POD).get(pod.name) != pod) {
            return;
        }
        long grace = pod.node == null || pod.terminal() ? 0 : graceSeconds;
        if (pod.terminating() && grace >= pod.graceSeconds) {
            return;
        }
        pod.deletedAt = agenda.now() + Agenda.millis(1000 * grace);
        pod.graceSeconds = grace;
        tell("MODIFIED", pod, actor);
        if (grace == 0) {
            remove(pod, actor);
        }
    }

    private TreeMap<String, SimObject> objects(Kind kind) {
        return java.util.Objects.requireNonNull(objects.get(kind));
    }

    private static Kind kindOf(SimObject object) {
        return switch (object) {
            case SimNode ignored -> Kind.NODE;
            case SimPod ignored -> Kind.POD;
            case SimDaemonSet ignored -> Kind.DAEMON_SET;
            case SimRevision ignored -> Kind.REVISION;
        };
    }

    private void tell(String type, SimObject object, Actor actor) {
        object.resourceVersion = ++resourceVersion;
        SimObject copy = object.copy();
        Kind kind = kindOf(object);
        history.add(new HistoryLine(type, SimObject.instant(observed(kind)), copy.json(), actor));
        for (Consumer<Event> watch : watches) {
            watch.accept(new Event(type, kind, copy));
        }
    }

    /** Watches of different kinds lag differently, and now and then one holds several events back and gives them at once. */
    private long observed(Kind kind) {
        long at = agenda.now() + agenda.between(1, 6);
        if (agenda.chance(0.02)) {
            at += agenda.between(5, 60);
        }
        at = Math.max(at, stalledUntil.getOrDefault(kind, 0L));
        stalledUntil.put(kind, at);
        return at;
    }
}
