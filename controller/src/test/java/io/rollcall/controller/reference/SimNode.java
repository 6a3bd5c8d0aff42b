package io.rollcall.controller.reference;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.rules.model.NodeFacts;
import io.rollcall.rules.model.Taint;
import java.util.ArrayList;
import java.util.List;

/** A node. */
final class SimNode extends SimObject {

    List<Taint> taints = new ArrayList<>();
    boolean unschedulable;
    boolean ready = true;

    SimNode(String name, String uid) {
        super("Node", name, uid);
    }

    @Override
    SimNode copy() {
        SimNode copy = into(new SimNode(name, uid));
        copy.taints = new ArrayList<>(taints);
        copy.unschedulable = unschedulable;
        copy.ready = ready;
        return copy;
    }

    NodeFacts facts() {
        return new NodeFacts(name, uid, labels, taints, unschedulable, ready);
    }

    @Override
    void write(ObjectNode object) {
        ObjectNode spec = object.putObject("spec");
        if (unschedulable) {
            spec.put("unschedulable", true);
        }
        ArrayNode listed = spec.putArray("taints");
        for (Taint taint : taints) {
            listed.addObject()
                    .put("key", taint.key())
                    .put("value", taint.value())
                    .put("effect", taint.effect());
        }
        object.putObject("status")
                .putArray("conditions")
                .addObject()
                .put("type", "Ready")
                .put("status", ready ? "True" : "False");
    }
}
