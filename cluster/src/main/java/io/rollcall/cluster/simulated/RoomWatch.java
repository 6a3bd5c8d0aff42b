package io.rollcall.cluster.simulated;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.objects.ObjectKind;
import io.rollcall.cluster.store.Change;
import io.rollcall.cluster.store.Meta;
import io.rollcall.cluster.store.ObjectStore;
import io.rollcall.events.ChangeType;
import java.util.Comparator;

/** Notices when room may have appeared on a node, and lets the pods that wait for it try again, oldest first. */
final class RoomWatch implements Change.Listener {

    private static final Comparator<ObjectNode> OLDEST_FIRST = Comparator.comparing((ObjectNode pod) ->
                    pod.path("metadata").path("creationTimestamp").asText(""))
            .thenComparing(Meta::namespace)
            .thenComparing(Meta::name);

    private final ObjectStore store;
    private final PodIndex index;
    private final PinScheduler scheduler;
    private final Kubelets kubelets;

    RoomWatch(ObjectStore store, PodIndex index, PinScheduler scheduler, Kubelets kubelets) {
        this.store = store;
        this.index = index;
        this.scheduler = scheduler;
        this.kubelets = kubelets;
    }

    @Override
    public void changed(Change change) {
        if (change.key().kind() == ObjectKind.NODE) {
            if (change.type() != ChangeType.DELETED && Nodes.roomChanged(change)) {
                retry(change.key().name());
            }
        } else if (change.key().kind() == ObjectKind.POD && frees(change)) {
            retry(change.object().path("spec").path("nodeName").asText(""));
        }
    }

    private static boolean frees(Change change) {
        String phase = change.object().path("status").path("phase").asText("");
        return change.type() == ChangeType.DELETED || phase.equals("Failed") || phase.equals("Succeeded");
    }

    private void retry(String node) {
        index.onNode(node).stream().map(store::get).sorted(OLDEST_FIRST).forEach(pod -> {
            scheduler.retry(pod);
            kubelets.retry(pod);
        });
    }
}
