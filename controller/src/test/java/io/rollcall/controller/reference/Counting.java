package io.rollcall.controller.reference;

import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

/** The status of a DaemonSet (semantics 8.1): nodes that exist, and of each the pod that would survive. */
final class Counting {

    private Counting() {}

    static SimDaemonSet.Status status(
            ReferenceController controller,
            SimDaemonSet daemonSet,
            TreeMap<String, SimNode> nodes,
            String hash,
            boolean complete) {
        TreeMap<String, List<SimPod>> groups = controller.podsByNode(daemonSet);
        int desired = 0;
        int current = 0;
        int misscheduled = 0;
        int ready = 0;
        int updated = 0;
        int available = 0;
        for (SimNode node : nodes.values()) {
            List<SimPod> pods = groups.getOrDefault(node.name, List.of());
            if (!daemonSet.eligibility().judge(node.facts()).shouldRun()) {
                misscheduled += pods.isEmpty() ? 0 : 1;
                continue;
            }
            desired++;
            if (!pods.isEmpty()) {
                current++;
                SimPod first = pods.stream().min(SimPod.SURVIVORS).orElseThrow();
                ready += first.ready ? 1 : 0;
                available += first.available(daemonSet.minReadySeconds, controller.agenda.now()) ? 1 : 0;
                updated += Objects.equals(first.hash(), hash) ? 1 : 0;
            }
        }
        long observed = complete ? daemonSet.generation : daemonSet.status.observedGeneration();
        return new SimDaemonSet.Status(observed, desired, current, misscheduled, ready, updated, available);
    }
}
