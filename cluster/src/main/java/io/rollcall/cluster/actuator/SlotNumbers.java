package io.rollcall.cluster.actuator;

import io.rollcall.events.SlotRef;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The highest wish number known of each slot. */
public final class SlotNumbers {

    private final Map<String, Map<String, Long>> byDaemonSet = new HashMap<>();

    /** Takes in a number and returns the highest known one. */
    public long raise(SlotRef slot, long number) {
        return byDaemonSet
                .computeIfAbsent(slot.getDaemonSet().getUid(), uid -> new HashMap<>())
                .merge(slot.getNode(), number, Math::max);
    }

    /** The highest known number; 0 for none. */
    long highest(SlotRef slot) {
        return byDaemonSet.getOrDefault(slot.getDaemonSet().getUid(), Map.of()).getOrDefault(slot.getNode(), 0L);
    }

    /** Takes in all that another knows. */
    void raise(SlotNumbers other) {
        other.byDaemonSet.forEach((uid, nodes) -> {
            Map<String, Long> mine = byDaemonSet.computeIfAbsent(uid, any -> new HashMap<>());
            nodes.forEach((node, number) -> mine.merge(node, number, Math::max));
        });
    }

    /** Forgets all but the slots of these DaemonSets. */
    public void retain(Set<String> daemonSetUids) {
        byDaemonSet.keySet().retainAll(daemonSetUids);
    }

    /** How many slots it knows of. */
    public int size() {
        return byDaemonSet.values().stream().mapToInt(Map::size).sum();
    }

    /** Forgets the slots of a DaemonSet. */
    void forget(String daemonSetUid) {
        byDaemonSet.remove(daemonSetUid);
    }
}
