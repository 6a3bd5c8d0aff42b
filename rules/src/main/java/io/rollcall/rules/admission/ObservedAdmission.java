package io.rollcall.rules.admission;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.rules.admission.field.FieldError;
import io.rollcall.rules.admission.field.FieldErrors;
import io.rollcall.rules.admission.field.GoText;
import io.rollcall.rules.admission.field.LabelRules;
import io.rollcall.rules.admission.field.Place;
import io.rollcall.rules.admission.pod.NodeChoiceRules;
import java.util.List;

/**
 * What decisions cannot work with in a DaemonSet that another API server has admitted: that server may be newer, so only what
 * decisions read is checked, and an absent field has its default.
 */
public final class ObservedAdmission {

    private ObservedAdmission() {}

    /**
     * What is wrong with it, in the words and order of {@link DaemonSetAdmission}.
     *
     * @param daemonSet the object, of which only the spec is read; its fields need not have the right types
     */
    public static List<FieldError> check(ObjectNode daemonSet) {
        FieldErrors errors = new FieldErrors();
        Place spec = Place.of(daemonSet).at("spec");
        Place template = spec.at("template");
        Place metadata = template.at("metadata");
        SpecRules.selector(spec.at("selector"), metadata.at("labels"), errors);
        LabelRules.check(metadata.at("labels").named(template.at("labels").path()), errors);
        Place pod = template.at("spec");
        NodeChoiceRules.check(pod, errors);
        Place restart = pod.at("restartPolicy");
        if (!restart.text().isEmpty() && !restart.text().equals("Always")) {
            errors.notSupported(restart, List.of("Always"));
        }
        errors.notNegative(spec.at("minReadySeconds"));
        strategy(spec.at("updateStrategy"), errors);
        errors.notNegative(spec.at("revisionHistoryLimit"));
        return errors.list();
    }

    private static void strategy(Place strategy, FieldErrors errors) {
        String type = strategy.at("type").text();
        if (!type.isEmpty() && !StrategyRules.TYPES.contains(type)) {
            errors.notSupported(strategy.at("type").path(), GoText.quote(type), StrategyRules.TYPES);
        } else if (!type.equals("OnDelete")) {
            Place rolling = strategy.at("rollingUpdate");
            Place unavailable = rolling.at("maxUnavailable");
            Place given = unavailable.absent() ? new Place(unavailable.path(), IntNode.valueOf(1)) : unavailable;
            StrategyRules.budgets(given, rolling.at("maxSurge"), errors);
        }
    }
}
