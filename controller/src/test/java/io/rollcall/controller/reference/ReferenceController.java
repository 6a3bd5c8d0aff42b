package io.rollcall.controller.reference;

import io.rollcall.rules.eligibility.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The DaemonSet controller of Kubernetes 1.23: which events put which DaemonSet into the queue (semantics 2.6, 4.10), and two workers. */
final class ReferenceController implements Informers.Handler {

    private static final int WORKERS = 2;

    final Agenda agenda;
    final SimApi api;
    final Informers caches;
    final Expectations expectations;
    final BackOffs backOffs = new BackOffs();
    final Mutation mutation;
    private final Calls calls;
    private final Set<String> queue = new LinkedHashSet<>();
    private final Set<String> inWork = new TreeSet<>();
    private final Set<String> again = new LinkedHashSet<>();

    /** How often the broken rule made a difference. */
    int mistakes;

    ReferenceController(Agenda agenda, SimApi api, Mutation mutation) {
        this.agenda = agenda;
        this.api = api;
        this.mutation = mutation;
        this.expectations = new Expectations(agenda);
        this.calls = new Calls(agenda);
        this.caches = new Informers(agenda, api, this);
    }

    Calls calls() {
        return calls;
    }

    void enqueue(String key) {
        if (inWork.contains(key)) {
            again.add(key);
        } else if (queue.add(key)) {
            agenda.after(agenda.between(0, 1), this::work);
        }
    }

    void enqueueAfter(String key, long microseconds) {
        agenda.after(microseconds, () -> enqueue(key));
    }

    private void work() {
        if (queue.isEmpty() || inWork.size() >= WORKERS) {
            return;
        }
        String key = queue.iterator().next();
        queue.remove(key);
        inWork.add(key);
        new Sync(this, key, () -> done(key)).run();
    }

    private void done(String key) {
        inWork.remove(key);
        if (again.remove(key)) {
            queue.add(key);
        }
        agenda.after(0, this::work);
    }

    @Override
    public void node(@Nullable SimNode before, @Nullable SimNode after) {
        if (after == null) {
            return;
        }
        for (SimDaemonSet daemonSet : caches.daemonSets.values()) {
            Verdict now = daemonSet.eligibility().judge(after.facts());
            if (before == null
                    ? now.shouldRun()
                    : !sameAnswer(now, daemonSet.eligibility().judge(before.facts()))) {
                enqueue(daemonSet.name);
            }
        }
    }

    private static boolean sameAnswer(Verdict one, Verdict other) {
        return one.shouldRun() == other.shouldRun() && one.shouldContinue() == other.shouldContinue();
    }

    @Override
    public void daemonSet(@Nullable SimDaemonSet before, @Nullable SimDaemonSet after) {
        if (before != null && (after == null || !after.uid.equals(before.uid))) {
            expectations.forget(before.name);
        }
        enqueue(Objects.requireNonNull(after == null ? before : after).name);
    }

    @Override
    public void pod(@Nullable SimPod before, @Nullable SimPod after) {
        if (after == null || after.terminating()) {
            deleted(after == null ? before : after);
            return;
        }
        if (before != null && before.owner != null && !before.owner.equals(after.owner)) {
            resolved(before).forEach(owner -> enqueue(owner.name));
        }
        if (after.owner != null) {
            for (SimDaemonSet owner : resolved(after)) {
                if (before == null) {
                    expectations.created(owner.name);
                }
                enqueue(owner.name);
                if (before != null && !before.ready && after.ready && owner.minReadySeconds > 0) {
                    enqueueAfter(owner.name, Agenda.millis(1000L * owner.minReadySeconds + 1000));
                }
            }
        } else if (before == null || before.owner != null || !before.labels.equals(after.labels)) {
            for (SimDaemonSet daemonSet : caches.daemonSets.values()) {
                if (daemonSet.selects(after.labels)) {
                    enqueue(daemonSet.name);
                }
            }
        }
    }

    private void deleted(@Nullable SimPod pod) {
        if (pod != null) {
            for (SimDaemonSet owner : resolved(pod)) {
                expectations.deleted(owner.name);
                enqueue(owner.name);
            }
        }
    }

    private List<SimDaemonSet> resolved(SimPod pod) {
        List<SimDaemonSet> found = new ArrayList<>();
        SimObject.Owner owner = pod.owner;
        SimDaemonSet daemonSet = owner == null ? null : caches.daemonSets.get(owner.name());
        if (daemonSet != null && pod.ownedBy(daemonSet.uid)) {
            found.add(daemonSet);
        }
        return found;
    }

    /** The pods of a DaemonSet by the node they are on or meant for, claimed as semantics 7.2 says. */
    TreeMap<String, List<SimPod>> podsByNode(SimDaemonSet daemonSet) {
        TreeMap<String, List<SimPod>> groups = new TreeMap<>();
        for (SimPod pod : List.copyOf(caches.pods.values())) {
            if (claims(daemonSet, pod)) {
                groups.computeIfAbsent(pod.place(), any -> new ArrayList<>()).add(pod);
            }
        }
        return groups;
    }

    private boolean claims(SimDaemonSet daemonSet, SimPod pod) {
        boolean selected = daemonSet.selects(pod.labels);
        if (pod.owner != null) {
            if (pod.ownedBy(daemonSet.uid) && !selected && !daemonSet.terminating()) {
                own(pod, null);
                return false;
            }
            return pod.ownedBy(daemonSet.uid) && selected;
        }
        return selected && !daemonSet.terminating() && !pod.terminating() && own(pod, daemonSet.asOwner());
    }

    private boolean own(SimPod cached, SimObject.@Nullable Owner owner) {
        SimPod pod = api.pod(cached.name);
        if (pod == null || (owner != null && pod.owner != null)) {
            return false;
        }
        if (!Objects.equals(pod.owner, owner)) {
            pod.owner = owner;
            api.changed(pod, Actor.DAEMON_SET_CONTROLLER);
        }
        return true;
    }
}
