package io.rollcall.cluster.simulated;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.objects.ObjectKind;
import io.rollcall.cluster.store.Change;
import io.rollcall.cluster.store.DeleteOptions;
import io.rollcall.cluster.store.Meta;
import io.rollcall.cluster.store.ObjectKey;
import io.rollcall.cluster.store.ObjectStore;
import io.rollcall.events.ChangeType;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Removes pods whose node is gone, without grace since no kubelet is there to end them (semantics 7.5). Pods of a node that is
 * deleted go at once; a pod on a node that was never there first waits for it.
 */
final class PodGarbageCollector implements Change.Listener {

    private final ObjectStore store;
    private final PodIndex index;
    private final Agenda agenda;
    private final Duration quarantine;

    PodGarbageCollector(ObjectStore store, PodIndex index, Agenda agenda, Duration quarantine) {
        this.store = store;
        this.index = index;
        this.agenda = agenda;
        this.quarantine = quarantine;
    }

    @Override
    public void changed(Change change) {
        ObjectKey key = change.key();
        if (key.kind() == ObjectKind.NODE && change.type() == ChangeType.DELETED) {
            for (ObjectKey pod : index.onNode(key.name())) {
                if (!node(store.get(pod)).isEmpty()) {
                    agenda.replan(subject(store.get(pod)), task(pod, Meta.uid(store.get(pod))), store.now());
                }
            }
        } else if (key.kind() == ObjectKind.POD) {
            ObjectNode pod = change.object();
            boolean lost = change.type() != ChangeType.DELETED
                    && !node(pod).isEmpty()
                    && store.find(ObjectKey.node(node(pod))).isEmpty();
            if (lost) {
                Instant due = store.now().plus(quarantine);
                agenda.plan(subject(pod), task(key, Meta.uid(pod)), due);
            } else {
                agenda.cancel(subject(pod));
            }
        }
    }

    private Agenda.Task task(ObjectKey key, String uid) {
        return new Agenda.Task("COLLECT", () -> collect(key, uid));
    }

    private void collect(ObjectKey key, String uid) {
        Optional<ObjectNode> pod =
                store.find(key).filter(found -> Meta.uid(found).equals(uid));
        if (pod.isPresent() && store.find(ObjectKey.node(node(pod.get()))).isEmpty()) {
            store.delete(key, DeleteOptions.FORCE.onlyUid(uid));
        }
    }

    private static String node(ObjectNode pod) {
        return pod.path("spec").path("nodeName").asText("");
    }

    private static String subject(ObjectNode pod) {
        return "podgc/" + Meta.uid(pod);
    }
}
