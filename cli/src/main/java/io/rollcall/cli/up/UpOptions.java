package io.rollcall.cli.up;

import io.rollcall.kubeapi.http.KubeApiSettings;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What is to be brought up.
 *
 * @param data folder of everything that outlives the process
 * @param webPort port of the web API, 0 for a free one
 * @param kube where the Kubernetes API listens, and for whom
 * @param metricsPort port of the metrics, 0 for a free one, -1 for none
 * @param seed seed of the simulated cluster's delays
 * @param heartbeat how often a node reports though nothing changed; zero for never
 * @param eventsKept how long a Kubernetes event is kept after it was written last
 */
record UpOptions(
        Path data,
        int webPort,
        KubeApiSettings kube,
        int metricsPort,
        long seed,
        Duration heartbeat,
        Duration eventsKept) {

    /** On free ports of this machine, events kept as long as Kubernetes keeps them. */
    static UpOptions onFreePorts(Path data, Duration heartbeat) {
        return new UpOptions(data, 0, KubeApiSettings.local(0), 0, 1, heartbeat, Duration.ofHours(1));
    }
}
