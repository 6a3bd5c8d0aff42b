package io.rollcall.controller.aggregate;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Slots of one DaemonSet that wait for room to wish, with what they want to create or delete, in node order. */
final class WaitingSlots {

    private final TreeMap<String, SlotAction.Create> creates = new TreeMap<>();
    private final TreeMap<String, SlotAction.Delete> deletes = new TreeMap<>();

    /**
     * Keeps what a slot wants up to date.
     *
     * @param action null when it wants nothing
     * @return whether it wants to create and did not before
     */
    boolean want(String node, @Nullable SlotAction action) {
        if (action instanceof SlotAction.Delete delete) {
            deletes.put(node, delete);
        } else {
            deletes.remove(node);
        }
        if (action instanceof SlotAction.Create create) {
            return creates.put(node, create) == null;
        }
        creates.remove(node);
        return false;
    }

    void remove(String node) {
        creates.remove(node);
        deletes.remove(node);
    }

    boolean hasCreates() {
        return !creates.isEmpty();
    }

    /** The first that wants to create; null when none does. */
    Map.@Nullable Entry<String, SlotAction.Create> firstCreate() {
        return creates.firstEntry();
    }

    /** The first that wants to delete; null when none does. */
    Map.@Nullable Entry<String, SlotAction.Delete> firstDelete() {
        return deletes.firstEntry();
    }
}
