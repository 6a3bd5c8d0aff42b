package io.rollcall.cluster.actuator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.store.ApiException;
import io.rollcall.cluster.store.Meta;
import io.rollcall.events.Status;
import java.util.Optional;

/**
 * Writes a DaemonSet's status where others may write too: on a refusal it reads the object again and tries once more (semantics 8.3). A
 * status that says nothing new is not written, and one for another UID neither.
 */
public final class StatusWriter {

    /** The status subresource of one DaemonSet. */
    public interface Target {

        /** The object as it is now; empty when it is gone. */
        Optional<ObjectNode> read();

        /**
         * Writes the status of {@code object}.
         *
         * @throws ApiException when another version has been written meanwhile, or the server refuses
         */
        void updateStatus(ObjectNode object);
    }

    private StatusWriter() {}

    /**
     * Writes.
     *
     * @param read the object as last read
     * @throws ApiException the second refusal, or that of reading again
     */
    public static void write(Target target, ObjectNode read, Status status) {
        try {
            update(target, read, status);
        } catch (ApiException refused) {
            Optional<ObjectNode> again = target.read();
            if (again.isPresent()) {
                update(target, again.get(), status);
            }
        }
    }

    private static void update(Target target, ObjectNode read, Status status) {
        if (!Meta.uid(read).equals(status.getDaemonSet().getUid())) {
            return;
        }
        ObjectNode object = read.deepCopy();
        PublishedObjects.writeCounters(Meta.child(object, "status"), status);
        if (!object.equals(read)) {
            target.updateStatus(object);
        }
    }
}
