package io.rollcall.cluster.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.objects.ObjectKind;
import io.rollcall.cluster.store.Change;
import io.rollcall.cluster.store.DeleteOptions;
import io.rollcall.cluster.store.Meta;
import io.rollcall.cluster.store.ObjectKey;
import io.rollcall.cluster.store.ObjectStore;
import io.rollcall.events.ChangeType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Carries out what the deletion of a DaemonSet means for its pods and ControllerRevisions (semantics 7.3): background, foreground
 * or orphan, told from the DaemonSet itself. Works on one owner at a time, never on all objects.
 */
final class GarbageCollector implements Change.Listener {

    private static final String FOREGROUND = "foregroundDeletion";
    private static final String ORPHAN = "orphan";

    private final ObjectStore store;
    private final PodIndex index;
    private final Agenda agenda;
    private final boolean observing;
    private final Map<String, ObjectKey> daemonSets = new HashMap<>();
    private final Set<String> foreign = new HashSet<>();

    /** When observing, what came from the history is the history's to change: no dependent of it is touched, no DaemonSet let go. */
    GarbageCollector(ObjectStore store, PodIndex index, Agenda agenda, boolean observing) {
        this.store = store;
        this.index = index;
        this.agenda = agenda;
        this.observing = observing;
    }

    @Override
    public void changed(Change change) {
        String uid = Meta.uid(change.object());
        if (observing && !change.own()) {
            foreign.add(uid);
        }
        if (change.key().kind() == ObjectKind.DAEMON_SET) {
            if (change.type() == ChangeType.DELETED) {
                daemonSets.remove(uid);
                plan(uid);
            } else {
                daemonSets.put(uid, change.key());
                if (Meta.terminating(change.object())) {
                    plan(uid);
                }
            }
        } else if (change.key().kind() == ObjectKind.POD || change.key().kind() == ObjectKind.CONTROLLER_REVISION) {
            for (JsonNode owner : change.object().path("metadata").path("ownerReferences")) {
                reviewDependent(change.type(), owner);
            }
        }
    }

    private void reviewDependent(ChangeType type, JsonNode owner) {
        if (!owner.path("kind").asText("").equals("DaemonSet")) {
            return;
        }
        String uid = owner.path("uid").asText("");
        ObjectKey key = daemonSets.get(uid);
        boolean ownerGone = key == null && type != ChangeType.DELETED;
        boolean ownerWaits = key != null && Meta.terminating(store.get(key));
        if (ownerGone || ownerWaits) {
            plan(uid);
        }
    }

    private void plan(String uid) {
        agenda.plan("gc/" + uid, new Agenda.Task("COLLECT", () -> collect(uid)), store.now());
    }

    private void collect(String uid) {
        ObjectKey key = daemonSets.get(uid);
        if (key == null) {
            dependents(uid).forEach(dependent -> release(dependent, uid));
            return;
        }
        List<String> finalizers = Meta.finalizers(store.get(key));
        if (finalizers.contains(ORPHAN)) {
            dependents(uid).forEach(dependent -> store.change(dependent, object -> Meta.removeOwner(object, uid)));
            finish(key, ORPHAN);
        } else if (finalizers.contains(FOREGROUND)) {
            dependents(uid).forEach(this::delete);
            if (dependents(uid).stream().noneMatch(dependent -> blocks(dependent, uid))) {
                finish(key, FOREGROUND);
            }
        }
    }

    private List<ObjectKey> dependents(String uid) {
        return index.dependents(uid).stream()
                .filter(dependent -> !foreign.contains(Meta.uid(store.get(dependent))))
                .toList();
    }

    /** A dependent goes with its last owner; while another owner lives it only loses this one. */
    private void release(ObjectKey dependent, String uid) {
        boolean otherOwner = false;
        for (JsonNode owner : store.get(dependent).path("metadata").path("ownerReferences")) {
            boolean lives = !owner.path("kind").asText("").equals("DaemonSet")
                    || daemonSets.containsKey(owner.path("uid").asText(""));
            otherOwner |= lives;
        }
        if (otherOwner) {
            store.change(dependent, object -> Meta.removeOwner(object, uid));
        } else {
            delete(dependent);
        }
    }

    private void delete(ObjectKey key) {
        Optional<ObjectNode> object = store.find(key).filter(found -> !Meta.terminating(found));
        object.ifPresent(found -> store.delete(key, DeleteOptions.DEFAULT.onlyUid(Meta.uid(found))));
    }

    private boolean blocks(ObjectKey dependent, String uid) {
        for (JsonNode owner : store.get(dependent).path("metadata").path("ownerReferences")) {
            if (owner.path("uid").asText("").equals(uid)) {
                return owner.path("blockOwnerDeletion").asBoolean(false);
            }
        }
        return false;
    }

    private void finish(ObjectKey daemonSet, String finalizer) {
        if (!observing) {
            store.change(daemonSet, object -> Meta.removeFinalizer(object, finalizer));
        }
    }
}
