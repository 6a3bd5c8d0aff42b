package io.rollcall.cluster.app;

import io.rollcall.cluster.simulated.ClusterSettings;
import io.rollcall.events.cloudevents.CloudEventHeaders;
import io.rollcall.events.settings.ClientSettings;
import io.rollcall.events.settings.CommonSettings;
import io.rollcall.events.settings.RegistryAccess;
import io.rollcall.events.settings.Settings;
import io.rollcall.events.topics.TopicNames;
import io.rollcall.kubeapi.http.KubeApiSettings;
import io.rollcall.rules.pod.Placement;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a simulated cluster lives and how it behaves.
 *
 * @param kafka settings of its Kafka clients, the brokers among them
 * @param registry the schema registry
 * @param autoRegister whether schemas that the registry does not know are registered
 * @param topics names of the topics
 * @param settings the cluster's behaviour; its name is the source of its events, and one process at a time may run it
 * @param placement how created pods get to their nodes
 * @param kubeApi where the Kubernetes API listens, and for whom; empty for no API
 * @param cloudEvents whether events and answers carry the attributes of CloudEvents as headers
 */
public record SimulatedClusterConfig(
        ClientSettings kafka,
        RegistryAccess registry,
        boolean autoRegister,
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
                ClientSettings.kafka(bootstrapServers),
                RegistryAccess.open(registryUrl),
                true,
                TopicNames.standard(),
                ClusterSettings.of(DEFAULT_NAME, seed),
                Placement.BIND,
                Optional.empty(),
                true);
    }

    /** As {@link SimulatedClusterSettings} say, without a Kubernetes API. */
    public static SimulatedClusterConfig of(Settings settings) {
        ClusterSettings behaviour = ClusterSettings.of(
                        settings.text(SimulatedClusterSettings.NAME), settings.large(SimulatedClusterSettings.SEED))
                .withHeartbeat(Duration.ofMillis(settings.large(SimulatedClusterSettings.HEARTBEAT)))
                .withEventRetention(Duration.ofMillis(settings.large(SimulatedClusterSettings.EVENT_RETENTION)));
        return new SimulatedClusterConfig(
                settings.kafka(),
                settings.registry(),
                settings.flag(CommonSettings.AUTO_REGISTER),
                settings.topics(),
                behaviour,
                Placement.valueOf(
                        settings.text(SimulatedClusterSettings.PLACEMENT).toUpperCase(Locale.ROOT)),
                Optional.empty(),
                settings.flag(CommonSettings.CLOUD_EVENTS));
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
                kafka, registry, autoRegister, topics, other, placement, kubeApi, cloudEvents);
    }

    /** The same under another topic prefix. */
    public SimulatedClusterConfig withTopics(TopicNames other) {
        return new SimulatedClusterConfig(
                kafka, registry, autoRegister, other, settings, placement, kubeApi, cloudEvents);
    }

    /** The same with another way to get pods to their nodes. */
    public SimulatedClusterConfig withPlacement(Placement other) {
        return new SimulatedClusterConfig(kafka, registry, autoRegister, topics, settings, other, kubeApi, cloudEvents);
    }

    /** The same with a Kubernetes API. */
    public SimulatedClusterConfig withKubeApi(KubeApiSettings listening) {
        return new SimulatedClusterConfig(
                kafka, registry, autoRegister, topics, settings, placement, Optional.of(listening), cloudEvents);
    }

    /** The same with or without CloudEvents headers. */
    public SimulatedClusterConfig withCloudEvents(boolean headers) {
        return new SimulatedClusterConfig(kafka, registry, autoRegister, topics, settings, placement, kubeApi, headers);
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
