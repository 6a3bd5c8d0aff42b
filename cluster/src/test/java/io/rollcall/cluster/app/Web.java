package io.rollcall.cluster.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.objects.Json;
import io.rollcall.cluster.objects.ObjectKind;
import io.rollcall.cluster.simulated.Sim;
import io.rollcall.cluster.store.Meta;
import io.rollcall.cluster.store.ObjectKey;
import io.rollcall.events.Command;
import io.rollcall.events.CreatePod;
import io.rollcall.events.DaemonSetRef;
import io.rollcall.events.SourcePosition;
import io.rollcall.events.Status;
import java.util.ArrayList;
import java.util.List;

/** The DaemonSet default/web of the tests: what a controller says of it, and what a running cluster shows of it. */
final class Web {

    private Web() {}

    static ObjectKey webKey() {
        return new ObjectKey(ObjectKind.DAEMON_SET, "default", "web");
    }

    static DaemonSetRef web(SimulatedClusterApp app) {
        return app.request(cluster ->
                new DaemonSetRef("default", "web", Meta.uid(cluster.api().get(webKey()))));
    }

    static Status status(DaemonSetRef web) {
        return Status.newBuilder()
                .setDaemonSet(web)
                .setAt(Sim.START)
                .setJournal(new SourcePosition("journal", 0, 1L))
                .setObservedGeneration(1)
                .setDesiredNumberScheduled(1)
                .setCurrentNumberScheduled(0)
                .setNumberMisscheduled(0)
                .setNumberReady(0)
                .setUpdatedNumberScheduled(0)
                .setNumberAvailable(0)
                .setNumberUnavailable(1)
                .build();
    }

    static Command command(DaemonSetRef web, String node, String nodeUid, String pod, long seq) {
        return Sim.command(
                web,
                node,
                seq,
                CreatePod.newBuilder()
                        .setPodName(pod)
                        .setNodeUid(nodeUid)
                        .setRevisionHash("h1")
                        .setRevision(1)
                        .setAttempt(0)
                        .build());
    }

    static boolean ready(SimulatedClusterApp app, String pod) {
        return app.request(cluster -> cluster.api()
                .find(Sim.podKey(pod))
                .filter(found -> found.at("/status/phase").asText().equals("Running"))
                .isPresent());
    }

    static long running(SimulatedClusterApp app) {
        return app.request(cluster -> cluster.api().list(ObjectKind.POD).stream()
                .filter(pod -> pod.at("/status/phase").asText().equals("Running"))
                .count());
    }

    static List<ObjectNode> objects(SimulatedClusterApp app) {
        return app.request(cluster -> {
            List<ObjectNode> objects = new ArrayList<>();
            for (ObjectKind kind : ObjectKind.decidedOn()) {
                cluster.api().list(kind).forEach(object -> objects.add(Json.readObject(Json.write(object))));
            }
            return objects;
        });
    }
}
