package io.rollcall.cluster.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.objects.ObjectKind;
import io.rollcall.cluster.store.Change;
import io.rollcall.cluster.store.Meta;
import io.rollcall.cluster.store.ObjectKey;
import io.rollcall.cluster.store.ObjectStore;
import io.rollcall.events.ChangeType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Heartbeats of kubelets, and what follows when one stops: after a while the node's conditions become Unknown, its pods are no
 * longer Ready, and the taints of {@link NodeTaints} come. A kubelet that starts again mends all of it.
 */
final class NodeLifecycle implements Change.Listener {

    private static final List<String> CONDITIONS = List.of("MemoryPressure", "DiskPressure", "PIDPressure", "Ready");

    private final ObjectStore store;
    private final PodIndex index;
    private final Agenda agenda;
    private final Jitter jitter;
    private final Duration heartbeat;
    private final Duration grace;

    NodeLifecycle(ObjectStore store, PodIndex index, Agenda agenda, Jitter jitter, ClusterSettings settings) {
        this.store = store;
        this.index = index;
        this.agenda = agenda;
        this.jitter = jitter;
        this.heartbeat = settings.heartbeat();
        this.grace = settings.nodeMonitorGrace();
    }

    @Override
    public void changed(Change change) {
        if (change.key().kind() != ObjectKind.NODE) {
            return;
        }
        String name = change.key().name();
        if (change.type() == ChangeType.DELETED) {
            agenda.cancel("heartbeat/" + name);
            agenda.cancel("monitor/" + name);
            return;
        }
        boolean hasKubelet = Nodes.hasKubelet(change.object());
        boolean unknown = Conditions.status(change.object(), "Ready").equals("Unknown");
        if (hasKubelet && unknown) {
            Duration delay = jitter.between(20, 100, name, "RECOVER");
            agenda.plan("monitor/" + name, task("RECOVER", name), store.now().plus(delay));
        } else if (!hasKubelet && !unknown) {
            agenda.plan("monitor/" + name, task("LOSE", name), store.now().plus(grace));
        } else {
            agenda.cancel("monitor/" + name);
        }
        if (hasKubelet && heartbeat.isPositive()) {
            Duration first = change.type() == ChangeType.ADDED
                    ? jitter.between(1, (int) Math.max(2, heartbeat.toMillis()), name, "HEARTBEAT")
                    : heartbeat;
            agenda.plan(
                    "heartbeat/" + name, task("HEARTBEAT", name), store.now().plus(first));
        } else {
            agenda.cancel("heartbeat/" + name);
        }
        NodeTaints.difference(change).ifPresent(difference -> {
            Instant now = store.now();
            agenda.plan(
                    "taints/" + name + "/" + Meta.resourceVersion(change.object()),
                    new Agenda.Task("TAINT", () -> taint(change.key(), difference, now)),
                    now);
        });
    }

    private Agenda.Task task(String step, String name) {
        ObjectKey key = ObjectKey.node(name);
        return new Agenda.Task(step, () -> {
            switch (step) {
                case "HEARTBEAT" -> beat(key);
                case "RECOVER" -> recover(key);
                default -> lose(key);
            }
        });
    }

    private void taint(ObjectKey key, NodeTaints.Difference difference, Instant since) {
        if (store.find(key).isPresent()) {
            store.change(key, node -> difference.applyTo(node, since));
        }
    }

    private void beat(ObjectKey key) {
        Instant now = store.now();
        store.change(key, node -> {
            for (JsonNode condition : node.path("status").path("conditions")) {
                if (condition instanceof ObjectNode object) {
                    // Kubernetes writes seconds; shorter intervals would show no change.
                    object.put("lastHeartbeatTime", heartbeat.toMillis() < 1000 ? now.toString() : Meta.time(now));
                }
            }
        });
        // Planned here too, for a beat within the same second changes nothing.
        agenda.plan("heartbeat/" + key.name(), task("HEARTBEAT", key.name()), now.plus(heartbeat));
    }

    private void lose(ObjectKey key) {
        Instant now = store.now();
        store.change(key, node -> {
            for (String condition : CONDITIONS) {
                Conditions.set(
                        conditions(node),
                        condition,
                        "Unknown",
                        "NodeStatusUnknown",
                        "Kubelet stopped posting node status.",
                        now);
            }
        });
        for (ObjectKey pod : index.onNode(key.name())) {
            Optional<ObjectNode> ready = store.find(pod)
                    .filter(found -> Conditions.status(found, "Ready").equals("True"));
            if (ready.isPresent()) {
                store.change(pod, changed -> PodStatus.lost(changed, now));
            }
        }
    }

    private void recover(ObjectKey key) {
        Instant now = store.now();
        store.change(key, node -> NodeTemplates.healthy(conditions(node), now));
    }

    private static ArrayNode conditions(ObjectNode node) {
        ObjectNode status = Meta.child(node, "status");
        return status.get("conditions") instanceof ArrayNode present ? present : status.putArray("conditions");
    }
}
