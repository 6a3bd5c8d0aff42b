package io.rollcall.cluster.objects;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.events.ChangeType;
import io.rollcall.events.PodObserved;
import io.rollcall.rules.pod.TargetNode;
import org.jspecify.annotations.Nullable;

/** What decisions read of a pod (semantics 1.3). */
final class PodProjection {

    private PodProjection() {}

    static PodObserved of(ChangeType change, ObjectNode object) {
        Field pod = Field.of(object);
        Metadata metadata = Metadata.of(ObjectKind.POD, pod);
        Field meta = pod.at("metadata");
        Field status = pod.at("status");
        Field ready = status.at("conditions").condition("Ready");
        pod.at("spec").at("containers").entries();
        return PodObserved.newBuilder()
                .setChange(change)
                .setNamespace(metadata.namespace())
                .setName(metadata.name())
                .setUid(metadata.uid())
                .setResourceVersion(metadata.resourceVersion())
                .setLabels(meta.at("labels").textMap())
                .setController(Metadata.controller(pod))
                .setNodeName(pod.at("spec").at("nodeName").text())
                .setTargetNode(TargetNode.of(object))
                .setPhase(status.at("phase").text("Pending"))
                .setReady("True".equals(ready.at("status").text()))
                .setReadySince(ready.at("lastTransitionTime").time())
                .setCreatedAt(meta.at("creationTimestamp").time())
                .setDeletedAt(meta.at("deletionTimestamp").time())
                .setReason(reason(status))
                .setCommandId(meta.at("annotations")
                        .at(ObjectEvents.COMMAND_ANNOTATION)
                        .text())
                .build();
    }

    /** The pod's own reason first, then what a container waits for, then what the scheduler says. */
    private static @Nullable String reason(Field status) {
        String own = status.at("reason").text();
        if (own != null) {
            return own;
        }
        for (String list : new String[] {"initContainerStatuses", "containerStatuses"}) {
            for (Field container : status.at(list).entries()) {
                String waiting =
                        container.at("state").at("waiting").at("reason").text();
                if (waiting != null) {
                    return waiting;
                }
            }
        }
        Field scheduled = status.at("conditions").condition("PodScheduled");
        return "False".equals(scheduled.at("status").text())
                ? scheduled.at("message").text()
                : null;
    }
}
