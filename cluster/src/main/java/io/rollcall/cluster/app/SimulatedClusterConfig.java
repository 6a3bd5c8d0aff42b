package io.rollcall.cluster.app;

import io.rollcall.cluster.simulated.ClusterSettings;
import io.rollcall.events.cloudevents.CloudEventHeaders;
import io.rollcall.events.topics.TopicNames;
import io.rollcall.kubeapi.http.KubeApiSettings;
import io.rollcall.rules.pod.Placement;
import java.time.Duration;
import java.util.Optional;

/**
 * Where a simulated cluster lives and how it behaves.
 *
 * @param bootstrapServers Kafka, host:port with commas between
 * @param registryUrl the schema registry
 * @param topics names of the topics
 * @param settings the cluster's behaviour; its name is the source of its events, and one process at a time may run it
 * @param placement how created pods get to their nodes
 * @param kubeApi where the Kubernetes API listens, and for whom; empty for no API
 * @param cloudEvents whether events and answers carry the attributes of CloudEvents as headers
 */
public record SimulatedClusterConfig(
        String bootstrapServers,
        String registryUrl,
        TopicNames topics,
        ClusterSettings settings,
        Placement placement,
        Optional<KubeApiSettings> kubeApi,
        boolean cloudEvents) {

    /** Name of the cluster when none is given. */
    public static final String DEFAULT_NAME = "simulated";

    /** Standard topic names, pods bound directly, no heartbeats. */
    public static SimulatedClusterConfig local(String bootstrapServers, String registryUrl, long seed) {
        return new SimulatedClusterConfig(
                bootstrapServers,
                registryUrl,
                TopicNames.standard(),
                ClusterSettings.of(DEFAULT_NAME, seed),
                Placement.BIND,
                Optional.empty(),
                true);
    }

    /** The same with heartbeats; zero for none. */
    public SimulatedClusterConfig withHeartbeat(Duration interval) {
        return withSettings(settings.withHeartbeat(interval));
    }

    /** The same with events that are kept for another time. */
    public SimulatedClusterConfig withEventRetention(Duration kept) {
        return withSettings(settings.withEventRetention(kept));
    }

    /** The same with another behaviour. */
    public SimulatedClusterConfig withSettings(ClusterSettings other) {
        return new SimulatedClusterConfig(
                bootstrapServers, registryUrl, topics, other, placement, kubeApi, cloudEvents);
    }

    /** The same under another topic prefix. */
    public SimulatedClusterConfig withTopics(TopicNames other) {
        return new SimulatedClusterConfig(
                bootstrapServers, registryUrl, other, settings, placement, kubeApi, cloudEvents);
    }

    /** The same with another way to get pods to their nodes. */
    public SimulatedClusterConfig withPlacement(Placement other) {
        return new SimulatedClusterConfig(bootstrapServers, registryUrl, topics, settings, other, kubeApi, cloudEvents);
    }

    /** The same with a Kubernetes API. */
    public SimulatedClusterConfig withKubeApi(KubeApiSettings listening) {
        return new SimulatedClusterConfig(
                bootstrapServers, registryUrl, topics, settings, placement, Optional.of(listening), cloudEvents);
    }

    /** The same with or without CloudEvents headers. */
    public SimulatedClusterConfig withCloudEvents(boolean headers) {
        return new SimulatedClusterConfig(bootstrapServers, registryUrl, topics, settings, placement, kubeApi, headers);
    }

    /** What events and answers say in their headers. */
    CloudEventHeaders headers() {
        return cloudEvents ? CloudEventHeaders.under(topics) : CloudEventHeaders.none();
    }

    /** The one identity under which this cluster writes and keeps its place in its inputs. */
    String identity() {
        return topics.of("cluster." + settings.name());
    }
}
