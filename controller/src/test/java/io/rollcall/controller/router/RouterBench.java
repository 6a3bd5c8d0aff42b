package io.rollcall.controller.router;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.events.CommandResult;
import io.rollcall.events.ControllerRevisionEvent;
import io.rollcall.events.DaemonSetEvent;
import io.rollcall.events.DaemonSetObserved;
import io.rollcall.events.NodeEvent;
import io.rollcall.events.NodeObserved;
import io.rollcall.events.PodEvent;
import io.rollcall.events.PodObserved;
import io.rollcall.events.RelistFinished;
import io.rollcall.events.RelistStarted;
import io.rollcall.events.RevisionObserved;
import io.rollcall.events.SourcePosition;
import io.rollcall.events.SourceSynced;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;

/** A Router with a memory, fed by hand; says in short lines what it forwarded. */
final class RouterBench {
    static final int JOURNAL_PARTITIONS = 4;
    /** UIDs whose partitions differ, so that a wrong one shows. */
    static final String OWNER = "ds-a";

    static final String OWNER_ELSEWHERE = elsewhere();

    private final RouterCore core;
    private final int journalPartitions;
    private long offset;

    RouterBench(RoutedObjects memory, int journalPartitions) {
        this.core = new RouterCore(journalPartitions, memory);
        this.journalPartitions = journalPartitions;
    }

    private static String elsewhere() {
        int taken = Destination.partitionOf(OWNER, JOURNAL_PARTITIONS);
        return IntStream.range(0, 100)
                .mapToObj(i -> "ds-" + i)
                .filter(uid -> Destination.partitionOf(uid, JOURNAL_PARTITIONS) != taken)
                .findFirst()
                .orElseThrow();
    }

    RouterCore core() {
        return core;
    }

    Routing route(String key, SpecificRecord event) {
        return core.route(new SourcePosition("rollcall.input", 0, offset), Instant.ofEpochSecond(offset++), key, event);
    }

    /** Routes under the key that is right for the event. */
    Routing route(SpecificRecord event) {
        return route(keyOf(event), event);
    }

    DropReason dropped(SpecificRecord event) {
        assertThat(route(event)).isInstanceOf(Routing.Dropped.class);
        // Routed a second time it must still be dropped: nothing was remembered wrongly.
        return ((Routing.Dropped) route(event)).reason();
    }

    /** Lines such as {@code MODIFIED n1 uid-1 v3 -> [0, 1, 2, 3]}; empty when nothing was forwarded. */
    List<String> lines(SpecificRecord event) {
        List<String> lines = new ArrayList<>();
        if (route(event) instanceof Routing.Forwarded forwarded) {
            for (Routed routed : forwarded.records()) {
                lines.add(line(routed.record().getBody()) + " -> "
                        + routed.destination().partitions(journalPartitions));
            }
        }
        return lines;
    }

    /** Partitions of a DaemonSet, as they stand in a line. */
    String ownerPartition(String uid) {
        return "[" + Destination.partitionOf(uid, journalPartitions) + "]";
    }

    static String line(Object body) {
        return switch (body) {
            case NodeObserved n -> n.getChange() + " " + n.getName() + " " + n.getUid() + " v" + n.getResourceVersion();
            case PodObserved p -> p.getChange() + " " + p.getName() + " " + p.getUid() + " v" + p.getResourceVersion();
            case DaemonSetObserved d ->
                d.getChange() + " " + d.getName() + " " + d.getUid() + " v" + d.getResourceVersion();
            case RevisionObserved r ->
                r.getChange() + " " + r.getName() + " " + r.getUid() + " v" + r.getResourceVersion();
            default -> body.getClass().getSimpleName();
        };
    }

    static String keyOf(SpecificRecord event) {
        return switch (event) {
            case CommandResult r ->
                r.getResult().getSlot().getDaemonSet().getUid() + "/"
                        + r.getResult().getSlot().getNode();
            case NodeEvent e -> keyOfBody(e.getBody());
            case PodEvent e -> keyOfBody(e.getBody());
            case DaemonSetEvent e -> keyOfBody(e.getBody());
            case ControllerRevisionEvent e -> keyOfBody(e.getBody());
            default -> throw new IllegalArgumentException(event.toString());
        };
    }

    private static String keyOfBody(Object body) {
        if (body instanceof SourceSynced || body instanceof RelistStarted || body instanceof RelistFinished) {
            return "barrier";
        }
        return ObservedObject.of(((SpecificRecord) body).get(0)).key();
    }
}
