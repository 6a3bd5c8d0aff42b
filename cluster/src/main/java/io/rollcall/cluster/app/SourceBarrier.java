package io.rollcall.cluster.app;

import io.rollcall.cluster.objects.ObjectKind;
import io.rollcall.events.ControllerRevisionEvent;
import io.rollcall.events.DaemonSetEvent;
import io.rollcall.events.NodeEvent;
import io.rollcall.events.PodEvent;
import io.rollcall.events.SourceSynced;
import io.rollcall.events.topics.Topic;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.avro.specific.SpecificRecord;

/**
 * Says in every partition of a kind's topic that all objects of that kind are known.
 *
 * @param source the cluster
 * @param kind the kind
 * @param epoch start of the source, milliseconds since 1970
 * @param partitions number of partitions of the topic
 */
record SourceBarrier(String source, ObjectKind kind, long epoch, int partitions) {

    void addTo(ClusterOutputs outputs, Instant now) {
        Instant at = now.truncatedTo(ChronoUnit.MICROS);
        for (int partition = 0; partition < partitions; partition++) {
            String eventId = "synced-" + epoch + "-" + kind.resource() + "-" + partition;
            SourceSynced synced = new SourceSynced(kind.source(), epoch, partition, partitions);
            SpecificRecord event = switch (kind) {
                case NODE -> new NodeEvent(eventId, at, source, synced);
                case POD -> new PodEvent(eventId, at, source, synced);
                case DAEMON_SET -> new DaemonSetEvent(eventId, at, source, synced);
                case CONTROLLER_REVISION -> new ControllerRevisionEvent(eventId, at, source, synced);
                case NAMESPACE, EVENT -> throw new IllegalArgumentException(kind.kind() + " has no barriers");
            };
            outputs.add(kind.topic(), partition, Topic.BARRIER_KEY, event);
        }
    }
}
