package io.rollcall.cluster.simulated;

import io.rollcall.cluster.objects.ObjectKind;
import io.rollcall.cluster.store.Change;
import io.rollcall.cluster.store.Meta;
import io.rollcall.events.ChangeType;
import io.rollcall.events.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The statuses that the controller counted, by UID of the DaemonSet, and those of them that somebody wrote over: the original counts again at
 * every change of the object and puts them right (semantics 8.3). After a restart a status is known from when the controller tells it anew.
 */
final class CountedStatuses implements Change.Listener {

    private final Map<String, Status> counted = new TreeMap<>();
    private final TreeSet<String> changed = new TreeSet<>();

    void counted(Status status) {
        counted.put(status.getDaemonSet().getUid(), status);
    }

    @Override
    public void changed(Change change) {
        if (change.key().kind() != ObjectKind.DAEMON_SET) {
            return;
        }
        String uid = Meta.uid(change.object());
        if (change.type() == ChangeType.DELETED) {
            counted.remove(uid);
            changed.remove(uid);
        } else if (counted.containsKey(uid)
                && change.before() != null
                && !Objects.equals(
                        change.before().get("status"), change.object().get("status"))) {
            changed.add(uid);
        }
    }

    /** What was counted of those DaemonSets whose status has changed since this was asked last, by whomever. */
    List<Status> changed() {
        List<Status> statuses = new ArrayList<>();
        for (String uid : changed) {
            Status status = counted.get(uid);
            if (status != null) {
                statuses.add(status);
            }
        }
        changed.clear();
        return statuses;
    }
}
