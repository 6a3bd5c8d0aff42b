package io.rollcall.cluster.simulated;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.actuator.PublishedObjects;
import io.rollcall.cluster.objects.Field;
import io.rollcall.cluster.objects.Json;
import io.rollcall.cluster.objects.ObjectKind;
import io.rollcall.cluster.store.DeleteOptions;
import io.rollcall.cluster.store.Meta;
import io.rollcall.cluster.store.ObjectKey;
import io.rollcall.cluster.store.ObjectStore;
import io.rollcall.cluster.store.Selectors;
import io.rollcall.events.Revision;
import io.rollcall.rules.model.LabelSelector;
import io.rollcall.rules.model.PodTemplate;
import io.rollcall.rules.model.WellKnown;
import io.rollcall.rules.revision.RevisionData;
import java.util.List;

/** ControllerRevisions as the controller wants them (semantics 6). For the thread of the cluster. */
final class SimulatedRevisions {

    private final ObjectStore store;

    SimulatedRevisions(ObjectStore store) {
        this.store = store;
    }

    /** Does for a DaemonSet that is there what its revision says. */
    void publish(ObjectNode daemonSet, Revision revision) {
        ObjectNode wanted = PublishedObjects.controllerRevision(revision);
        ObjectKey key = ObjectKey.of(ObjectKind.CONTROLLER_REVISION, wanted);
        ObjectNode present = store.find(key).orElse(null);
        String uid = revision.getDaemonSet().getUid();
        if (revision.getReleased()) {
            if (present != null && Owners.controls(uid, present)) {
                store.change(key, object -> Meta.removeOwner(object, uid));
            }
        } else if (present == null) {
            store.create(ObjectKind.CONTROLLER_REVISION, wanted);
        } else if (holds(present, revision)) {
            boolean owned = Owners.controls(uid, present);
            if (owned || isAdoptable(daemonSet, present)) {
                update(key, present, revision, owned);
            }
        }
        // A name that is taken by other data is a collision, which is the controller's to solve.
    }

    private void update(ObjectKey key, ObjectNode present, Revision revision, boolean owned) {
        boolean labelled = Meta.labels(present).containsKey(WellKnown.REVISION_HASH_LABEL);
        if (owned && labelled && present.path("revision").asLong() == revision.getRevision()) {
            return;
        }
        store.change(key, object -> {
            if (!owned) {
                Owners.add(object, revision.getDaemonSet());
            }
            if (!labelled) {
                Meta.child(Meta.of(object), "labels").put(WellKnown.REVISION_HASH_LABEL, revision.getHash());
            }
            object.put("revision", revision.getRevision());
        });
    }

    private static boolean holds(ObjectNode present, Revision revision) {
        PodTemplate template = RevisionData.templateOf(Json.write(present.path("data")));
        return PodTemplate.parse(revision.getTemplate()).equals(template);
    }

    private static boolean isAdoptable(ObjectNode daemonSet, ObjectNode present) {
        LabelSelector selector = Selectors.of(Field.of(daemonSet).at("spec").at("selector"));
        return Meta.controller(present) == null && !Meta.terminating(present) && selector.matches(Meta.labels(present));
    }

    /** Deletes the DaemonSet's ControllerRevision with that name or, when none has it, that hash label. */
    void remove(String daemonSetUid, String hash) {
        List<ObjectNode> owned = store.list(ObjectKind.CONTROLLER_REVISION, null, Selectors.EVERYTHING).stream()
                .filter(revision -> Owners.controls(daemonSetUid, revision))
                .toList();
        List<ObjectNode> named = owned.stream()
                .filter(revision -> Meta.name(revision).equals(hash))
                .toList();
        for (ObjectNode revision : named.isEmpty() ? labelled(owned, hash) : named) {
            store.delete(ObjectKey.of(ObjectKind.CONTROLLER_REVISION, revision), DeleteOptions.DEFAULT);
        }
    }

    private static List<ObjectNode> labelled(List<ObjectNode> revisions, String hash) {
        return revisions.stream()
                .filter(revision -> hash.equals(Meta.labels(revision).get(WellKnown.REVISION_HASH_LABEL)))
                .toList();
    }
}
