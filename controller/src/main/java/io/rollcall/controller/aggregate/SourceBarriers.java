package io.rollcall.controller.aggregate;

import io.rollcall.events.ResourceKind;
import io.rollcall.events.SourceSynced;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Knows whether the world is known: every kind has been listed completely, in every partition of its topic, in one epoch of its source.
 * Before that, state is folded and nothing is decided.
 */
final class SourceBarriers {

    private static final List<ResourceKind> KINDS =
            List.of(ResourceKind.NODE, ResourceKind.POD, ResourceKind.DAEMON_SET, ResourceKind.CONTROLLER_REVISION);

    private final Map<ResourceKind, TreeMap<Integer, SourceSynced>> seen = new EnumMap<>(ResourceKind.class);
    private List<SourceSynced> rows = List.of();
    private boolean synced;

    /** Takes a barrier; returns whether the world has become known by it. */
    boolean reached(SourceSynced barrier) {
        TreeMap<Integer, SourceSynced> ofKind = seen.computeIfAbsent(barrier.getKind(), kind -> new TreeMap<>());
        if (!ofKind.isEmpty()) {
            long epoch = ofKind.firstEntry().getValue().getEpoch();
            if (barrier.getEpoch() < epoch) {
                return false;
            }
            if (barrier.getEpoch() > epoch && !synced) {
                ofKind.clear();
            }
        }
        if (!synced) {
            ofKind.put(barrier.getPartition(), barrier);
        }
        rows = listed();
        boolean before = synced;
        synced = synced || KINDS.stream().allMatch(this::complete);
        return synced && !before;
    }

    boolean synced() {
        return synced;
    }

    /** The barriers that count, as one unchanging list until another is reached. */
    List<SourceSynced> toRows() {
        return rows;
    }

    private List<SourceSynced> listed() {
        List<SourceSynced> listed = new ArrayList<>();
        seen.values().forEach(ofKind -> listed.addAll(ofKind.values()));
        return List.copyOf(listed);
    }

    private boolean complete(ResourceKind kind) {
        TreeMap<Integer, SourceSynced> ofKind = seen.get(kind);
        return ofKind != null
                && !ofKind.isEmpty()
                && ofKind.size() >= ofKind.firstEntry().getValue().getOf();
    }
}
