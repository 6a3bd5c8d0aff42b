package io.rollcall.projector.query;

import org.jspecify.annotations.Nullable;

/**
 * Which decisions are asked for; null parts do not matter.
 *
 * @param namespace namespace of the DaemonSet; given together with its name
 * @param daemonSet name of the DaemonSet
 * @param node node of the slot
 * @param limit at most so many, the newest
 */
public record DecisionFilter(
        @Nullable String namespace,
        @Nullable String daemonSet,
        @Nullable String node,
        int limit) {}
