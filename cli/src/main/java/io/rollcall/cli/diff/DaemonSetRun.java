package io.rollcall.cli.diff;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a run came to for one DaemonSet. Filled line by line, then read. For one thread. */
final class DaemonSetRun {

    /**
     * A rollout.
     *
     * @param took how long; up to the end of the run when it had not ended
     * @param ended whether it was complete
     */
    record Rollout(long revision, Duration took, boolean ended, int steps, int unavailable) {}

    /** What was decided for one node, up to now. */
    private static final class Slot {
        private final SortedSet<String> created = new TreeSet<>();
        private int deleted;
        private boolean beganWithPod;
    }

    private final SortedMap<String, Slot> slots = new TreeMap<>();
    private final List<Rollout> rollouts = new ArrayList<>();
    private final List<PodEnd> pods = new ArrayList<>();
    private int created;
    private int deleted;

    void decided(String action, String node, String pod) {
        Slot slot = slots.computeIfAbsent(node, key -> new Slot());
        switch (action) {
            case "create" -> {
                created++;
                slot.created.add(pod);
            }
            case "delete" -> {
                deleted++;
                slot.deleted++;
                slot.beganWithPod |= !slot.created.contains(pod);
            }
            default -> {}
        }
    }

    void rolledOut(Rollout rollout) {
        rollouts.add(rollout);
    }

    void endsWith(PodEnd pod) {
        pods.add(pod);
    }

    /** Pods that were deleted and had a successor on their node. */
    private int replaced() {
        int replaced = 0;
        for (Slot slot : slots.values()) {
            int successors = slot.created.size() - (slot.beganWithPod || slot.created.isEmpty() ? 0 : 1);
            replaced += Math.min(slot.deleted, successors);
        }
        return replaced;
    }

    /** The pods at the end by node, in order. */
    SortedMap<String, List<PodEnd>> pods() {
        SortedMap<String, List<PodEnd>> byNode = new TreeMap<>();
        pods.stream()
                .sorted()
                .forEach(pod -> byNode.computeIfAbsent(pod.node(), key -> new ArrayList<>())
                        .add(pod));
        return byNode;
    }

    /** A figure of this run. */
    BigDecimal figure(Figure figure) {
        return switch (figure) {
            case CREATED -> BigDecimal.valueOf(created);
            case DELETED -> BigDecimal.valueOf(deleted);
            case REPLACED -> BigDecimal.valueOf(replaced());
            case ROLLOUTS -> BigDecimal.valueOf(rollouts.size());
            case UNFINISHED ->
                BigDecimal.valueOf(
                        rollouts.stream().filter(rollout -> !rollout.ended()).count());
            case STEPS ->
                BigDecimal.valueOf(rollouts.stream().mapToInt(Rollout::steps).sum());
            case SECONDS ->
                BigDecimal.valueOf(
                                rollouts.stream()
                                        .map(Rollout::took)
                                        .reduce(Duration.ZERO, Duration::plus)
                                        .toMillis(),
                                3)
                        .stripTrailingZeros();
            case UNAVAILABLE ->
                BigDecimal.valueOf(
                        rollouts.stream().mapToInt(Rollout::unavailable).max().orElse(0));
            case PODS -> BigDecimal.valueOf(pods.size());
        };
    }
}
