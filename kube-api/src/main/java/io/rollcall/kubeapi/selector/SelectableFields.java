package io.rollcall.kubeapi.selector;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.kubeapi.resource.ResourceType;
import io.rollcall.kubeapi.status.Failures;
import java.util.List;

/** Which fields of a type a query may ask for, as in Kubernetes. */
final class SelectableFields {

    private static final List<String> METADATA = List.of("metadata.name", "metadata.namespace");

    private static final List<String> POD = List.of(
            "spec.nodeName",
            "spec.restartPolicy",
            "spec.schedulerName",
            "spec.serviceAccountName",
            "spec.hostNetwork",
            "status.phase",
            "status.podIP",
            "status.nominatedNodeName");

    private static final List<String> EVENT = List.of(
            "involvedObject.kind",
            "involvedObject.namespace",
            "involvedObject.name",
            "involvedObject.uid",
            "involvedObject.apiVersion",
            "involvedObject.resourceVersion",
            "involvedObject.fieldPath",
            "reason",
            "reportingComponent",
            "source",
            "type");

    private SelectableFields() {}

    static void check(ResourceType type, String field) {
        if (METADATA.contains(field)) {
            return;
        }
        List<String> more = switch (type) {
            case PODS -> POD;
            case EVENTS -> EVENT;
            case NODES -> List.of("spec.unschedulable");
            case NAMESPACES -> List.of("status.phase");
            case DAEMON_SETS, CONTROLLER_REVISIONS -> List.of();
        };
        if (!more.contains(field)) {
            throw Failures.badRequest(
                    more.isEmpty()
                            ? "\"" + field + "\" is not a known field selector: only \"metadata.name\","
                                    + " \"metadata.namespace\""
                            : "field label not supported: " + field);
        }
    }

    /** The value as text; what is absent is empty, or false where only true is written. */
    static String value(JsonNode object, String field) {
        JsonNode value = object;
        for (String step : field.split("\\.")) {
            value = value.path(step);
        }
        if (field.equals("source")) {
            value = object.path("source").path("component");
        }
        boolean flag = field.equals("spec.unschedulable") || field.equals("spec.hostNetwork");
        return value.asText(flag ? "false" : "");
    }
}
