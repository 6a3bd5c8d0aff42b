package io.rollcall.controller.reference;

import java.util.List;
import java.util.TreeMap;

/** The garbage collector, pod GC and what it takes to delete a DaemonSet in each of the three ways. */
final class Collectors {

    private static final long POD_GC_PERIOD = Agenda.millis(20_000);
    private static final long QUARANTINE = Agenda.millis(40_000);
    private static final long GRACE_SECONDS = 30;

    /** How dependents are dealt with. */
    enum Propagation {
        BACKGROUND,
        FOREGROUND,
        ORPHAN
    }

    private final Agenda agenda;
    private final SimApi api;
    private final TreeMap<String, Long> quarantined = new TreeMap<>();

    Collectors(Agenda agenda, SimApi api) {
        this.agenda = agenda;
        this.api = api;
        agenda.after(agenda.between(1, 20_000), this::collectPods);
    }

    /** Deletes the DaemonSet. */
    void delete(SimDaemonSet daemonSet, Propagation propagation) {
        switch (propagation) {
            case BACKGROUND -> {
                api.remove(daemonSet, Actor.PERSON);
                agenda.after(agenda.between(10, 60), () -> deleteDependents(daemonSet));
            }
            case FOREGROUND -> {
                mark(daemonSet);
                agenda.after(agenda.between(10, 60), () -> {
                    deleteDependents(daemonSet);
                    removeWhenAlone(daemonSet);
                });
            }
            case ORPHAN -> {
                mark(daemonSet);
                agenda.after(agenda.between(10, 60), () -> {
                    orphanDependents(daemonSet);
                    agenda.after(agenda.between(20, 60), () -> api.remove(daemonSet, Actor.GARBAGE_COLLECTOR));
                });
            }
        }
    }

    private void mark(SimDaemonSet daemonSet) {
        daemonSet.deletedAt = agenda.now();
        daemonSet.generation++;
        api.changed(daemonSet, Actor.PERSON);
    }

    private void deleteDependents(SimDaemonSet owner) {
        List<SimRevision> revisions = api.revisions().stream()
                .filter(one -> one.owner != null && one.owner.uid().equals(owner.uid))
                .toList();
        long delay = 0;
        for (SimRevision revision : revisions) {
            agenda.after(delay += agenda.between(2, 6), () -> api.remove(revision, Actor.GARBAGE_COLLECTOR));
        }
        for (SimPod pod : api.pods()) {
            if (pod.ownedBy(owner.uid)) {
                agenda.after(
                        delay += agenda.between(2, 6), () -> api.delete(pod, GRACE_SECONDS, Actor.GARBAGE_COLLECTOR));
            }
        }
        // What its controller created in the meantime is found later.
        agenda.after(delay + agenda.between(300, 900), () -> {
            for (SimPod pod : api.pods()) {
                if (pod.ownedBy(owner.uid)) {
                    api.delete(pod, GRACE_SECONDS, Actor.GARBAGE_COLLECTOR);
                }
            }
        });
    }

    private void orphanDependents(SimDaemonSet owner) {
        for (SimRevision revision : api.revisions()) {
            if (revision.owner != null && revision.owner.uid().equals(owner.uid)) {
                revision.owner = null;
                api.changed(revision, Actor.GARBAGE_COLLECTOR);
            }
        }
        for (SimPod pod : api.pods()) {
            if (pod.ownedBy(owner.uid)) {
                pod.owner = null;
                api.changed(pod, Actor.GARBAGE_COLLECTOR);
            }
        }
    }

    private void removeWhenAlone(SimDaemonSet owner) {
        if (api.pods().stream().anyMatch(pod -> pod.ownedBy(owner.uid))) {
            agenda.after(agenda.between(100, 300), () -> removeWhenAlone(owner));
        } else {
            api.remove(owner, Actor.GARBAGE_COLLECTOR);
        }
    }

    private void collectPods() {
        long now = agenda.now();
        for (SimPod pod : api.pods()) {
            String node = pod.node;
            if (node == null) {
                if (pod.terminating()) {
                    api.delete(pod, 0, Actor.POD_GC);
                }
            } else if (api.node(node) != null) {
                quarantined.remove(node);
            } else if (quarantined.computeIfAbsent(node, any -> now) + QUARANTINE <= now) {
                api.delete(pod, 0, Actor.POD_GC);
            }
        }
        agenda.after(POD_GC_PERIOD, this::collectPods);
    }
}
