package io.rollcall.controller.reference;

import io.rollcall.rules.model.IntOrPercent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The step of a rolling update as 1.23 makes it (semantics 5.3 up to 1.30, 5.4 without #119317). */
final class Rollout {

    private static final Steps NOTHING = new Steps(List.of(), List.of());

    private final ReferenceController controller;
    private final SimDaemonSet daemonSet;
    private final String hash;
    private final TreeMap<String, List<SimPod>> groups;
    private final int desired;

    Rollout(ReferenceController controller, SimDaemonSet daemonSet, TreeMap<String, SimNode> nodes, String hash) {
        this.controller = controller;
        this.daemonSet = daemonSet;
        this.hash = hash;
        this.groups = controller.podsByNode(daemonSet);
        int count = 0;
        for (SimNode node : nodes.values()) {
            if (daemonSet.eligibility().judge(node.facts()).shouldRun()) {
                count++;
                groups.computeIfAbsent(node.name, any -> new ArrayList<>());
            }
        }
        this.desired = count;
    }

    Steps steps() {
        boolean rolls = !daemonSet.onDelete || controller.mutation == Mutation.ROLLS_ON_DELETE;
        if (!rolls) {
            return NOTHING;
        }
        int maxUnavailable = IntOrPercent.parse(daemonSet.maxUnavailable).resolveUp(desired);
        int maxSurge =
                daemonSet.onDelete ? 0 : IntOrPercent.parse(daemonSet.maxSurge).resolveUp(desired);
        if (desired > 0 && maxUnavailable == 0 && maxSurge == 0) {
            maxUnavailable = 1;
        }
        return maxSurge > 0 ? surge(maxSurge) : replace(maxUnavailable);
    }

    private boolean available(@Nullable SimPod pod) {
        return pod != null && pod.available(daemonSet.minReadySeconds, controller.agenda.now());
    }

    /** The one new and the one old pod of a node; null when there are more. */
    private @Nullable Pair pair(List<SimPod> pods) {
        SimPod newPod = null;
        SimPod oldPod = null;
        for (SimPod pod : pods) {
            if (pod.terminating()) {
                continue;
            }
            boolean current = Objects.equals(pod.hash(), hash);
            if ((current ? newPod : oldPod) != null) {
                return null;
            }
            if (current) {
                newPod = pod;
            } else {
                oldPod = pod;
            }
        }
        return new Pair(newPod, oldPod);
    }

    private record Pair(@Nullable SimPod newPod, @Nullable SimPod oldPod) {}

    private Steps replace(int maxUnavailable) {
        int unavailable = 0;
        List<SimPod> allowed = new ArrayList<>();
        List<SimPod> candidates = new ArrayList<>();
        for (List<SimPod> pods : groups.values()) {
            Pair pair = pair(pods);
            if (pair == null || (pair.newPod == null) == (pair.oldPod == null)) {
                unavailable++;
            } else if (pair.newPod != null) {
                unavailable += available(pair.newPod) ? 0 : 1;
            } else if (pair.oldPod != null) {
                (available(pair.oldPod) ? candidates : allowed).add(pair.oldPod);
            }
        }
        Collections.shuffle(candidates, controller.agenda.random);
        int right = Math.clamp(maxUnavailable - unavailable, 0, candidates.size());
        int taken = taken(right, maxUnavailable, unavailable, candidates.size());
        controller.mistakes += taken == right && !(daemonSet.onDelete && taken + allowed.size() > 0) ? 0 : 1;
        List<SimPod> deletions = new ArrayList<>(allowed);
        deletions.addAll(candidates.subList(0, taken));
        return new Steps(List.of(), deletions);
    }

    private int taken(int right, int maxUnavailable, int unavailable, int candidates) {
        int taken = switch (controller.mutation) {
            case ONE_OVER_BUDGET -> maxUnavailable + 1 - unavailable;
            case NO_BUDGET -> candidates;
            case WRONG_BASE -> 2 * maxUnavailable - unavailable;
            case STALLS -> candidates <= groups.size() / 2 ? 0 : right;
            default -> right;
        };
        return Math.clamp(taken, 0, candidates);
    }

    private Steps surge(int maxSurge) {
        int surging = 0;
        List<SimPod> deletions = new ArrayList<>();
        List<String> creations = new ArrayList<>();
        List<String> candidates = new ArrayList<>();
        for (java.util.Map.Entry<String, List<SimPod>> entry : groups.entrySet()) {
            Pair pair = pair(entry.getValue());
            if (pair == null) {
                surging++;
            } else if (pair.oldPod == null) {
                continue;
            } else if (pair.newPod == null) {
                (available(pair.oldPod) ? candidates : creations).add(entry.getKey());
            } else if (available(pair.newPod)) {
                deletions.add(pair.oldPod);
            } else {
                surging++;
            }
        }
        Collections.shuffle(candidates, controller.agenda.random);
        int right = Math.clamp(maxSurge - surging, 0, candidates.size());
        boolean over = controller.mutation == Mutation.ONE_OVER_SURGE;
        boolean stall = controller.mutation == Mutation.STALLS && candidates.size() <= groups.size() / 2;
        int taken = Math.clamp(maxSurge + (over ? 1 : 0) - surging, 0, candidates.size());
        taken = stall ? 0 : taken;
        controller.mistakes += taken == right ? 0 : 1;
        creations.addAll(candidates.subList(0, taken));
        return new Steps(creations, deletions);
    }
}
