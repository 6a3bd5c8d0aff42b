package io.rollcall.cluster.store;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.objects.ObjectKind;
import java.time.Instant;
import java.util.List;

/**
 * What a delete request does to an object. A pod that runs on a node gets its grace period, which the kubelet ends; one without a
 * node, or whose containers have ended, goes without grace. Finalizers keep any object.
 *
 * @param graceSeconds grace period, seconds
 * @param finalizers finalizers that the object has after the request
 * @param kind kind of the object
 * @param at time of the request
 */
record Deletion(long graceSeconds, List<String> finalizers, ObjectKind kind, Instant at) {

    static final String FOREGROUND = "foregroundDeletion";
    static final String ORPHAN = "orphan";

    private static final long DEFAULT_GRACE_SECONDS = 30;

    static Deletion of(ObjectKind kind, ObjectNode object, DeleteOptions options, Instant now) {
        List<String> finalizers = Meta.finalizers(object);
        if (kind == ObjectKind.DAEMON_SET) {
            finalizers.remove(FOREGROUND);
            finalizers.remove(ORPHAN);
            switch (options.propagation()) {
                case BACKGROUND -> {}
                case FOREGROUND -> finalizers.add(FOREGROUND);
                case ORPHAN -> finalizers.add(ORPHAN);
            }
        }
        return new Deletion(kind == ObjectKind.POD ? grace(object, options) : 0, finalizers, kind, now);
    }

    private static long grace(ObjectNode pod, DeleteOptions options) {
        String phase = pod.path("status").path("phase").asText("");
        boolean running = !pod.path("spec").path("nodeName").asText("").isEmpty()
                && !phase.equals("Failed")
                && !phase.equals("Succeeded");
        Long wanted = options.gracePeriodSeconds();
        long own = pod.path("spec").path("terminationGracePeriodSeconds").asLong(DEFAULT_GRACE_SECONDS);
        return running ? (wanted == null ? own : Math.max(0, wanted)) : 0;
    }

    /** Whether the object is changed before it goes, or instead of going. Even a pod without grace is marked first. */
    boolean marks(ObjectNode object) {
        if (Meta.terminating(object)) {
            return kind == ObjectKind.POD
                    && graceSeconds
                            < object.path("metadata")
                                    .path("deletionGracePeriodSeconds")
                                    .asLong(0);
        }
        return kind == ObjectKind.POD || kind == ObjectKind.NAMESPACE || !finalizers.isEmpty();
    }

    ObjectNode marked(ObjectNode object) {
        ObjectNode marked = object.deepCopy();
        ObjectNode metadata = Meta.of(marked);
        metadata.put("deletionTimestamp", Meta.time(at.plusSeconds(graceSeconds)));
        if (kind == ObjectKind.NAMESPACE) {
            Meta.child(marked, "status").put("phase", "Terminating");
        } else {
            metadata.put("deletionGracePeriodSeconds", graceSeconds);
        }
        if (!finalizers.isEmpty()) {
            ArrayNode list = metadata.putArray("finalizers");
            finalizers.forEach(list::add);
        }
        if (!Meta.terminating(object) && metadata.hasNonNull("generation")) {
            metadata.put("generation", metadata.path("generation").asLong() + 1);
        }
        return marked;
    }

    /** Whether the object goes with this request. */
    boolean removes(ObjectNode object) {
        return graceSeconds == 0 && !held(object);
    }

    /** Whether an object that is being deleted has nothing left to wait for. */
    static boolean isOver(ObjectNode object) {
        return Meta.terminating(object)
                && object.path("metadata").path("deletionGracePeriodSeconds").asLong(0) == 0
                && !held(object);
    }

    /** Finalizers keep an object; a namespace has some more, which go when it is empty. */
    private static boolean held(ObjectNode object) {
        return !Meta.finalizers(object).isEmpty()
                || !object.path("spec").path("finalizers").isEmpty();
    }
}
