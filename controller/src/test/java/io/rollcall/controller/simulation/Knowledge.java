package io.rollcall.controller.simulation;

import io.rollcall.events.ChangeType;
import io.rollcall.events.DaemonSetObserved;
import io.rollcall.events.JournalRecord;
import io.rollcall.events.NodeObserved;
import io.rollcall.events.PodObserved;
import io.rollcall.events.ResourceKind;
import io.rollcall.events.RulesActivated;
import io.rollcall.events.SourceSynced;
import io.rollcall.rules.profile.RuleProfile;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the journal has told so far, kept in the plainest way there is: the last observation of each object. */
final class Knowledge {

    /**
     * A pod as last observed.
     *
     * @param readySeen journal time at which it was first seen Ready in its slot; null while it is not
     */
    record SeenPod(PodObserved pod, @Nullable Instant readySeen) {}

    final TreeMap<String, NodeObserved> nodes = new TreeMap<>();
    final TreeMap<String, DaemonSetObserved> daemonSets = new TreeMap<>();
    final TreeMap<String, SeenPod> pods = new TreeMap<>();

    private final EnumSet<ResourceKind> synced = EnumSet.noneOf(ResourceKind.class);
    private Instant time = Instant.EPOCH;
    private RuleProfile profile = RuleProfile.NEWEST;

    Instant time() {
        return time;
    }

    RuleProfile profile() {
        return profile;
    }

    boolean synced() {
        return synced.size() == 4;
    }

    void fold(Instant recordTime, JournalRecord record) {
        time = recordTime.isAfter(time) ? recordTime : time;
        switch (record.getBody()) {
            case NodeObserved node -> node(node);
            case PodObserved pod -> pod(pod);
            case DaemonSetObserved daemonSet -> daemonSet(daemonSet);
            case SourceSynced barrier -> synced.add(barrier.getKind());
            case RulesActivated rules -> profile = RuleProfile.of(rules.getProfile());
            default -> {}
        }
    }

    private void node(NodeObserved node) {
        NodeObserved known = nodes.get(node.getName());
        if (node.getChange() != ChangeType.DELETED) {
            nodes.put(node.getName(), node);
        } else if (known != null && known.getUid().equals(node.getUid())) {
            nodes.remove(node.getName());
        }
    }

    private void pod(PodObserved pod) {
        if (pod.getChange() == ChangeType.DELETED) {
            pods.remove(pod.getUid());
            return;
        }
        SeenPod before = pods.get(pod.getUid());
        boolean inSlot = pod.getController() != null
                && pod.getTargetNode() != null
                && daemonSets.containsKey(pod.getController().getUid());
        Instant seen = before == null || before.readySeen() == null ? time : before.readySeen();
        pods.put(pod.getUid(), new SeenPod(pod, inSlot && pod.getReady() ? seen : null));
    }

    private void daemonSet(DaemonSetObserved daemonSet) {
        if (daemonSet.getChange() == ChangeType.DELETED) {
            daemonSets.remove(daemonSet.getUid());
        } else if (daemonSets.put(daemonSet.getUid(), daemonSet) == null) {
            for (Map.Entry<String, SeenPod> entry : pods.entrySet()) {
                PodObserved pod = entry.getValue().pod();
                if (pod.getReady()
                        && pod.getController() != null
                        && pod.getController().getUid().equals(daemonSet.getUid())) {
                    entry.setValue(new SeenPod(pod, time));
                }
            }
        }
    }
}
