package io.rollcall.projector.lists;

import io.rollcall.projector.query.answer.Place;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What lists are made of. Parts that are null are not known, or there is none. */
public final class Items {

    private Items() {}

    /** One DaemonSet on one node, from its first decision on. */
    public record Slot(
            String daemonSet,
            String daemonSetUid,
            String node,
            long lastSeq,
            @Nullable String lastCommandId,
            @Nullable String lastDecisionId,
            @Nullable String lastAction,
            @Nullable String lastReason,
            @Nullable Instant lastDecidedAt) {}

    /** A revision that is kept. */
    public record Revision(
            String daemonSet,
            String daemonSetUid,
            long revision,
            String name,
            String hash,
            Instant createdAt,
            @Nullable String changeCause) {}

    /**
     * A command with its answer.
     *
     * @param outcome DONE, FAILED or SUPERSEDED; null while it is not answered
     */
    public record Command(
            String id,
            String daemonSet,
            String node,
            long slotSeq,
            String action,
            List<String> pods,
            @Nullable Long revision,
            @Nullable String reason,
            Instant decidedAt,
            @Nullable Place cause,
            @Nullable String outcome,
            @Nullable String outcomeReason,
            @Nullable String outcomeMessage,
            @Nullable Instant answeredAt) {}

    /**
     * A record that could not be used.
     *
     * @param place where it stands
     * @param rejectedBy router or projector
     * @param fieldErrors field, reason and message of each error of an object
     */
    public record Rejected(
            Place place,
            Instant at,
            String rejectedBy,
            String reason,
            String message,
            @Nullable String kind,
            @Nullable String namespace,
            @Nullable String name,
            @Nullable String uid,
            @Nullable Long generation,
            List<Map<String, String>> fieldErrors) {}

    /**
     * What a source has reported for one partition of its topic.
     *
     * @param of how many partitions it writes
     * @param syncedAt when its first complete list of the epoch was in; null until then
     */
    public record Source(
            String kind,
            int partition,
            int of,
            long epoch,
            @Nullable Instant syncedAt) {}
}
