package io.rollcall.cluster.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.objects.Json;
import io.rollcall.cluster.objects.ObjectKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * How large objects may be, so that the event of every change of every object fits its topic, whatever the cluster's own parts add to it. All sizes
 * are bytes of compact JSON.
 *
 * <p>An event has the object and what is read out of it, which for a DaemonSet is its template once more. What belongs to the object itself may
 * have as much as etcd takes, and its status a little beside that. A pod's status follows from its containers, whose names and images it repeats.
 */
final class SizeLimit {

    /** What etcd takes unless it is told otherwise. */
    static final int LARGEST = 1_572_864;

    /** The largest status, and how much the rest may exceed the limit by when a status is written: who wrote it is noted there. */
    static final int STATUS = 262_144;

    private static final int POD_WITH_STATUS = 2 * LARGEST;
    private static final int CONTAINER_STATUS = 512;

    /** Bytes that one character of a text may take: an escape of a control character. */
    private static final int LONGEST_CHARACTER = 6;

    /** Bytes around a name, a text or a number: quotes, colon, comma. */
    private static final int AROUND = 4;

    private SizeLimit() {}

    /** @throws ApiException 413 when the object without its status is too large, unless the change makes it smaller: so it gets small again */
    static void check(ObjectKind kind, ObjectNode before, ObjectNode object) {
        if (large(object) && own(object) >= own(before)) {
            check(kind, object, LARGEST);
        }
    }

    /** @throws ApiException 413 when the object without its status is too large */
    static void check(ObjectKind kind, ObjectNode object) {
        if (large(object)) {
            check(kind, object, LARGEST);
        }
    }

    /** @throws ApiException 413 when the status is too large, or the rest has become so with it */
    static void checkStatus(ObjectKind kind, ObjectNode object) {
        if (large(object)) {
            refuseAbove(STATUS, bytes(object.path("status")));
            check(kind, object, LARGEST + STATUS);
        }
    }

    /** Whether it needs a closer look: nearly all objects are small, and found to be so without writing them. */
    private static boolean large(ObjectNode object) {
        return left(object, STATUS) < 0;
    }

    /** What is left of so many bytes after a value at its longest; negative when it may not fit. */
    private static long left(JsonNode value, long bytes) {
        long left = bytes - AROUND;
        if (value.isContainerNode()) {
            for (Map.Entry<String, JsonNode> field : value.properties()) {
                left = left(
                        field.getValue(),
                        left
                                - AROUND
                                - (long) LONGEST_CHARACTER * field.getKey().length());
                if (left < 0) {
                    return left;
                }
            }
            if (value.isArray()) {
                for (JsonNode entry : value) {
                    left = left(entry, left);
                    if (left < 0) {
                        return left;
                    }
                }
            }
            return left;
        }
        return left - (long) LONGEST_CHARACTER * value.asText().length();
    }

    private static long own(ObjectNode object) {
        return bytes(object) - bytes(object.path("status"));
    }

    private static void check(ObjectKind kind, ObjectNode object, int limit) {
        long own = own(object);
        refuseAbove(limit, own);
        if (kind == ObjectKind.POD) {
            refuseAbove(POD_WITH_STATUS, own + statusOf(object.path("spec")));
        }
    }

    /** What the status of a pod's containers can come to: each has a name, and an image twice, once with its digest. */
    private static long statusOf(JsonNode spec) {
        long bytes = 0;
        for (String list : List.of("initContainers", "containers")) {
            for (JsonNode container : spec.path(list)) {
                bytes += CONTAINER_STATUS + bytes(container.path("name")) + 2 * bytes(container.path("image"));
            }
        }
        return bytes;
    }

    private static void refuseAbove(int limit, long bytes) {
        if (bytes > limit) {
            throw ApiException.tooLarge(limit);
        }
    }

    private static long bytes(JsonNode tree) {
        return tree.isMissingNode() ? 0 : Json.write(tree).getBytes(StandardCharsets.UTF_8).length;
    }
}
