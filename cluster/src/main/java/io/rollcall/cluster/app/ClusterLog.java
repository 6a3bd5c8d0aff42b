package io.rollcall.cluster.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.actuator.SlotNumbers;
import io.rollcall.cluster.objects.Json;
import io.rollcall.cluster.objects.ObjectKind;
import io.rollcall.cluster.store.Meta;
import io.rollcall.events.ChangeType;
import io.rollcall.events.ClusterObject;
import io.rollcall.events.CommandResultObserved;
import io.rollcall.events.ControllerRevisionEvent;
import io.rollcall.events.DaemonSetChange;
import io.rollcall.events.DaemonSetEvent;
import io.rollcall.events.NodeChange;
import io.rollcall.events.NodeEvent;
import io.rollcall.events.PodChange;
import io.rollcall.events.PodEvent;
import io.rollcall.events.RevisionChange;
import io.rollcall.events.SourceSynced;
import io.rollcall.events.topics.TopicCatalogue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * What the event topics say about a cluster: its objects, the highest version it gave out, and which commands it has answered.
 * Events of other sources in the same topics are left out.
 */
final class ClusterLog {

    private final String source;
    private final Codecs codecs;
    private final Map<String, String> objects = new HashMap<>();
    private final SlotNumbers answered = new SlotNumbers();
    private final Map<ObjectKind, Integer> partitions = new HashMap<>();
    private long highestVersion;
    private long lastEpoch;

    private ClusterLog(String source, Codecs codecs) {
        this.source = source;
        this.codecs = codecs;
    }

    /** Reads all of it. Nobody may write to it meanwhile. */
    static ClusterLog read(SimulatedClusterConfig config, Codecs codecs) {
        ClusterLog log = new ClusterLog(config.settings().name(), codecs);
        try (Consumer<String, byte[]> consumer = Clients.consumer(config)) {
            List<TopicPartition> all =
                    new ArrayList<>(Clients.partitions(consumer, codecs.names().of(TopicCatalogue.COMMAND_RESULTS)));
            all.addAll(Clients.partitions(consumer, codecs.names().of(TopicCatalogue.CLUSTER_OBJECTS)));
            for (ObjectKind kind : ObjectKind.decidedOn()) {
                List<TopicPartition> ofKind =
                        Clients.partitions(consumer, codecs.names().of(kind.topic()));
                log.partitions.put(kind, ofKind.size());
                all.addAll(ofKind);
            }
            consumer.assign(all);
            consumer.seekToBeginning(all);
            ReadToEnd.of(consumer, log::take);
        }
        log.answered.retain(log.daemonSets());
        return log;
    }

    /** All objects. */
    List<ObjectNode> objects() {
        return objects.values().stream().map(Json::readObject).toList();
    }

    private Set<String> daemonSets() {
        Set<String> uids = new HashSet<>();
        for (Map.Entry<String, String> object : objects.entrySet()) {
            if (object.getKey().startsWith(ObjectKind.DAEMON_SET + "/")) {
                uids.add(Meta.uid(Json.readObject(object.getValue())));
            }
        }
        return uids;
    }

    /** The highest resourceVersion given out, deleted objects included. */
    long highestVersion() {
        return highestVersion;
    }

    /** The epoch of the last barrier; 0 for none. */
    long lastEpoch() {
        return lastEpoch;
    }

    /** The highest answered wish of each slot whose DaemonSet is there: of no other slot will anybody ask again. */
    SlotNumbers answered() {
        return answered;
    }

    /** Number of partitions of the topic of a kind. */
    int partitions(ObjectKind kind) {
        return partitions.getOrDefault(kind, 1);
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            if (record.topic().equals(codecs.names().of(TopicCatalogue.CLUSTER_OBJECTS))) {
                objects.remove(record.key());
            }
            return;
        }
        if (record.topic().equals(codecs.names().of(TopicCatalogue.CLUSTER_OBJECTS))) {
            codecs.decode(TopicCatalogue.CLUSTER_OBJECTS, record).ifPresent(other -> takeOther(record.key(), other));
            return;
        }
        if (record.topic().equals(codecs.names().of(TopicCatalogue.COMMAND_RESULTS))) {
            codecs.decode(TopicCatalogue.COMMAND_RESULTS, record).ifPresent(result -> {
                CommandResultObserved answer = result.getResult();
                answered.raise(answer.getSlot(), answer.getSlotSeq());
            });
            return;
        }
        for (ObjectKind kind : ObjectKind.decidedOn()) {
            if (record.topic().equals(codecs.names().of(kind.topic()))) {
                Optional<? extends SpecificRecord> event = codecs.decode(kind.topic(), record);
                event.ifPresent(value -> take(kind, value));
            }
        }
    }

    /** A tombstone follows a deletion, under the object's own key. */
    private void takeOther(String key, ClusterObject other) {
        if (other.getSource().equals(source)) {
            take(key, other.getChange(), other.getResourceVersion(), other.getObject());
        }
    }

    private void take(ObjectKind kind, SpecificRecord event) {
        switch (event) {
            case NodeEvent node -> take(kind, node.getSource(), node.getBody());
            case PodEvent pod -> take(kind, pod.getSource(), pod.getBody());
            case DaemonSetEvent daemonSet -> take(kind, daemonSet.getSource(), daemonSet.getBody());
            case ControllerRevisionEvent revision -> take(kind, revision.getSource(), revision.getBody());
            default -> throw new IllegalStateException("not an event: " + event.getClass());
        }
    }

    private void take(ObjectKind kind, String writer, Object body) {
        if (!writer.equals(source)) {
            return;
        }
        switch (body) {
            case NodeChange node ->
                take(
                        kind + "/" + node.getProjection().getName(),
                        node.getProjection().getChange(),
                        node.getProjection().getResourceVersion(),
                        node.getObject());
            case PodChange pod ->
                take(
                        kind + "/" + pod.getProjection().getNamespace() + "/"
                                + pod.getProjection().getName(),
                        pod.getProjection().getChange(),
                        pod.getProjection().getResourceVersion(),
                        pod.getObject());
            case DaemonSetChange daemonSet ->
                take(
                        kind + "/" + daemonSet.getProjection().getNamespace() + "/"
                                + daemonSet.getProjection().getName(),
                        daemonSet.getProjection().getChange(),
                        daemonSet.getProjection().getResourceVersion(),
                        daemonSet.getObject());
            case RevisionChange revision ->
                take(
                        kind + "/" + revision.getProjection().getNamespace() + "/"
                                + revision.getProjection().getName(),
                        revision.getProjection().getChange(),
                        revision.getProjection().getResourceVersion(),
                        revision.getObject());
            case SourceSynced synced -> lastEpoch = Math.max(lastEpoch, synced.getEpoch());
            default -> {
                // Other barriers say nothing about objects.
            }
        }
    }

    private void take(String key, ChangeType change, String version, String object) {
        highestVersion = Math.max(highestVersion, Long.parseLong(version));
        if (change == ChangeType.DELETED) {
            objects.remove(key);
        } else {
            objects.put(key, object);
        }
    }
}
