package io.rollcall.cluster.simulated;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.objects.ObjectKind;
import io.rollcall.cluster.store.Change;
import io.rollcall.cluster.store.Meta;
import io.rollcall.cluster.store.ObjectKey;
import io.rollcall.cluster.store.ObjectStore;
import io.rollcall.events.ChangeType;
import io.rollcall.rules.pod.TargetNode;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Binds a pod that is pinned to one node to that node, once it fits there. Pods that are not pinned stay unbound. */
final class PinScheduler implements Change.Listener {

    private static final String BIND = "BIND";
    private static final String NOT_PINNED =
            "the pod is pinned to no node: this scheduler binds only pods whose required affinity names one node";

    private final ObjectStore store;
    private final Admission admission;
    private final Agenda agenda;
    private final Jitter jitter;

    PinScheduler(ObjectStore store, Admission admission, Agenda agenda, Jitter jitter) {
        this.store = store;
        this.admission = admission;
        this.agenda = agenda;
        this.jitter = jitter;
    }

    @Override
    public void changed(Change change) {
        if (change.key().kind() != ObjectKind.POD) {
            return;
        }
        ObjectNode pod = change.object();
        boolean refused = Conditions.status(pod, "PodScheduled").equals("False");
        if (change.type() == ChangeType.DELETED || !isUnbound(pod)) {
            agenda.cancel(subject(pod));
        } else if (!refused || !change.own()) {
            plan(pod, store.now().plus(jitter.between(3, 20, Meta.uid(pod), BIND)));
        }
    }

    /** Tries again to bind a pod that could not be. */
    void retry(ObjectNode pod) {
        if (isUnbound(pod)) {
            plan(pod, store.now().plusMillis(5));
        }
    }

    private void plan(ObjectNode pod, Instant due) {
        ObjectKey key = ObjectKey.of(ObjectKind.POD, pod);
        String uid = Meta.uid(pod);
        agenda.plan(subject(pod), new Agenda.Task(BIND, () -> bind(key, uid)), due);
    }

    private void bind(ObjectKey key, String uid) {
        Optional<ObjectNode> found =
                store.find(key).filter(pod -> Meta.uid(pod).equals(uid)).filter(PinScheduler::isUnbound);
        if (found.isEmpty()) {
            return;
        }
        String target = TargetNode.of(found.get());
        String obstacle = obstacle(found.get(), target);
        Instant now = store.now();
        if (obstacle == null && target != null) {
            store.change(key, pod -> PodStatus.bound(pod, target, now));
        } else {
            store.change(key, pod -> PodStatus.unschedulable(pod, String.valueOf(obstacle), now));
        }
    }

    private @Nullable String obstacle(ObjectNode pod, @Nullable String target) {
        if (target == null) {
            return NOT_PINNED;
        }
        int nodes = store.count(ObjectKind.NODE);
        Optional<ObjectNode> node = store.find(ObjectKey.node(target));
        if (node.isEmpty()) {
            return "0/" + nodes + " nodes are available: " + elsewhere(nodes) + ".";
        }
        return admission
                .shortage(pod, node.get())
                .map(shortage -> "0/" + nodes + " nodes are available: 1 " + shortage.text()
                        + (nodes > 1 ? ", " + elsewhere(nodes - 1) : "") + ".")
                .orElse(null);
    }

    private static String elsewhere(int nodes) {
        return nodes + " node(s) didn't match Pod's node affinity/selector";
    }

    private static boolean isUnbound(ObjectNode pod) {
        return pod.path("spec").path("nodeName").asText("").isEmpty() && !Meta.terminating(pod);
    }

    private static String subject(ObjectNode pod) {
        return "scheduler/" + Meta.uid(pod);
    }
}
