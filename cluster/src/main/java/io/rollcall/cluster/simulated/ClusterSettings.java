package io.rollcall.cluster.simulated;

import java.time.Duration;

/**
 * How a simulated cluster behaves.
 *
 * @param name name of the cluster: the source of its events
 * @param seed of all that looks irregular: delays, UIDs
 * @param heartbeat how often a kubelet reports that its node lives; zero for never
 * @param nodeMonitorGrace how long after its kubelet stopped a node counts as not ready
 * @param podGcQuarantine how long a pod may stand on a node that is not there
 * @param terminatedPodThreshold how many pods that have ended may stay; zero for any number
 * @param eventRetention how long an event is kept after it was written last
 * @param observing whether nodes and DaemonSets come from a history: they are then left as they are, and only pods are the
 *     cluster's own
 */
public record ClusterSettings(
        String name,
        long seed,
        Duration heartbeat,
        Duration nodeMonitorGrace,
        Duration podGcQuarantine,
        int terminatedPodThreshold,
        Duration eventRetention,
        boolean observing) {

    private static final Duration KUBERNETES_GRACE = Duration.ofSeconds(40);
    private static final Duration KUBERNETES_EVENT_RETENTION = Duration.ofHours(1);
    private static final int KUBERNETES_TERMINATED_PODS = 12_500;

    /** Kubernetes' own times, without heartbeats. */
    public static ClusterSettings of(String name, long seed) {
        return new ClusterSettings(
                name,
                seed,
                Duration.ZERO,
                KUBERNETES_GRACE,
                KUBERNETES_GRACE,
                KUBERNETES_TERMINATED_PODS,
                KUBERNETES_EVENT_RETENTION,
                false);
    }

    /** The same with heartbeats. */
    public ClusterSettings withHeartbeat(Duration interval) {
        return new ClusterSettings(
                name,
                seed,
                interval,
                nodeMonitorGrace,
                podGcQuarantine,
                terminatedPodThreshold,
                eventRetention,
                observing);
    }

    /** The same with another time until a node without kubelet counts as not ready. */
    public ClusterSettings withNodeMonitorGrace(Duration grace) {
        return new ClusterSettings(
                name, seed, heartbeat, grace, podGcQuarantine, terminatedPodThreshold, eventRetention, observing);
    }

    /** The same with another number of pods that have ended and may stay. */
    public ClusterSettings withTerminatedPodThreshold(int threshold) {
        return new ClusterSettings(
                name, seed, heartbeat, nodeMonitorGrace, podGcQuarantine, threshold, eventRetention, observing);
    }

    /** The same with events that are kept for another time. */
    public ClusterSettings withEventRetention(Duration kept) {
        return new ClusterSettings(
                name, seed, heartbeat, nodeMonitorGrace, podGcQuarantine, terminatedPodThreshold, kept, observing);
    }

    /** The same for nodes and DaemonSets that come from a history. */
    public ClusterSettings asObserver() {
        return new ClusterSettings(
                name, seed, heartbeat, nodeMonitorGrace, podGcQuarantine, terminatedPodThreshold, eventRetention, true);
    }
}
