package io.rollcall.cluster.kubeapi;

import io.rollcall.cluster.simulated.SimulatedCluster;
import java.util.function.Function;

/** Lets others change the cluster on its own thread. */
@FunctionalInterface
public interface ClusterWriter {

    /** What the function returned, once its changes are committed and told to the readers. */
    <T> T request(Function<SimulatedCluster, T> function);
}
