package io.rollcall.cluster.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.events.ChangeType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change of the store. The objects are the store's own: to be read only.
 *
 * @param type what happened
 * @param key which object
 * @param before the object before; null for ADDED
 * @param object the object after; for DELETED its last state
 * @param at when
 * @param own false for a change that came from outside (a history, a restart) and is known to the log already
 */
public record Change(
        ChangeType type, ObjectKey key, @Nullable ObjectNode before, ObjectNode object, Instant at, boolean own) {

    /** Hears of changes, in order. Must not change the store while it listens. */
    @FunctionalInterface
    public interface Listener {
        /** Called for each change after it was made. */
        void changed(Change change);
    }
}
