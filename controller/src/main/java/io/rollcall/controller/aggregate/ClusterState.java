package io.rollcall.controller.aggregate;

import io.rollcall.events.CreatePause;
import io.rollcall.events.DeciderState;
import io.rollcall.rules.profile.RuleProfile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** All that one journal partition's decider knows. */
final class ClusterState {

    /** The slot that holds a pod. */
    record Home(String daemonSetUid, String node) {}

    final SourceBarriers barriers = new SourceBarriers();
    final TreeMap<String, KnownNode> nodes = new TreeMap<>();
    final TreeMap<String, DaemonSetAggregate> daemonSets = new TreeMap<>();
    final RevisionObjects revisionObjects = new RevisionObjects();
    final UnplacedPods unplaced = new UnplacedPods();
    final Deadlines deadlines = new Deadlines();

    /** By pod UID. Looked up, never walked. */
    final Map<String, Home> homes = new HashMap<>();

    /** DaemonSets with touched slots. */
    final TreeSet<String> touched = new TreeSet<>();

    private final Map<String, TreeMap<String, DaemonSetAggregate>> byNamespace = new HashMap<>();
    private final TreeMap<String, Integer> createWindows = new TreeMap<>();
    private final TreeMap<String, CreatePause> createPauses = new TreeMap<>();
    private Instant journalTime = Instant.EPOCH;
    private RuleProfile profile;

    ClusterState(RuleProfile profile) {
        this.profile = profile;
    }

    Instant journalTime() {
        return journalTime;
    }

    /** Journal time never goes back. */
    void advanceTo(Instant time) {
        if (time.isAfter(journalTime)) {
            journalTime = time;
        }
    }

    RuleProfile profile() {
        return profile;
    }

    void activate(RuleProfile other) {
        profile = other;
        for (DaemonSetAggregate daemonSet : daemonSets.values()) {
            daemonSet.activate(other);
            touched.add(daemonSet.uid);
        }
    }

    DaemonSetAggregate daemonSet(String uid) {
        return daemonSets.computeIfAbsent(uid, key -> new DaemonSetAggregate(key, profile));
    }

    void touch(DaemonSetAggregate daemonSet, String node) {
        daemonSet.touched.add(node);
        touched.add(daemonSet.uid);
    }

    void touchAll(DaemonSetAggregate daemonSet) {
        daemonSet.touched.addAll(daemonSet.slots.keySet());
        touched.add(daemonSet.uid);
    }

    /** DaemonSets whose object is known, in UID order. */
    List<DaemonSetAggregate> known() {
        List<DaemonSetAggregate> known = new ArrayList<>(daemonSets.size());
        for (DaemonSetAggregate daemonSet : daemonSets.values()) {
            if (daemonSet.isKnown()) {
                known.add(daemonSet);
            }
        }
        return known;
    }

    /** The DaemonSet's object has become known. */
    void enlist(DaemonSetAggregate daemonSet) {
        byNamespace
                .computeIfAbsent(daemonSet.observed().getNamespace(), namespace -> new TreeMap<>())
                .put(daemonSet.uid, daemonSet);
    }

    /** The DaemonSet is gone; null when it was not there. */
    @Nullable
    DaemonSetAggregate remove(String uid) {
        DaemonSetAggregate gone = daemonSets.remove(uid);
        if (gone != null && gone.isKnown()) {
            String namespace = gone.observed().getNamespace();
            TreeMap<String, DaemonSetAggregate> there = byNamespace.get(namespace);
            if (there != null && there.remove(uid) != null && there.isEmpty()) {
                byNamespace.remove(namespace);
            }
        }
        return gone;
    }

    /** Known DaemonSets of a namespace, in UID order. */
    Collection<DaemonSetAggregate> inNamespace(String namespace) {
        TreeMap<String, DaemonSetAggregate> there = byNamespace.get(namespace);
        return there == null ? List.of() : there.values();
    }

    /** Notes the pace of a DaemonSet's creations for the progress row, and when they go on after a refusal. */
    void notePace(DaemonSetAggregate daemonSet) {
        CreateWindow window = daemonSet.window;
        if (window.size() != 1) {
            createWindows.put(daemonSet.uid, window.size());
        } else {
            createWindows.remove(daemonSet.uid);
        }
        if (window.refusals() > 0) {
            createPauses.put(daemonSet.uid, window.pause());
        } else {
            createPauses.remove(daemonSet.uid);
        }
        Instant heldUntil = window.heldUntil();
        Deadline next = heldUntil == null || !heldUntil.isAfter(journalTime)
                ? null
                : Deadline.createsGoOn(heldUntil, daemonSet.uid);
        deadlines.replace(daemonSet.createsGoOn, next);
        daemonSet.createsGoOn = next;
    }

    void forgetPace(DaemonSetAggregate daemonSet) {
        createWindows.remove(daemonSet.uid);
        createPauses.remove(daemonSet.uid);
        deadlines.replace(daemonSet.createsGoOn, null);
    }

    /** Written with every record, so nothing here grows with nodes or with DaemonSets at rest. */
    DeciderState toRow() {
        return new DeciderState(
                journalTime,
                profile.name(),
                barriers.toRows(),
                new TreeMap<>(createWindows),
                new TreeMap<>(createPauses));
    }
}
