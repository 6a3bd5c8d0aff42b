package io.rollcall.cli.up;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What is to be brought up.
 *
 * @param data folder of everything that outlives the process
 * @param webPort port of the web API, 0 for a free one
 * @param kubePort port of the Kubernetes API, 0 for a free one
 * @param metricsPort port of the metrics, 0 for a free one, -1 for none
 * @param seed seed of the simulated cluster's delays
 * @param heartbeat how often a node reports though nothing changed; zero for never
 */
record UpOptions(Path data, int webPort, int kubePort, int metricsPort, long seed, Duration heartbeat) {}
