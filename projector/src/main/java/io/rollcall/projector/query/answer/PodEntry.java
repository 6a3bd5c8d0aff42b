package io.rollcall.projector.query.answer;

/**
 * A pod of a DaemonSet.
 *
 * @param namespace its namespace
 * @param name its name
 * @param daemonSet namespace/name of its DaemonSet
 * @param node the node it belongs to; empty for none
 * @param revision number of its revision, 0 when unknown
 * @param phase Kubernetes' word
 * @param ready whether it is Ready
 * @param terminating whether it is on its way out
 */
public record PodEntry(
        String namespace,
        String name,
        String daemonSet,
        String node,
        long revision,
        String phase,
        boolean ready,
        boolean terminating) {}
