package io.rollcall.rules.pod;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.rules.model.WellKnown;
import org.jspecify.annotations.Nullable;

/** To which node's slot a pod belongs (semantics 3.3). */
public final class TargetNode {

    static final String REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";

    private TargetNode() {}

    /**
     * spec.nodeName, else the single node name that the first term with such a field pins; null when there is neither. A pod
     * without a target is in no slot: it is neither counted nor deleted.
     *
     * @param pod the whole pod
     */
    public static @Nullable String of(JsonNode pod) {
        String bound = pod.path("spec").path("nodeName").asText("");
        if (!bound.isEmpty()) {
            return bound;
        }
        JsonNode terms = pod.path("spec")
                .path("affinity")
                .path("nodeAffinity")
                .path(REQUIRED)
                .path("nodeSelectorTerms");
        for (JsonNode term : terms) {
            for (JsonNode field : term.path("matchFields")) {
                if (field.path("key").asText("").equals(WellKnown.NODE_NAME_FIELD)
                        && field.path("operator").asText("").equals("In")) {
                    JsonNode values = field.path("values");
                    return values.size() == 1 ? values.get(0).asText() : null;
                }
            }
        }
        return null;
    }
}
