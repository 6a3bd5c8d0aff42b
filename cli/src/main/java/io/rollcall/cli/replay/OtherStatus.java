package io.rollcall.cli.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cli.pipeline.Outputs;
import io.rollcall.cluster.objects.ObjectKind;
import io.rollcall.events.ChangeType;
import io.rollcall.events.Status;
import io.rollcall.rules.profile.KnownDefect;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The status that the other controller wrote last to each DaemonSet of a history, and all that Rollcall said meanwhile: a status that is
 * one of Rollcall's earlier ones is stale, and what came since tells why.
 */
final class OtherStatus {

    /** So long before the end of a history the other controller may not have come to write its status. */
    private static final Duration TIME_TO_WRITE = Duration.ofSeconds(2);

    private final Map<String, JsonNode> byUid = new TreeMap<>();
    private final Map<String, List<Status>> told = new TreeMap<>();
    private final Map<String, ChangeType> nodesByLine = new TreeMap<>();

    /** A line of the history was read. */
    void observe(ObjectKind kind, ChangeType change, ObjectNode object, String eventId) {
        switch (kind) {
            case NODE -> {
                if (change != ChangeType.MODIFIED) {
                    nodesByLine.put(eventId, change);
                }
            }
            case DAEMON_SET -> {
                String uid = object.path("metadata").path("uid").asText("");
                if (change == ChangeType.DELETED) {
                    byUid.remove(uid);
                } else {
                    byUid.put(uid, object.path("status"));
                }
            }
            case POD, CONTROLLER_REVISION, NAMESPACE, EVENT -> {}
        }
    }

    /** Rollcall wrote statuses. */
    void observe(Outputs outputs) {
        for (Outputs.StatusEntry entry : outputs.statuses()) {
            Status status = entry.status();
            if (status == null) {
                told.remove(entry.daemonSetUid());
            } else {
                told.computeIfAbsent(entry.daemonSetUid(), uid -> new ArrayList<>())
                        .add(status);
            }
        }
    }

    /** Compares the last ones. */
    StatusComparison compare(@Nullable Instant end) {
        if (byUid.isEmpty() && told.isEmpty()) {
            return new StatusComparison.Nothing();
        }
        StatusComparison result = new StatusComparison.Agrees();
        for (Map.Entry<String, JsonNode> entry : byUid.entrySet()) {
            StatusComparison one = compare(entry.getValue(), told.getOrDefault(entry.getKey(), List.of()), end);
            switch (one) {
                case StatusComparison.Differs differs -> {
                    if (differs.defect().isEmpty()) {
                        return differs;
                    }
                    result = result instanceof StatusComparison.Differs ? result : differs;
                }
                case StatusComparison.CutShort cut -> result = result.isFine() ? cut : result;
                case StatusComparison.Agrees ignored -> {}
                case StatusComparison.Nothing ignored -> {}
            }
        }
        return result;
    }

    private StatusComparison compare(JsonNode other, List<Status> ours, @Nullable Instant end) {
        if (ours.isEmpty()) {
            // A DaemonSet that is being deleted or selects everything: its controller writes none, nor does Rollcall.
            return new StatusComparison.Agrees();
        }
        int same = ours.size() - 1;
        while (same >= 0 && !isSame(other, ours.get(same))) {
            same--;
        }
        if (same == ours.size() - 1) {
            return new StatusComparison.Agrees();
        }
        List<Status> missed = ours.subList(same + 1, ours.size());
        String name = FinalState.name(ours.getLast());
        if (same >= 0 && missed.stream().allMatch(status -> isOf(status, ChangeType.DELETED))) {
            return new StatusComparison.Differs(name, Optional.of(KnownDefect.NODE_DELETION_UNNOTICED));
        }
        if (same >= 0
                && missed.stream()
                        .allMatch(status -> isOf(status, ChangeType.DELETED) || isOf(status, ChangeType.ADDED))) {
            return new StatusComparison.Differs(name, Optional.of(KnownDefect.RECREATED_NODE_UNNOTICED));
        }
        boolean late = end != null
                && missed.stream()
                        .allMatch(status -> isOf(status, ChangeType.DELETED)
                                || status.getAt().plus(TIME_TO_WRITE).isAfter(end));
        return late ? new StatusComparison.CutShort() : new StatusComparison.Differs(name, Optional.empty());
    }

    private boolean isOf(Status status, ChangeType change) {
        return status.getCause() != null && nodesByLine.get(status.getCause().getEventId()) == change;
    }

    private static boolean isSame(JsonNode other, Status ours) {
        return other.path("observedGeneration").asLong() == ours.getObservedGeneration()
                && other.path("desiredNumberScheduled").asInt() == ours.getDesiredNumberScheduled()
                && other.path("currentNumberScheduled").asInt() == ours.getCurrentNumberScheduled()
                && other.path("numberMisscheduled").asInt() == ours.getNumberMisscheduled()
                && other.path("numberReady").asInt() == ours.getNumberReady()
                && other.path("updatedNumberScheduled").asInt() == ours.getUpdatedNumberScheduled()
                && other.path("numberAvailable").asInt() == ours.getNumberAvailable();
    }
}
