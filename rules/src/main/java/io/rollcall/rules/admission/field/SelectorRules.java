package io.rollcall.rules.admission.field;

import io.rollcall.rules.model.LabelSelector;
import io.rollcall.rules.model.Requirement;
import java.util.List;
import java.util.Optional;

/** Label selectors: operators, their values, and spelling. */
public final class SelectorRules {

    private SelectorRules() {}

    /** Checks a selector; an absent one is right. */
    public static void check(Place selector, FieldErrors errors) {
        LabelRules.check(selector.at("matchLabels"), errors);
        for (Place requirement : selector.at("matchExpressions").entries()) {
            Place values = requirement.at("values");
            switch (requirement.at("operator").text()) {
                case "In", "NotIn" -> needsValues(values, errors);
                case "Exists", "DoesNotExist" -> takesNoValues(values, errors);
                default -> errors.invalid(requirement.at("operator"), "not a valid selector operator");
            }
            errors.invalidText(
                    requirement.at("key"),
                    Syntax.qualifiedName(requirement.at("key").text()));
        }
    }

    /** In and NotIn have values. */
    public static void needsValues(Place values, FieldErrors errors) {
        if (values.entries().isEmpty()) {
            errors.required(values, "must be specified when `operator` is 'In' or 'NotIn'");
        }
    }

    /** Exists and DoesNotExist have none. */
    public static void takesNoValues(Place values, FieldErrors errors) {
        if (!values.entries().isEmpty()) {
            errors.forbidden(values, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
        }
    }

    /**
     * The selector as it is used; empty when it cannot be used, which is so when {@link #check} finds something or a value cannot be
     * that of a label.
     */
    public static Optional<LabelSelector> usable(Place selector) {
        FieldErrors errors = new FieldErrors();
        check(selector, errors);
        List<Requirement> requirements = selector.at("matchExpressions").entries().stream()
                .map(place -> new Requirement(
                        place.at("key").text(),
                        place.at("operator").text(),
                        place.at("values").texts()))
                .toList();
        boolean values = requirements.stream()
                .flatMap(requirement -> requirement.values().stream())
                .allMatch(value -> Syntax.labelValue(value).isEmpty());
        return errors.isEmpty() && values
                ? Optional.of(new LabelSelector(selector.at("matchLabels").textMap(), requirements))
                : Optional.empty();
    }
}
