package io.rollcall.cluster.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.objects.Field;
import io.rollcall.cluster.objects.ObjectKind;
import io.rollcall.rules.model.IntOrPercent;
import io.rollcall.rules.model.LabelSelector;
import java.util.ArrayList;
import java.util.List;

/** What an API server refuses in a DaemonSet whose fields have the right types and which has been completed (semantics 1.6). */
final class DaemonSetValidation {

    private static final int MAX_PERCENT = 100;

    private final JsonNode spec;
    private final List<String> problems = new ArrayList<>();

    private DaemonSetValidation(JsonNode spec) {
        this.spec = spec;
    }

    static void check(ObjectNode daemonSet) {
        DaemonSetValidation validation = new DaemonSetValidation(daemonSet.path("spec"));
        validation.selector();
        validation.template();
        validation.strategy();
        List<String> problems = validation.problems;
        if (!problems.isEmpty()) {
            String text = problems.size() == 1 ? problems.getFirst() : problems.toString();
            throw ApiException.invalid(ObjectKind.DAEMON_SET, Meta.name(daemonSet), text);
        }
    }

    private void selector() {
        LabelSelector selector = Selectors.of(Field.of(spec).at("selector"));
        JsonNode labels = spec.path("template").path("metadata").path("labels");
        boolean given = spec.path("selector").isObject();
        if (given && selector.isEmpty()) {
            problems.add("spec.selector: Invalid value: empty selector is invalid for daemonset");
        } else if (!given || !selector.matches(Meta.labels(spec.path("template")))) {
            problems.add("spec.template.metadata.labels: Invalid value: " + (labels.isMissingNode() ? "none" : labels)
                    + ": `selector` does not match template `labels`");
        }
    }

    private void template() {
        JsonNode pod = spec.path("template").path("spec");
        if (pod.path("containers").isEmpty()) {
            problems.add("spec.template.spec.containers: Required value");
        }
        for (int i = 0; i < pod.path("containers").size(); i++) {
            JsonNode container = pod.path("containers").get(i);
            for (String field : List.of("name", "image")) {
                if (container.path(field).asText("").isEmpty()) {
                    problems.add("spec.template.spec.containers[" + i + "]." + field + ": Required value");
                }
            }
        }
        String restartPolicy = pod.path("restartPolicy").asText("");
        if (!restartPolicy.equals("Always")) {
            problems.add("spec.template.spec.restartPolicy: Unsupported value: \"" + restartPolicy
                    + "\": supported values: \"Always\"");
        }
        if (pod.hasNonNull("activeDeadlineSeconds")) {
            problems.add(
                    "spec.template.spec.activeDeadlineSeconds: Forbidden: activeDeadlineSeconds in DaemonSet is not"
                            + " Supported");
        }
        if (!pod.path("ephemeralContainers").isEmpty()) {
            problems.add("spec.template.spec.ephemeralContainers: Forbidden: ephemeral containers not allowed in pod"
                    + " template");
        }
    }

    private void strategy() {
        JsonNode strategy = spec.path("updateStrategy");
        if (!strategy.path("type").asText().equals("RollingUpdate")) {
            return;
        }
        String path = "spec.updateStrategy.rollingUpdate.";
        boolean unavailable =
                budget(path + "maxUnavailable", strategy.path("rollingUpdate").path("maxUnavailable"));
        JsonNode surgeValue = strategy.path("rollingUpdate").path("maxSurge");
        boolean surge = budget(path + "maxSurge", surgeValue);
        if (unavailable && surge) {
            problems.add(path + "maxSurge: Invalid value: " + surgeValue
                    + ": may not be set when maxUnavailable is non-zero; set maxUnavailable to 0");
        } else if (!unavailable && !surge) {
            problems.add(path + "maxUnavailable: Required value: cannot be 0 when maxSurge is 0");
        }
    }

    /** Whether a budget is more than nothing; text without a percent sign is refused although it reads as a number. */
    private boolean budget(String path, JsonNode value) {
        if (value.isTextual() && !value.asText().endsWith("%")) {
            problems.add(path + ": Invalid value: " + value
                    + ": a valid percent string must be a numeric string followed by an ending '%'");
            return false;
        }
        IntOrPercent budget = IntOrPercent.parse(value.asText("0"));
        if (budget.percent() && budget.value() > MAX_PERCENT) {
            problems.add(path + ": Invalid value: " + value + ": must not be greater than 100%");
        }
        return budget.value() > 0;
    }
}
