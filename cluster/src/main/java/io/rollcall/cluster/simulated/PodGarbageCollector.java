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
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Removes pods that no kubelet will ever end, without grace (semantics 7.5): those whose node does not exist, after a quarantine in which
 * it may come back; terminating ones without a node; terminating ones on a NotReady node that is tainted as out of service.
 */
final class PodGarbageCollector implements Change.Listener {

    private static final String OUT_OF_SERVICE = "node.kubernetes.io/out-of-service";

    /** Why a pod is collected. */
    private enum Reason {
        NODE_MISSING("PodGC: node no longer exists"),
        UNSCHEDULED_TERMINATING(""),
        OUT_OF_SERVICE("PodGC: node is out of service");

        private final String disruption;

        Reason(String disruption) {
            this.disruption = disruption;
        }
    }

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
        switch (change.key().kind()) {
            case POD -> {
                if (change.type() == ChangeType.DELETED) {
                    agenda.cancel(subject(change.object()));
                } else {
                    review(change.object());
                }
            }
            case NODE -> {
                ObjectNode before = change.before();
                boolean concernsPods = change.type() != ChangeType.MODIFIED
                        || isOutOfService(change.object())
                        || (before != null && isOutOfService(before));
                if (concernsPods) {
                    index.onNode(change.key().name()).forEach(pod -> review(store.get(pod)));
                }
            }
            case DAEMON_SET, CONTROLLER_REVISION -> {}
        }
    }

    private void review(ObjectNode pod) {
        Optional<Reason> reason = reason(pod);
        if (reason.isEmpty()) {
            agenda.cancel(subject(pod));
            return;
        }
        ObjectKey key = ObjectKey.of(ObjectKind.POD, pod);
        String uid = Meta.uid(pod);
        Instant due = reason.get() == Reason.NODE_MISSING ? store.now().plus(quarantine) : store.now();
        agenda.plan(
                subject(pod), new Agenda.Task("COLLECT " + reason.get(), () -> collect(key, uid, reason.get())), due);
    }

    private Optional<Reason> reason(ObjectNode pod) {
        String name = nodeName(pod);
        boolean terminating = Meta.terminating(pod);
        if (name.isEmpty()) {
            return terminating ? Optional.of(Reason.UNSCHEDULED_TERMINATING) : Optional.empty();
        }
        Optional<ObjectNode> node = store.find(ObjectKey.node(name));
        if (node.isEmpty()) {
            return Optional.of(Reason.NODE_MISSING);
        }
        return terminating && isOutOfService(node.get()) ? Optional.of(Reason.OUT_OF_SERVICE) : Optional.empty();
    }

    private void collect(ObjectKey key, String uid, Reason reason) {
        Optional<ObjectNode> pod =
                store.find(key).filter(found -> Meta.uid(found).equals(uid));
        if (pod.isEmpty()) {
            return;
        }
        if (!PodStatus.hasEnded(pod.get())) {
            Instant now = store.now();
            store.change(key, changed -> PodStatus.collected(changed, reason.disruption, now));
        }
        // A terminating pod for which nothing more is waited is gone with its mark.
        if (store.find(key).filter(found -> Meta.uid(found).equals(uid)).isPresent()) {
            store.delete(key, DeleteOptions.FORCE.onlyUid(uid));
        }
    }

    private static boolean isOutOfService(ObjectNode node) {
        for (JsonNode taint : node.path("spec").path("taints")) {
            if (taint.path("key").asText("").equals(OUT_OF_SERVICE)) {
                return !Conditions.status(node, "Ready").equals("True");
            }
        }
        return false;
    }

    private static String nodeName(ObjectNode pod) {
        return pod.path("spec").path("nodeName").asText("");
    }

    private static String subject(ObjectNode pod) {
        return "podgc/" + Meta.uid(pod);
    }
}
