package io.rollcall.controller.router;

import io.rollcall.events.GoneObject;
import io.rollcall.events.ObjectSighting;
import io.rollcall.events.OpenRelist;
import io.rollcall.events.ResourceKind;
import io.rollcall.events.RoutedObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the Router remembers of the objects in its input partitions. Tables under keys; no logic. Values are not changed after they
 * were handed over. Used by one thread.
 */
public interface RoutedObjects {

    /** The object that now has this key, as it was last routed. */
    Optional<RoutedObject> object(ResourceKind kind, String key);

    /** The object was routed. */
    void putObject(ResourceKind kind, String key, RoutedObject object);

    /** When the object with this key was last mentioned. There is one exactly when there is an {@link #object}. */
    Optional<ObjectSighting> sighting(ResourceKind kind, String key);

    /** The object was mentioned. */
    void putSighting(ResourceKind kind, String key, ObjectSighting sighting);

    /** Forgets the object and its sighting. */
    void remove(ResourceKind kind, String key);

    /** Keys of a kind last mentioned before an offset, sorted. */
    List<String> lastMentionedBefore(ResourceKind kind, long offset);

    /** How a UID went, if that is known. */
    Optional<GoneObject> gone(ResourceKind kind, String uid);

    /** The UID is gone. */
    void putGone(ResourceKind kind, String uid, GoneObject gone);

    /** The UID came back: a relist had wrongly inferred its end. */
    void removeGone(ResourceKind kind, String uid);

    /** Forgets UIDs that went before an instant. */
    void forgetGone(Instant before);

    /** The relist of a kind that is under way. */
    Optional<OpenRelist> relist(ResourceKind kind);

    /** A relist started. */
    void putRelist(ResourceKind kind, OpenRelist relist);

    /** The relist is over. */
    void removeRelist(ResourceKind kind);
}
