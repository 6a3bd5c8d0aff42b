package io.rollcall.controller.reference;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.rules.model.WellKnown;
import org.jspecify.annotations.Nullable;

/** A ControllerRevision. */
final class SimRevision extends SimObject {

    final String hash;
    final ObjectNode template;
    long number;

    @Nullable
    Owner owner;

    SimRevision(String name, String uid, String hash, ObjectNode template) {
        super("ControllerRevision", name, uid);
        this.hash = hash;
        this.template = template;
    }

    @Override
    SimRevision copy() {
        SimRevision copy = into(new SimRevision(name, uid, hash, template));
        copy.number = number;
        copy.owner = owner;
        return copy;
    }

    @Override
    void write(ObjectNode object) {
        own(object, owner);
        ((ObjectNode) object.path("metadata").path("labels")).put(WellKnown.REVISION_HASH_LABEL, hash);
        ObjectNode copied = template.deepCopy();
        copied.put("$patch", "replace");
        object.putObject("data").putObject("spec").set("template", copied);
        object.put("revision", number);
    }
}
