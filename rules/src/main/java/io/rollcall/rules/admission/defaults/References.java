package io.rollcall.rules.admission.defaults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** References to fields and resources of the pod itself, in variables and files. */
final class References {

    private References() {}

    static void complete(JsonNode source) {
        if (source.get("fieldRef") instanceof ObjectNode field) {
            Trees.text(field, "apiVersion", "v1");
        }
        if (source.get("resourceFieldRef") instanceof ObjectNode resource) {
            Trees.text(resource, "divisor", "0");
        }
    }
}
