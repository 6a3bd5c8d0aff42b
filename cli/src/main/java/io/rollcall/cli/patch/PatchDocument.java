package io.rollcall.cli.patch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.objects.ObjectKind;
import io.rollcall.cluster.store.ObjectKey;

/**
 * One document of a patch file.
 *
 * @param place file:line, for messages
 * @param key the object it is about
 * @param object the document
 */
record PatchDocument(String place, ObjectKey key, ObjectNode object) {

    /** Whether it has all that makes a DaemonSet, so that it stands for one and does not change one. */
    boolean isWhole() {
        return key.kind() == ObjectKind.DAEMON_SET
                && object.path("spec").has("selector")
                && object.path("spec").has("template");
    }

    /** The kind and the name, for messages. */
    String subject() {
        return key.kind().kind() + " " + key.text();
    }
}
