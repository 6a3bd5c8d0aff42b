package io.rollcall.controller.reference;

import io.rollcall.rules.eligibility.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which nodes need a pod and which pods have to go, rollouts aside (semantics 4.3 to 4.6 as of 1.23). */
final class Manage {

    private final ReferenceController controller;
    private final SimDaemonSet daemonSet;
    private final TreeMap<String, SimNode> nodes;
    private final String hash;
    private final List<String> creations = new ArrayList<>();
    private final List<SimPod> deletions = new ArrayList<>();

    Manage(ReferenceController controller, SimDaemonSet daemonSet, TreeMap<String, SimNode> nodes, String hash) {
        this.controller = controller;
        this.daemonSet = daemonSet;
        this.nodes = nodes;
        this.hash = hash;
    }

    Steps steps() {
        TreeMap<String, List<SimPod>> groups = controller.podsByNode(daemonSet);
        for (SimNode node : nodes.values()) {
            visit(node, groups.getOrDefault(node.name, List.of()));
        }
        groups.forEach((node, pods) -> {
            if (!nodes.containsKey(node)) {
                pods.stream().filter(pod -> pod.node == null).forEach(deletions::add);
            }
        });
        return new Steps(creations, deletions);
    }

    private boolean broken(Mutation mutation) {
        return controller.mutation == mutation;
    }

    private void visit(SimNode node, List<SimPod> pods) {
        Verdict verdict = Judgement.of(controller, daemonSet, node, pods.isEmpty());
        boolean skipped = broken(Mutation.SKIPS_NODES) && Math.floorMod(node.name.hashCode(), 4) == 0;
        boolean early = broken(Mutation.DOES_NOT_WAIT_FOR_THE_END)
                && !pods.isEmpty()
                && pods.stream().allMatch(SimPod::terminating);
        if (verdict.shouldRun() && (pods.isEmpty() || early)) {
            controller.mistakes += skipped || early ? 1 : 0;
            if (!skipped) {
                creations.add(node.name);
            }
        } else if (verdict.shouldContinue()) {
            keep(node, pods, verdict.shouldRun());
        } else {
            evacuate(pods);
        }
    }

    private void evacuate(List<SimPod> pods) {
        for (SimPod pod : pods) {
            if (!pod.terminating()) {
                if (broken(Mutation.NEVER_EVACUATES)) {
                    controller.mistakes++;
                } else {
                    deletions.add(pod);
                }
            }
        }
    }

    private void keep(SimNode node, List<SimPod> pods, boolean shouldRun) {
        List<SimPod> running = new ArrayList<>();
        for (SimPod pod : pods) {
            if (pod.terminating()) {
                continue;
            }
            if (pod.failed()) {
                failed(node, pod);
            } else {
                running.add(pod);
            }
        }
        running.sort(SimPod.SURVIVORS);
        if (daemonSet.surges()) {
            keepTwo(node, running, shouldRun);
        } else if (running.size() > 1) {
            keepOne(running);
        } else if (broken(Mutation.DELETES_HEALTHY_PODS) && running.size() == 1 && controller.agenda.chance(0.02)) {
            controller.mistakes++;
            deletions.add(running.getFirst());
        }
    }

    private void keepOne(List<SimPod> running) {
        if (broken(Mutation.KEEPS_DUPLICATES)) {
            controller.mistakes++;
        } else if (broken(Mutation.KEEPS_THE_WRONG_DUPLICATE)) {
            controller.mistakes++;
            deletions.addAll(running.subList(0, running.size() - 1));
        } else {
            deletions.addAll(running.subList(1, running.size()));
        }
    }

    private void failed(SimNode node, SimPod pod) {
        if (broken(Mutation.KEEPS_FAILED_PODS)) {
            controller.mistakes++;
            return;
        }
        String key = BackOffs.key(daemonSet, node.name);
        long now = controller.agenda.now();
        boolean waits = controller.backOffs.waits(key, now);
        if (waits && broken(Mutation.IGNORES_BACK_OFF)) {
            controller.mistakes++;
        } else if (waits) {
            controller.enqueueAfter(daemonSet.name, controller.backOffs.delay(key));
            return;
        }
        controller.backOffs.next(key, now);
        deletions.add(pod);
    }

    private void keepTwo(SimNode node, List<SimPod> running, boolean shouldRun) {
        if (running.isEmpty()) {
            if (shouldRun) {
                creations.add(node.name);
            }
            return;
        }
        if (running.size() == 1) {
            return;
        }
        SimPod oldestNew = null;
        SimPod oldestOld = null;
        for (SimPod pod : running) {
            if (Objects.equals(pod.hash(), hash)) {
                oldestNew = oldestNew == null ? pod : oldestNew;
            } else {
                oldestOld = oldestOld == null ? pod : oldestOld;
            }
        }
        for (SimPod pod : running) {
            if (pod != oldestNew && pod != oldestOld) {
                deletions.add(pod);
            }
        }
        if (isReplaced(oldestOld, oldestNew) && oldestOld != null) {
            deletions.add(oldestOld);
        }
    }

    private boolean isReplaced(@Nullable SimPod oldestOld, @Nullable SimPod oldestNew) {
        if (oldestOld == null || oldestNew == null) {
            return false;
        }
        if (!oldestOld.ready || oldestNew.available(daemonSet.minReadySeconds, controller.agenda.now())) {
            return true;
        }
        boolean mistake = broken(Mutation.SURGE_DOES_NOT_WAIT);
        controller.mistakes += mistake ? 1 : 0;
        return mistake;
    }
}
