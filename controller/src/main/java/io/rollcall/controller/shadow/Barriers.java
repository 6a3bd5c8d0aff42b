package io.rollcall.controller.shadow;

import io.rollcall.events.ResourceKind;
import io.rollcall.events.SourceSynced;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Whether the first lists of all kinds have been read. Before that what is observed is folded and not judged: a pod of the first list was
 * not created just now.
 */
final class Barriers {

    private static final Set<ResourceKind> KINDS =
            EnumSet.of(ResourceKind.NODE, ResourceKind.POD, ResourceKind.DAEMON_SET, ResourceKind.CONTROLLER_REVISION);

    private final TreeMap<ResourceKind, TreeSet<Integer>> reported = new TreeMap<>();
    private final TreeMap<ResourceKind, Long> epochs = new TreeMap<>();
    private final TreeSet<ResourceKind> complete = new TreeSet<>();

    /** Takes a barrier in; a later epoch of a kind starts it anew. */
    void observe(SourceSynced barrier) {
        ResourceKind kind = barrier.getKind();
        long epoch = epochs.getOrDefault(kind, Long.MIN_VALUE);
        if (barrier.getEpoch() < epoch) {
            return;
        }
        if (barrier.getEpoch() > epoch) {
            epochs.put(kind, barrier.getEpoch());
            reported.put(kind, new TreeSet<>());
            complete.remove(kind);
        }
        TreeSet<Integer> partitions = reported.computeIfAbsent(kind, any -> new TreeSet<>());
        partitions.add(barrier.getPartition());
        if (partitions.size() >= barrier.getOf()) {
            complete.add(kind);
        }
    }

    /** Whether every kind has reported. */
    boolean passed() {
        return complete.containsAll(KINDS);
    }
}
