package io.rollcall.controller.aggregate;

import io.rollcall.events.DeciderState;
import io.rollcall.rules.profile.RuleProfile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** All that one journal partition's decider knows. */
final class ClusterState {

    /** The slot that holds a pod. */
    record Home(String daemonSetUid, String node) {}

    final SourceBarriers barriers = new SourceBarriers();
    final TreeMap<String, KnownNode> nodes = new TreeMap<>();
    final TreeMap<String, DaemonSetAggregate> daemonSets = new TreeMap<>();
    final UnplacedPods unplaced = new UnplacedPods();
    final Deadlines deadlines = new Deadlines();

    /** By pod UID. Looked up, never walked. */
    final Map<String, Home> homes = new HashMap<>();

    /** DaemonSets with touched slots. */
    final TreeSet<String> touched = new TreeSet<>();

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

    DeciderState toRow() {
        Map<String, Integer> windows = new TreeMap<>();
        for (DaemonSetAggregate daemonSet : daemonSets.values()) {
            if (daemonSet.window.size() > 1) {
                windows.put(daemonSet.uid, daemonSet.window.size());
            }
        }
        return DeciderState.newBuilder()
                .setJournalTime(journalTime)
                .setProfile(profile.name())
                .setBarriers(barriers.toRows())
                .setCreateWindows(windows)
                .build();
    }
}
