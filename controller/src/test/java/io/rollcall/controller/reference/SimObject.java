package io.rollcall.controller.reference;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An object of the API server. Whoever keeps one keeps a copy. */
abstract sealed class SimObject permits SimNode, SimPod, SimDaemonSet, SimRevision {

    static final ObjectMapper JSON = new ObjectMapper();
    static final String NAMESPACE = "default";
    private static final Instant BEGINNING = Instant.parse("2026-03-01T00:00:00Z");

    /** The controller of a pod or a revision. */
    record Owner(String name, String uid) {}

    final String kind;
    final String name;
    final String uid;
    TreeMap<String, String> labels = new TreeMap<>();
    long resourceVersion;
    long created;
    /** When it is to be gone, microseconds; API servers say it in whole seconds. */
    @Nullable
    Long deletedAt;

    SimObject(String kind, String name, String uid) {
        this.kind = kind;
        this.name = name;
        this.uid = uid;
    }

    abstract SimObject copy();

    abstract void write(ObjectNode object);

    boolean terminating() {
        return deletedAt != null;
    }

    <T extends SimObject> T into(T copy) {
        copy.labels = new TreeMap<>(labels);
        copy.resourceVersion = resourceVersion;
        copy.created = created;
        copy.deletedAt = deletedAt;
        return copy;
    }

    static Instant instant(long microseconds) {
        return BEGINNING.plus(microseconds, ChronoUnit.MICROS);
    }

    static String seconds(long microseconds) {
        return instant(microseconds).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    ObjectNode json() {
        ObjectNode object = JSON.createObjectNode();
        object.put("kind", kind);
        ObjectNode metadata = object.putObject("metadata");
        metadata.put("name", name).put("uid", uid).put("resourceVersion", Long.toString(resourceVersion));
        if (!(this instanceof SimNode)) {
            metadata.put("namespace", NAMESPACE);
        }
        metadata.put("creationTimestamp", seconds(created));
        if (deletedAt != null) {
            metadata.put("deletionTimestamp", seconds(deletedAt));
        }
        ObjectNode named = metadata.putObject("labels");
        labels.forEach(named::put);
        write(object);
        return object;
    }

    static void own(ObjectNode object, @Nullable Owner owner) {
        if (owner != null) {
            ((ObjectNode) object.path("metadata"))
                    .putArray("ownerReferences")
                    .addObject()
                    .put("apiVersion", "apps/v1")
                    .put("kind", "DaemonSet")
                    .put("name", owner.name)
                    .put("uid", owner.uid)
                    .put("controller", true)
                    .put("blockOwnerDeletion", true);
        }
    }
}
