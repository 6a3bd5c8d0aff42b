package io.rollcall.controller.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.events.NodeObserved;
import io.rollcall.events.Taint;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a node should run a daemon pod, in the fewest words (semantics 2.1 to 2.5), for the templates that are drawn.
 *
 * @param obstacle code of the first check that fails; empty when the node should run the pod
 * @param staysThere whether a pod that is there may stay
 */
record ModelEligibility(String obstacle, boolean staysThere) {

    private static final Set<String> ALWAYS_TOLERATED = Set.of(
            "node.kubernetes.io/not-ready:NoExecute",
            "node.kubernetes.io/unreachable:NoExecute",
            "node.kubernetes.io/disk-pressure:NoSchedule",
            "node.kubernetes.io/memory-pressure:NoSchedule",
            "node.kubernetes.io/pid-pressure:NoSchedule",
            "node.kubernetes.io/unschedulable:NoSchedule");

    boolean shouldRun() {
        return obstacle.isEmpty();
    }

    static ModelEligibility of(JsonNode podSpec, NodeObserved node) {
        String wanted = podSpec.path("nodeName").asText("");
        if (!wanted.isEmpty() && !wanted.equals(node.getName())) {
            return new ModelEligibility("NODE_NAME", false);
        }
        for (Map.Entry<String, JsonNode> label : podSpec.path("nodeSelector").properties()) {
            if (!label.getValue().asText().equals(node.getLabels().get(label.getKey()))) {
                return new ModelEligibility("NODE_SELECTOR", false);
            }
        }
        JsonNode required =
                podSpec.path("affinity").path("nodeAffinity").path("requiredDuringSchedulingIgnoredDuringExecution");
        if (!required.isMissingNode() && !anyTerm(required.path("nodeSelectorTerms"), node)) {
            return new ModelEligibility("NODE_AFFINITY", false);
        }
        if (repels("NoExecute", podSpec, node)) {
            return new ModelEligibility("UNTOLERATED_TAINT", false);
        }
        return new ModelEligibility(repels("NoSchedule", podSpec, node) ? "UNTOLERATED_TAINT" : "", true);
    }

    private static boolean anyTerm(JsonNode terms, NodeObserved node) {
        for (JsonNode term : terms) {
            boolean matches = true;
            for (JsonNode expression : term.path("matchExpressions")) {
                matches &= matches(
                        expression, node.getLabels().get(expression.path("key").asText()));
            }
            for (JsonNode field : term.path("matchFields")) {
                matches &= matches(field, node.getName());
            }
            if (matches) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(JsonNode requirement, @Nullable String value) {
        boolean listed = false;
        for (JsonNode candidate : requirement.path("values")) {
            listed |= candidate.asText().equals(value);
        }
        return switch (requirement.path("operator").asText()) {
            case "In" -> listed;
            case "NotIn" -> !listed;
            default -> throw new IllegalArgumentException("the model does not know " + requirement);
        };
    }

    private static boolean repels(String effect, JsonNode podSpec, NodeObserved node) {
        for (Taint taint : node.getTaints()) {
            if (taint.getEffect().equals(effect) && !tolerated(taint, podSpec)) {
                return true;
            }
        }
        return false;
    }

    private static boolean tolerated(Taint taint, JsonNode podSpec) {
        String text = taint.getKey() + ":" + taint.getEffect();
        boolean tolerated = ALWAYS_TOLERATED.contains(text)
                || (podSpec.path("hostNetwork").asBoolean()
                        && text.equals("node.kubernetes.io/network-unavailable:NoSchedule"));
        for (JsonNode toleration : podSpec.path("tolerations")) {
            String key = toleration.path("key").asText("");
            String effect = toleration.path("effect").asText("");
            boolean exists = toleration.path("operator").asText("").equals("Exists");
            tolerated |= (effect.isEmpty() || effect.equals(taint.getEffect()))
                    && (key.isEmpty() || key.equals(taint.getKey()))
                    && (exists || toleration.path("value").asText("").equals(taint.getValue()));
        }
        return tolerated;
    }
}
