package io.rollcall.cli.replay;

import io.rollcall.cli.pipeline.Pipeline;
import io.rollcall.cluster.objects.ObjectKind;
import io.rollcall.events.ControllerRevisionEvent;
import io.rollcall.events.DaemonSetEvent;
import io.rollcall.events.NodeEvent;
import io.rollcall.events.PodEvent;
import io.rollcall.events.SourceSynced;
import io.rollcall.events.topics.Topic;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** Says that the cluster is completely known before the first line of a history: it is empty. */
final class Barriers {

    private Barriers() {}

    static void append(Pipeline pipeline, String source, Instant firstLine) {
        List<ObjectKind> kinds = ObjectKind.decidedOn();
        for (int index = 0; index < kinds.size(); index++) {
            Instant time = ReplayTime.before(firstLine, kinds.size() - index);
            pipeline.append(kinds.get(index).topic(), Topic.BARRIER_KEY, barrier(kinds.get(index), source, time), time);
        }
    }

    private static SpecificRecord barrier(ObjectKind kind, String source, Instant time) {
        String eventId = "synced:" + kind.kind();
        SourceSynced body = new SourceSynced(kind.source(), 1L, 0, 1);
        return switch (kind) {
            case NODE -> new NodeEvent(eventId, time, source, body);
            case POD -> new PodEvent(eventId, time, source, body);
            case DAEMON_SET -> new DaemonSetEvent(eventId, time, source, body);
            case CONTROLLER_REVISION -> new ControllerRevisionEvent(eventId, time, source, body);
            case NAMESPACE, EVENT -> throw new IllegalArgumentException(kind.kind() + " has no barriers");
        };
    }
}
