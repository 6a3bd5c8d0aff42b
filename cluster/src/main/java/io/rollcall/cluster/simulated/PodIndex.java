package io.rollcall.cluster.simulated;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.objects.ObjectKind;
import io.rollcall.cluster.store.Change;
import io.rollcall.cluster.store.Meta;
import io.rollcall.cluster.store.ObjectKey;
import io.rollcall.events.ChangeType;
import io.rollcall.rules.pod.TargetNode;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Pods by the node that they are on or are pinned to, and dependents by owner, so that no change walks all pods. */
final class PodIndex implements Change.Listener {

    private final Map<String, SortedSet<ObjectKey>> byNode = new TreeMap<>();
    private final Map<String, SortedSet<ObjectKey>> byOwner = new TreeMap<>();

    @Override
    public void changed(Change change) {
        ObjectNode before = change.before();
        ObjectNode after = change.type() == ChangeType.DELETED ? null : change.object();
        ObjectKey key = change.key();
        if (key.kind() == ObjectKind.POD) {
            move(byNode, key, targets(before), targets(after));
        }
        if (key.kind() == ObjectKind.POD || key.kind() == ObjectKind.CONTROLLER_REVISION) {
            move(byOwner, key, owners(before), owners(after));
        }
    }

    /** Pods on a node or pinned to it, by name. */
    List<ObjectKey> onNode(String node) {
        return List.copyOf(byNode.getOrDefault(node, Collections.emptySortedSet()));
    }

    /** Pods and ControllerRevisions that name this owner. */
    List<ObjectKey> dependents(String ownerUid) {
        return List.copyOf(byOwner.getOrDefault(ownerUid, Collections.emptySortedSet()));
    }

    private static void move(
            Map<String, SortedSet<ObjectKey>> index, ObjectKey key, List<String> from, List<String> to) {
        if (from.equals(to)) {
            return;
        }
        for (String group : from) {
            index.computeIfPresent(group, (name, keys) -> {
                keys.remove(key);
                return keys.isEmpty() ? null : keys;
            });
        }
        to.forEach(
                group -> index.computeIfAbsent(group, name -> new TreeSet<>()).add(key));
    }

    private static List<String> targets(@Nullable ObjectNode pod) {
        String target = pod == null ? null : TargetNode.of(pod);
        return target == null ? List.of() : List.of(target);
    }

    private static List<String> owners(@Nullable ObjectNode object) {
        return object == null ? List.of() : Meta.ownerUids(object);
    }
}
