package io.rollcall.rules.admission.pod;

import io.rollcall.rules.admission.field.FieldErrors;
import io.rollcall.rules.admission.field.Place;
import io.rollcall.rules.admission.field.SelectorRules;
import io.rollcall.rules.admission.field.Syntax;

/** Affinity to nodes and to pods (semantics 1.6). */
final class AffinityRules {

    private static final String REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";
    private static final String PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution";
    private static final int MAX_WEIGHT = 100;

    private AffinityRules() {}

    static void check(Place affinity, FieldErrors errors) {
        node(affinity.at("nodeAffinity"), errors);
        pod(affinity.at("podAffinity"), errors);
        pod(affinity.at("podAntiAffinity"), errors);
    }

    /** The part of the affinity to nodes that decides: what is required. */
    static void required(Place nodeAffinity, FieldErrors errors) {
        Place required = nodeAffinity.at(REQUIRED);
        if (!required.absent()) {
            Place terms = required.at("nodeSelectorTerms");
            if (terms.entries().isEmpty()) {
                errors.required(terms, "must have at least one node selector term");
            }
            terms.entries().forEach(term -> term(term, errors));
        }
    }

    private static void node(Place affinity, FieldErrors errors) {
        required(affinity, errors);
        for (Place preferred : affinity.at(PREFERRED).entries()) {
            weight(preferred, errors);
            term(preferred.at("preference"), errors);
        }
    }

    private static void term(Place term, FieldErrors errors) {
        term.at("matchExpressions").entries().forEach(requirement -> expression(requirement, errors));
        term.at("matchFields").entries().forEach(requirement -> field(requirement, errors));
    }

    private static void expression(Place requirement, FieldErrors errors) {
        Place values = requirement.at("values");
        switch (requirement.at("operator").text()) {
            case "In", "NotIn" -> SelectorRules.needsValues(values, errors);
            case "Exists", "DoesNotExist" -> SelectorRules.takesNoValues(values, errors);
            case "Gt", "Lt" -> {
                if (values.entries().size() != 1) {
                    errors.required(values, "must be specified single value when `operator` is 'Lt' or 'Gt'");
                }
            }
            default -> errors.invalid(requirement.at("operator"), "not a valid selector operator");
        }
        Place key = requirement.at("key");
        errors.invalidText(key, Syntax.qualifiedName(key.text()));
    }

    private static void field(Place requirement, FieldErrors errors) {
        Place values = requirement.at("values");
        switch (requirement.at("operator").text()) {
            case "In", "NotIn" -> {
                if (values.entries().size() != 1) {
                    errors.required(
                            values,
                            "must be only one value when `operator` is 'In' or 'NotIn' for node field selector");
                }
            }
            default -> errors.invalid(requirement.at("operator"), "not a valid selector operator");
        }
        Place key = requirement.at("key");
        if (key.text().equals("metadata.name")) {
            values.entries().forEach(value -> errors.invalidText(value, Syntax.subdomain(value.text())));
        } else {
            errors.invalid(key, "not a valid field selector key");
        }
    }

    private static void pod(Place affinity, FieldErrors errors) {
        affinity.at(REQUIRED).entries().forEach(term -> podTerm(term, errors));
        for (Place preferred : affinity.at(PREFERRED).entries()) {
            weight(preferred, errors);
            podTerm(preferred.at("podAffinityTerm"), errors);
        }
    }

    private static void podTerm(Place term, FieldErrors errors) {
        SelectorRules.check(term.at("labelSelector"), errors);
        SelectorRules.check(term.at("namespaceSelector"), errors);
        for (String namespace : term.at("namespaces").texts()) {
            errors.invalidText(term.at("namespace").path(), namespace, Syntax.dnsLabel(namespace));
        }
        Place key = term.at("topologyKey");
        if (key.text().isEmpty()) {
            errors.required(key, "can not be empty");
        }
        errors.invalidText(key, Syntax.qualifiedName(key.text()));
    }

    private static void weight(Place preferred, FieldErrors errors) {
        Place weight = preferred.at("weight");
        if (weight.number() < 1 || weight.number() > MAX_WEIGHT) {
            errors.invalid(weight, "must be in the range 1-100");
        }
    }
}
