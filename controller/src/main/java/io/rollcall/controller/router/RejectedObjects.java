package io.rollcall.controller.router;

import io.rollcall.events.RejectedObject;
import io.rollcall.events.ResourceKind;
import io.rollcall.rules.admission.field.FieldError;
import java.util.List;

/** What the topic of rejected records says of an object. */
final class RejectedObjects {

    private RejectedObjects() {}

    static RejectedObject of(ObservedObject object, List<FieldError> errors) {
        return RejectedObject.newBuilder()
                .setKind(kind(object.kind()))
                .setNamespace(object.namespace())
                .setName(object.name())
                .setUid(object.uid())
                .setResourceVersion(object.resourceVersion())
                .setChange(object.change())
                .setGeneration(
                        object instanceof ObservedObject.DaemonSet daemonSet
                                ? daemonSet.projection().getGeneration()
                                : 0)
                .setFieldErrors(errors.stream()
                        .map(error -> new io.rollcall.events.FieldError(
                                error.type().reason(), error.field(), error.message()))
                        .toList())
                .build();
    }

    /** The name of a kind in objects. */
    static String kind(ResourceKind kind) {
        return switch (kind) {
            case NODE -> "Node";
            case POD -> "Pod";
            case DAEMON_SET -> "DaemonSet";
            case CONTROLLER_REVISION -> "ControllerRevision";
            case UNKNOWN -> "object";
        };
    }
}
