package io.rollcall.kubeapi.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.kubeapi.resource.ResourceKey;
import io.rollcall.kubeapi.resource.ResourceType;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/**
 * Whatever holds the objects. Reads give committed objects only; a write returns when it is committed, and whoever reads
 * afterwards sees it. All objects have one counter of versions between them: each change has a higher version than all before.
 *
 * <p>For any number of threads. Objects that are handed out are to be read only. Refusals are
 * {@link io.rollcall.kubeapi.status.StatusException}s and change nothing.
 */
public interface ResourceStore {

    /**
     * The object.
     *
     * @throws io.rollcall.kubeapi.status.StatusException 404 when there is none
     */
    ObjectNode get(ResourceKey key);

    /**
     * All objects of a type.
     *
     * @param namespace only those in this namespace; empty for all
     * @param at as they were at this version; empty for now
     * @throws io.rollcall.kubeapi.status.StatusException 410 when that version is not remembered any more, 504 when it has not been
     *     reached
     */
    Listing list(ResourceType type, String namespace, OptionalLong at);

    /**
     * The objects of a type that a reader wants; a store that must fetch them reads no more than it needs.
     *
     * @throws io.rollcall.kubeapi.status.StatusException as {@link #list}
     */
    default Chosen choose(ResourceType type, Choice choice) {
        Listing all = list(type, choice.namespace(), choice.at());
        return choice.among(type, all.items(), all.version());
    }

    /**
     * The changes after a version.
     *
     * @param namespace only those in this namespace; empty for all
     * @throws io.rollcall.kubeapi.status.StatusException 410 when changes after that version are not remembered any more
     */
    ChangeFeed changes(ResourceType type, String namespace, long after);

    /** The version of the last committed change. */
    long version();

    /**
     * Waits until a version is reached.
     *
     * @return whether it was reached in time
     * @throws InterruptedException when the thread is interrupted while it waits
     */
    boolean await(long version, Duration wait) throws InterruptedException;

    /**
     * Adds an object, which has a name and, where the type has namespaces, a namespace.
     *
     * @return the object with all that was added to it
     * @throws io.rollcall.kubeapi.status.StatusException 409 when the name is taken, 422 when the object is invalid
     */
    ObjectNode create(ResourceType type, ObjectNode wanted, WriteMode mode);

    /**
     * Changes an object. When the change gives back another resourceVersion or UID than the object has, the request is refused.
     *
     * @param change makes the wanted object of a copy of the present one; may throw a StatusException; may be called again
     * @return the object as it is then; the same version as before when nothing changed
     * @throws io.rollcall.kubeapi.status.StatusException 404 when there is none, 409 for another version or UID, 422 when the wanted
     *     object is invalid
     */
    ObjectNode update(ResourceKey key, Part part, UnaryOperator<ObjectNode> change, WriteMode mode);

    /**
     * Deletes an object, at once or when its grace period is over and its finalizers are gone (semantics 7.3, 7.4).
     *
     * @throws io.rollcall.kubeapi.status.StatusException 404 when there is none, 409 when a precondition does not hold
     */
    Deleted delete(ResourceKey key, DeleteOptions options);
}
