package io.rollcall.cli.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.actuator.Actuator;
import io.rollcall.cluster.actuator.KnownRevisions;
import io.rollcall.cluster.objects.ClusterEvent;
import io.rollcall.cluster.simulated.ClusterSettings;
import io.rollcall.cluster.simulated.Manifests;
import io.rollcall.cluster.simulated.SimulatedActions;
import io.rollcall.cluster.simulated.SimulatedCluster;
import io.rollcall.events.Command;
import io.rollcall.events.ControllerRevisionEvent;
import io.rollcall.events.DaemonSetEvent;
import io.rollcall.events.NodeEvent;
import io.rollcall.events.PodEvent;
import io.rollcall.events.ResourceKind;
import io.rollcall.events.SourceSynced;
import io.rollcall.events.topics.Topic;
import io.rollcall.events.topics.TopicCatalogue;
import io.rollcall.rules.pod.Placement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** A simulated cluster in front of a pipeline: a DaemonSet comes up on its nodes and is then rolled to another image. */
final class Rollout {

    private static final Duration STEP = Duration.ofMillis(500);
    private static final int STEPS = 24;

    private static final String MANIFEST = """
            apiVersion: apps/v1
            kind: DaemonSet
            metadata: {name: web}
            spec:
              minReadySeconds: 1
              selector: {matchLabels: {app: web}}
              updateStrategy: {type: RollingUpdate, rollingUpdate: {maxUnavailable: 2}}
              template:
                metadata: {labels: {app: web}}
                spec: {containers: [{name: web, image: IMAGE}]}
            """;

    private final Pipeline pipeline;
    private final SimulatedCluster cluster = new SimulatedCluster(ClusterSettings.of("test", 7));
    private final KnownRevisions revisions = new KnownRevisions();
    private final SimulatedActions actions = new SimulatedActions(cluster);
    private final Actuator actuator = new Actuator(actions, revisions, Placement.BIND);
    private Instant now = Instant.parse("2026-03-01T10:00:00Z");

    Rollout(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    void run() {
        barriers();
        cluster.advanceTo(now);
        cluster.ensureNodes(4);
        apply("web:1");
        pass();
        apply("web:2");
        pass();
    }

    private void apply(String image) {
        for (ObjectNode manifest : Manifests.read(MANIFEST.replace("IMAGE", image), "web.yaml")) {
            Manifests.apply(cluster.api(), manifest, "web.yaml");
        }
    }

    private void pass() {
        for (int step = 0; step < STEPS; step++) {
            now = now.plus(STEP);
            cluster.advanceTo(now);
            append(cluster.drainEvents());
            carryOut(pipeline.advanceTo(now));
        }
    }

    private void carryOut(Outputs first) {
        for (Outputs outputs = first; !outputs.isEmpty(); outputs = pipeline.settle()) {
            outputs.revisions().stream().map(Outputs.RevisionEntry::revision).forEach(revision -> {
                if (revision != null) {
                    revisions.put(revision);
                    actions.publishRevision(revision);
                }
            });
            append(cluster.drainEvents());
            for (Command command : outputs.commands()) {
                var result = actuator.execute(command, now);
                append(cluster.drainEvents());
                pipeline.append(
                        TopicCatalogue.COMMAND_RESULTS, command.getSlot().getNode(), result, now);
            }
        }
    }

    private void append(List<ClusterEvent> events) {
        events.forEach(event -> pipeline.append(event.topic(), event.key(), event.value(), now));
    }

    private void barriers() {
        barrier(TopicCatalogue.NODE_EVENTS, new NodeEvent("b1", now, "test", synced(ResourceKind.NODE)));
        barrier(TopicCatalogue.POD_EVENTS, new PodEvent("b2", now, "test", synced(ResourceKind.POD)));
        barrier(
                TopicCatalogue.DAEMON_SET_EVENTS,
                new DaemonSetEvent("b3", now, "test", synced(ResourceKind.DAEMON_SET)));
        barrier(
                TopicCatalogue.CONTROLLER_REVISION_EVENTS,
                new ControllerRevisionEvent("b4", now, "test", synced(ResourceKind.CONTROLLER_REVISION)));
    }

    private void barrier(Topic<?> topic, SpecificRecord event) {
        pipeline.append(topic, Topic.BARRIER_KEY, event, now);
    }

    private static SourceSynced synced(ResourceKind kind) {
        return new SourceSynced(kind, 1L, 0, 1);
    }
}
