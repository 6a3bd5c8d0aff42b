package io.rollcall.cluster.actuator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.objects.Json;
import io.rollcall.events.Revision;
import io.rollcall.events.Status;
import io.rollcall.rules.model.PodTemplate;
import io.rollcall.rules.model.WellKnown;
import io.rollcall.rules.revision.RevisionData;
import java.util.TreeMap;

/** What is written to the cluster for others to see. */
public final class PublishedObjects {

    private PublishedObjects() {}

    /** The ControllerRevision of a revision (semantics 6.1). */
    public static ObjectNode controllerRevision(Revision revision) {
        PodTemplate template = PodTemplate.parse(revision.getTemplate());
        ObjectNode object = Json.object().put("kind", "ControllerRevision").put("apiVersion", "apps/v1");
        ObjectNode metadata = object.putObject("metadata");
        metadata.put("name", revision.getName());
        metadata.put("namespace", revision.getDaemonSet().getNamespace());
        ObjectNode labels = metadata.putObject("labels");
        template.labels().forEach(labels::put);
        labels.put(WellKnown.REVISION_HASH_LABEL, revision.getHash());
        if (!revision.getAnnotations().isEmpty()) {
            ObjectNode annotations = metadata.putObject("annotations");
            new TreeMap<>(revision.getAnnotations()).forEach(annotations::put);
        }
        metadata.putArray("ownerReferences")
                .addObject()
                .put("apiVersion", "apps/v1")
                .put("kind", "DaemonSet")
                .put("name", revision.getDaemonSet().getName())
                .put("uid", revision.getDaemonSet().getUid())
                .put("controller", true)
                .put("blockOwnerDeletion", true);
        object.set("data", Json.readObject(RevisionData.dataOf(template)));
        object.put("revision", revision.getRevision());
        return object;
    }

    /**
     * Writes the counters into a DaemonSet's status; conditions and whatever else stands there stay (semantics 8.3). Counters
     * that Kubernetes leaves out when they are 0 are left out.
     */
    public static void writeCounters(ObjectNode status, Status counters) {
        status.put("currentNumberScheduled", counters.getCurrentNumberScheduled());
        status.put("numberMisscheduled", counters.getNumberMisscheduled());
        status.put("desiredNumberScheduled", counters.getDesiredNumberScheduled());
        status.put("numberReady", counters.getNumberReady());
        putUnlessZero(status, "observedGeneration", counters.getObservedGeneration());
        putUnlessZero(status, "updatedNumberScheduled", counters.getUpdatedNumberScheduled());
        putUnlessZero(status, "numberAvailable", counters.getNumberAvailable());
        putUnlessZero(status, "numberUnavailable", counters.getNumberUnavailable());
        Integer collisions = counters.getCollisionCount();
        if (collisions != null && collisions >= status.path("collisionCount").asInt(0)) {
            status.put("collisionCount", collisions);
        }
    }

    private static void putUnlessZero(ObjectNode status, String field, long value) {
        if (value == 0) {
            status.remove(field);
        } else {
            status.put(field, value);
        }
    }
}
