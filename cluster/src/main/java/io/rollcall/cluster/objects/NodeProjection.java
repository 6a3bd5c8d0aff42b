package io.rollcall.cluster.objects;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.events.ChangeType;
import io.rollcall.events.NodeObserved;
import io.rollcall.events.Taint;
import java.util.ArrayList;
import java.util.List;

/** What decisions read of a node (semantics 1.4). */
final class NodeProjection {

    private NodeProjection() {}

    static NodeObserved of(ChangeType change, ObjectNode object) {
        Field node = Field.of(object);
        Metadata metadata = Metadata.of(ObjectKind.NODE, node);
        List<Taint> taints = new ArrayList<>();
        for (Field taint : node.at("spec").at("taints").entries()) {
            taints.add(Taint.newBuilder()
                    .setKey(taint.at("key").requiredText())
                    .setValue(taint.at("value").text(""))
                    .setEffect(taint.at("effect").requiredText())
                    .build());
        }
        Field ready = node.at("status").at("conditions").condition("Ready");
        return NodeObserved.newBuilder()
                .setChange(change)
                .setName(metadata.name())
                .setUid(metadata.uid())
                .setResourceVersion(metadata.resourceVersion())
                .setLabels(node.at("metadata").at("labels").textMap())
                .setTaints(taints)
                .setUnschedulable(node.at("spec").at("unschedulable").flag())
                .setReady("True".equals(ready.at("status").text()))
                .build();
    }
}
