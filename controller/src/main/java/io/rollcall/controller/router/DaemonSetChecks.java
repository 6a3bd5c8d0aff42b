package io.rollcall.controller.router;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.events.DaemonSetObserved;
import io.rollcall.events.LabelSelectorRequirement;
import io.rollcall.rules.admission.ObservedAdmission;
import io.rollcall.rules.admission.field.ErrorType;
import io.rollcall.rules.admission.field.FieldError;
import io.rollcall.rules.admission.field.GoText;
import io.rollcall.rules.model.InvalidTemplateException;
import io.rollcall.rules.model.PodTemplate;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whether decisions can work with a DaemonSet. Fields that decisions do not read are the business of the API server that admitted
 * the object, which may be newer than the rules here.
 */
final class DaemonSetChecks {

    private static final String NUMBER = "-?[0-9]{1,10}";

    private DaemonSetChecks() {}

    static List<FieldError> check(DaemonSetObserved daemonSet) {
        PodTemplate template;
        try {
            template = PodTemplate.parse(daemonSet.getTemplate());
        } catch (InvalidTemplateException e) {
            String problem = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            String shown = GoText.quote(shortened(daemonSet.getTemplate()));
            return List.of(new FieldError(ErrorType.TYPE_INVALID, "spec.template", shown, problem));
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        ObjectNode spec = object.putObject("spec");
        selector(spec.putObject("selector"), daemonSet);
        spec.set("template", template.tree());
        spec.put("minReadySeconds", daemonSet.getMinReadySeconds());
        spec.put("revisionHistoryLimit", daemonSet.getRevisionHistoryLimit());
        ObjectNode strategy = spec.putObject("updateStrategy");
        strategy.put(
                "type",
                switch (daemonSet.getStrategy()) {
                    case ROLLING_UPDATE -> "RollingUpdate";
                    case ON_DELETE -> "OnDelete";
                    case UNKNOWN -> "UNKNOWN";
                });
        ObjectNode rolling = strategy.putObject("rollingUpdate");
        budget(rolling, "maxUnavailable", daemonSet.getMaxUnavailable());
        budget(rolling, "maxSurge", daemonSet.getMaxSurge());
        return ObservedAdmission.check(object);
    }

    private static void selector(ObjectNode selector, DaemonSetObserved daemonSet) {
        ObjectNode labels = selector.putObject("matchLabels");
        new TreeMap<>(daemonSet.getSelector().getMatchLabels()).forEach(labels::put);
        ArrayNode expressions = selector.putArray("matchExpressions");
        for (LabelSelectorRequirement requirement : daemonSet.getSelector().getMatchExpressions()) {
            ObjectNode expression = expressions.addObject();
            expression.put("key", requirement.getKey()).put("operator", requirement.getOperator());
            ArrayNode values = expression.putArray("values");
            requirement.getValues().forEach(values::add);
        }
    }

    /** In the projection all budgets are text; in an object a number is a number, of 32 bits. */
    private static void budget(ObjectNode rolling, String field, @Nullable String text) {
        if (text == null) {
            return;
        }
        if (text.matches(NUMBER) && Long.parseLong(text) == (int) Long.parseLong(text)) {
            rolling.put(field, Integer.parseInt(text));
        } else {
            rolling.put(field, text);
        }
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
