package io.rollcall.controller.aggregate;

import io.rollcall.events.RevisionObserved;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All ControllerRevisions of the cluster by namespace and name, as anybody's may stand in the way of a name or wait for an owner. */
final class RevisionObjects {

    private final TreeMap<String, TreeMap<String, RevisionObject>> byNamespace = new TreeMap<>();

    /** Takes in another version; the namesake that was there before is gone by it. */
    void put(RevisionObserved observed) {
        byNamespace
                .computeIfAbsent(observed.getNamespace(), namespace -> new TreeMap<>())
                .put(observed.getName(), RevisionObject.of(observed));
    }

    /** Returns whether this very object was there. */
    boolean remove(RevisionObserved observed) {
        TreeMap<String, RevisionObject> there = byNamespace.get(observed.getNamespace());
        RevisionObject known = there == null ? null : there.get(observed.getName());
        if (there == null || known == null || !known.uid().equals(observed.getUid())) {
            return false;
        }
        there.remove(observed.getName());
        if (there.isEmpty()) {
            byNamespace.remove(observed.getNamespace());
        }
        return true;
    }

    @Nullable
    RevisionObject named(String namespace, String name) {
        TreeMap<String, RevisionObject> there = byNamespace.get(namespace);
        return there == null ? null : there.get(name);
    }

    /** Those of a namespace, by name. */
    Collection<RevisionObject> inNamespace(String namespace) {
        TreeMap<String, RevisionObject> there = byNamespace.get(namespace);
        return there == null ? List.of() : there.values();
    }
}
