package io.rollcall.cli.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.events.ChangeType;
import io.rollcall.events.Status;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** The status that the other controller wrote last to each DaemonSet of a history. */
final class OtherStatus {

    private final Map<String, JsonNode> byUid = new TreeMap<>();

    /** A line about a DaemonSet was read. */
    void observe(ChangeType change, ObjectNode daemonSet) {
        String uid = daemonSet.path("metadata").path("uid").asText("");
        if (change == ChangeType.DELETED) {
            byUid.remove(uid);
        } else {
            byUid.put(uid, daemonSet.path("status"));
        }
    }

    /** Whether Rollcall comes to the same counters for the same DaemonSets. */
    boolean agreesWith(Collection<Status> ours) {
        return ours.size() == byUid.size() && ours.stream().allMatch(this::agrees);
    }

    private boolean agrees(Status ours) {
        JsonNode other = byUid.get(ours.getDaemonSet().getUid());
        return other != null
                && other.path("observedGeneration").asLong() == ours.getObservedGeneration()
                && other.path("desiredNumberScheduled").asInt() == ours.getDesiredNumberScheduled()
                && other.path("currentNumberScheduled").asInt() == ours.getCurrentNumberScheduled()
                && other.path("numberMisscheduled").asInt() == ours.getNumberMisscheduled()
                && other.path("numberReady").asInt() == ours.getNumberReady()
                && other.path("updatedNumberScheduled").asInt() == ours.getUpdatedNumberScheduled()
                && other.path("numberAvailable").asInt() == ours.getNumberAvailable();
    }
}
