package io.rollcall.projector.query.answer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which decisions are asked for, and in which order; null parts do not matter.
 *
 * @param namespace namespace of the DaemonSet
 * @param daemonSet name of the DaemonSet; given together with its namespace
 * @param node node of the slot
 * @param since not made before this journal time
 * @param until made before this journal time
 * @param reason reason code
 * @param action create, delete, adopt or release
 * @param order which come first
 * @param after only what comes after this place in that order
 * @param limit at most so many
 */
public record DecisionFilter(
        @Nullable String namespace,
        @Nullable String daemonSet,
        @Nullable String node,
        @Nullable Instant since,
        @Nullable Instant until,
        @Nullable String reason,
        @Nullable String action,
        Order order,
        @Nullable DecisionCursor after,
        int limit) {

    /** Which decisions come first. */
    public enum Order {
        /** Those that were made first. */
        OLDEST,
        /** Those that were made last. */
        NEWEST
    }

    /** The newest decisions about a DaemonSet, a node, or both. */
    public DecisionFilter(@Nullable String namespace, @Nullable String daemonSet, @Nullable String node, int limit) {
        this(namespace, daemonSet, node, null, null, null, null, Order.NEWEST, null, limit);
    }
}
