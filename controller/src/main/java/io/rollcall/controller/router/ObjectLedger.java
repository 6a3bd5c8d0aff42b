package io.rollcall.controller.router;

import io.rollcall.events.GoneObject;
import io.rollcall.events.ObjectSighting;
import io.rollcall.events.ResourceKind;
import io.rollcall.events.RoutedObject;
import java.time.Instant;
import java.util.Optional;

/** The Router's bookkeeping: which objects are there, which versions were seen, which UIDs are gone. */
final class ObjectLedger {

    private final RoutedObjects memory;

    ObjectLedger(RoutedObjects memory) {
        this.memory = memory;
    }

    /** The object that now has the key of this one, as last routed; it may have another UID. */
    Optional<ObservedObject> present(ObservedObject object) {
        return present(object.kind(), object.key());
    }

    /** The object that now has this key, as last routed. */
    Optional<ObservedObject> present(ResourceKind kind, String key) {
        return memory.object(kind, key).map(row -> ObservedObject.of(row.getProjection()));
    }

    /** Whether a version of the present UID says nothing new. Versions that carry no number are always new. */
    boolean isStale(ObservedObject object) {
        return memory.sighting(object.kind(), object.key())
                .map(ObjectSighting::getResourceVersion)
                .filter(seen -> !seen.isEmpty() && !object.resourceVersion().isEmpty())
                .map(seen -> ResourceVersions.compare(object.resourceVersion(), seen) <= 0)
                .orElse(false);
    }

    /**
     * Whether the event repeats something of a UID that went. A version higher than the last one is believed, since sources are; and
     * the same version after a relist that failed to mention it.
     */
    boolean isKnownToBeGone(ObservedObject object) {
        Optional<GoneObject> gone = memory.gone(object.kind(), object.uid());
        if (gone.isEmpty()) {
            return false;
        }
        String last = gone.get().getResourceVersion();
        boolean inferred = gone.get().getInferred();
        if (last.isEmpty() || object.resourceVersion().isEmpty()) {
            return !inferred;
        }
        int order = ResourceVersions.compare(object.resourceVersion(), last);
        return order < 0 || (order == 0 && !inferred);
    }

    /** The object is as of now. */
    void put(ObservedObject object) {
        memory.putObject(object.kind(), object.key(), new RoutedObject(object.projection()));
    }

    /** A newer version was seen at this offset. */
    void mentioned(ObservedObject object, long offset) {
        String version = memory.sighting(object.kind(), object.key())
                .filter(seen -> seen.getUid().equals(object.uid()))
                .map(seen -> ResourceVersions.newest(seen.getResourceVersion(), object.resourceVersion()))
                .orElse(object.resourceVersion());
        memory.putSighting(object.kind(), object.key(), new ObjectSighting(object.uid(), version, offset));
    }

    /** A known or older version was seen at this offset: it is there all the same, which matters during a relist. */
    void mentionedAgain(ObservedObject object, long offset) {
        if (memory.relist(object.kind()).isPresent()) {
            mentioned(object, offset);
        }
    }

    /** A version that is refused was seen at this offset: the object is there, as it was last routed. */
    void stillThere(ObservedObject object, long offset) {
        memory.sighting(object.kind(), object.key())
                .filter(seen -> seen.getUid().equals(object.uid()))
                .ifPresent(seen -> memory.putSighting(
                        object.kind(),
                        object.key(),
                        new ObjectSighting(seen.getUid(), seen.getResourceVersion(), offset)));
    }

    /** A UID that was never routed is gone. */
    void gone(ObservedObject object, Instant time) {
        memory.putGone(object.kind(), object.uid(), new GoneObject(object.resourceVersion(), false, time));
    }

    /** The present object is gone. */
    void remove(ObservedObject object, boolean inferred, Instant time) {
        String seen = memory.sighting(object.kind(), object.key())
                .map(ObjectSighting::getResourceVersion)
                .orElse("");
        String last = ResourceVersions.newest(seen, object.resourceVersion());
        memory.remove(object.kind(), object.key());
        memory.putGone(object.kind(), object.uid(), new GoneObject(last, inferred, time));
    }

    /** The object is there (again). */
    void cameBack(ObservedObject object) {
        if (memory.gone(object.kind(), object.uid()).isPresent()) {
            memory.removeGone(object.kind(), object.uid());
        }
    }
}
