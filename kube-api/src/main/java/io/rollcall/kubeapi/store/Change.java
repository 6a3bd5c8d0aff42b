package io.rollcall.kubeapi.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.kubeapi.json.Meta;
import io.rollcall.kubeapi.resource.ResourceKey;
import org.jspecify.annotations.Nullable;

/**
 * A committed change. The objects are to be read only.
 *
 * @param type what happened
 * @param key which object
 * @param before the object before; null for ADDED
 * @param object the object after; for DELETED its last state, with the version of the deletion
 */
public record Change(Type type, ResourceKey key, @Nullable ObjectNode before, ObjectNode object) {

    /** What happened to an object, in the words of watches. */
    public enum Type {
        /** It is new. */
        ADDED,
        /** It is another than before. */
        MODIFIED,
        /** It is gone. */
        DELETED
    }

    /** The version that the change made. */
    public long version() {
        return Meta.version(object);
    }
}
