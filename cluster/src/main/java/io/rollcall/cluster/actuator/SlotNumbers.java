package io.rollcall.cluster.actuator;

import io.rollcall.events.SlotRef;
import java.util.HashMap;
import java.util.Map;

/** The highest wish number known of each slot. */
final class SlotNumbers {

    private final Map<String, Map<String, Long>> byDaemonSet = new HashMap<>();

    /** Takes in a number and returns the highest known one. */
    long raise(SlotRef slot, long number) {
        return byDaemonSet
                .computeIfAbsent(slot.getDaemonSet().getUid(), uid -> new HashMap<>())
                .merge(slot.getNode(), number, Math::max);
    }

    void forget(String daemonSetUid) {
        byDaemonSet.remove(daemonSetUid);
    }
}
