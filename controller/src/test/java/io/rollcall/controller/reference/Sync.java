package io.rollcall.controller.reference;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.rules.model.WellKnown;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One sync of one DaemonSet (semantics 4.1 as of 1.23), step by step, each step with what the caches show by then. */
final class Sync {

    private static final int BURST = 250;
    private static final long GRACE_SECONDS = 30;

    private final ReferenceController controller;
    private final String key;
    private final Runnable done;

    Sync(ReferenceController controller, String key, Runnable done) {
        this.controller = controller;
        this.key = key;
        this.done = done;
    }

    void run() {
        SimDaemonSet daemonSet = controller.caches.daemonSets.get(key);
        if (daemonSet == null) {
            controller.expectations.forget(key);
            done.run();
            return;
        }
        if (daemonSet.terminating()) {
            done.run();
            return;
        }
        TreeMap<String, SimNode> nodes = new TreeMap<>(controller.caches.nodes);
        history(daemonSet, hash -> {
            if (!controller.expectations.satisfied(key)) {
                status(daemonSet, nodes, hash, false);
                return;
            }
            Steps steps = new Manage(controller, daemonSet, nodes, hash).steps();
            carryOut(daemonSet, steps, hash, () -> {
                if (!controller.expectations.satisfied(key)) {
                    status(daemonSet, nodes, hash, true);
                    return;
                }
                Steps rollout = new Rollout(controller, daemonSet, nodes, hash).steps();
                carryOut(daemonSet, rollout, hash, () -> status(daemonSet, nodes, hash, true));
            });
        });
    }

    /** What then goes on with the current hash. */
    private interface WithHash {
        void go(String hash);
    }

    /** Finds, renumbers or makes the current revision (semantics 6.2); orphans that match are adopted. */
    private void history(SimDaemonSet daemonSet, WithHash then) {
        long highest = 0;
        SimRevision current = null;
        for (SimRevision revision : controller.caches.revisions.values()) {
            SimRevision live = (SimRevision) liveRevision(revision.name);
            boolean own = live != null && live.owner != null && live.owner.uid().equals(daemonSet.uid);
            boolean orphan = live != null && live.owner == null && daemonSet.selects(revision.labels);
            if (live == null || !(own || orphan)) {
                continue;
            }
            if (orphan) {
                live.owner = daemonSet.asOwner();
                controller.api.changed(live, Actor.DAEMON_SET_CONTROLLER);
            }
            if (revision.template.equals(daemonSet.template())) {
                current = live;
            } else {
                highest = Math.max(highest, live.number);
            }
        }
        SimRevision found = current;
        long number = highest + 1;
        if (found == null) {
            SimRevision made = revision(daemonSet, number);
            SimRevision there = liveRevision(made.name);
            if (there != null) {
                then.go(there.hash);
                return;
            }
            controller
                    .calls()
                    .call(() -> controller.api.create(made, Actor.DAEMON_SET_CONTROLLER), () -> then.go(made.hash));
        } else if (found.number < number) {
            controller
                    .calls()
                    .call(
                            () -> {
                                found.number = number;
                                controller.api.changed(found, Actor.DAEMON_SET_CONTROLLER);
                            },
                            () -> then.go(found.hash));
        } else {
            then.go(found.hash);
        }
    }

    private @Nullable SimRevision liveRevision(String name) {
        return controller.api.revisions().stream()
                .filter(one -> one.name.equals(name))
                .findFirst()
                .orElse(null);
    }

    private SimRevision revision(SimDaemonSet daemonSet, long number) {
        ObjectNode template = daemonSet.template();
        String hash = Integer.toHexString(template.toString().hashCode());
        String name = daemonSet.name + "-" + hash;
        SimRevision revision = new SimRevision(name, controller.api.fresh("uid-" + name), hash, template);
        revision.labels.put("app", daemonSet.app);
        revision.number = number;
        revision.owner = daemonSet.asOwner();
        return revision;
    }

    /** Creates and deletes at most 250 each, and writes down what is to be seen of it (semantics 4.7). */
    private void carryOut(SimDaemonSet daemonSet, Steps steps, String hash, Runnable then) {
        List<String> creations =
                steps.creations().subList(0, Math.min(BURST, steps.creations().size()));
        List<SimPod> deletions =
                steps.deletions().subList(0, Math.min(BURST, steps.deletions().size()));
        controller.expectations.set(key, creations.size(), deletions.size());
        List<Runnable> creating = new ArrayList<>();
        creations.forEach(node -> creating.add(() -> create(daemonSet, node, hash)));
        List<Runnable> deleting = new ArrayList<>();
        deletions.forEach(pod -> deleting.add(() -> delete(pod)));
        controller.calls().slowly(creating, () -> {
            if (deleting.isEmpty()) {
                then.run();
            } else {
                controller.calls().all(deleting, then);
            }
        });
    }

    private void create(SimDaemonSet daemonSet, String node, String hash) {
        String name = controller.api.fresh(daemonSet.name);
        SimPod pod = new SimPod(name, "uid-" + name, daemonSet.image(), daemonSet.eligibility());
        pod.labels.put("app", daemonSet.app);
        pod.labels.put(WellKnown.REVISION_HASH_LABEL, hash(daemonSet, hash));
        pod.owner = daemonSet.asOwner();
        pod.target = node;
        controller.api.create(pod, Actor.DAEMON_SET_CONTROLLER);
    }

    private String hash(SimDaemonSet daemonSet, String hash) {
        if (controller.mutation != Mutation.OLD_REVISION) {
            return hash;
        }
        return controller.api.revisions().stream()
                .filter(one -> one.owner != null && one.owner.uid().equals(daemonSet.uid) && !one.hash.equals(hash))
                .findFirst()
                .map(one -> {
                    controller.mistakes++;
                    return one.hash;
                })
                .orElse(hash);
    }

    private void delete(SimPod cached) {
        SimPod pod = controller.api.pod(cached.name);
        if (pod == null) {
            controller.expectations.deleted(key);
        } else {
            controller.api.delete(pod, GRACE_SECONDS, Actor.DAEMON_SET_CONTROLLER);
        }
    }

    private void status(SimDaemonSet daemonSet, TreeMap<String, SimNode> nodes, String hash, boolean complete) {
        SimDaemonSet.Status now = Counting.status(controller, daemonSet, nodes, hash, complete);
        if (now.equals(daemonSet.status)) {
            again(daemonSet, now);
            return;
        }
        controller
                .calls()
                .call(
                        () -> {
                            SimDaemonSet live = controller.api.daemonSet(key);
                            if (live != null && live.uid.equals(daemonSet.uid)) {
                                live.status = now;
                                controller.api.changed(live, Actor.DAEMON_SET_CONTROLLER);
                            }
                        },
                        () -> again(daemonSet, now));
    }

    private void again(SimDaemonSet daemonSet, SimDaemonSet.Status status) {
        if (daemonSet.minReadySeconds > 0 && status.ready() != status.available()) {
            controller.enqueueAfter(key, Agenda.millis(1000L * daemonSet.minReadySeconds));
        }
        done.run();
    }
}
