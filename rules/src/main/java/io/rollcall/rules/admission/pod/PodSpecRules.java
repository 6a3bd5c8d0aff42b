package io.rollcall.rules.admission.pod;

import io.rollcall.rules.admission.field.FieldErrors;
import io.rollcall.rules.admission.field.LabelRules;
import io.rollcall.rules.admission.field.Place;
import io.rollcall.rules.admission.field.Syntax;
import java.util.List;
import java.util.SortedMap;

/** The spec of a pod template, in the order in which an API server checks it. */
public final class PodSpecRules {

    private static final List<String> RESTART_POLICIES = List.of("Always", "OnFailure", "Never");
    private static final List<String> PREEMPTION_POLICIES = List.of("PreemptLowerPriority", "Never");

    private PodSpecRules() {}

    /** Checks a completed spec. */
    public static void check(Place spec, FieldErrors errors) {
        SortedMap<String, Place> volumes = VolumeRules.check(spec.at("volumes"), errors);
        ContainerRules.check(spec, volumes, errors);
        oneOf(spec.at("restartPolicy"), RESTART_POLICIES, errors);
        DnsRules.policy(spec.at("dnsPolicy"), errors);
        LabelRules.check(spec.at("nodeSelector"), errors);
        PodSecurityRules.check(spec, errors);
        AffinityRules.check(spec.at("affinity"), errors);
        DnsRules.config(spec, errors);
        for (Place gate : spec.at("readinessGates").entries()) {
            Place type = gate.at("conditionType");
            errors.invalidText(type, Syntax.qualifiedName(type.text()));
        }
        SpreadRules.check(spec.at("topologySpreadConstraints"), errors);
        subdomain(spec.at("serviceAccountName"), errors);
        subdomain(spec.at("nodeName"), errors);
        activeDeadline(spec.at("activeDeadlineSeconds"), errors);
        label(spec.at("hostname"), errors);
        label(spec.at("subdomain"), errors);
        TolerationRules.check(spec.at("tolerations"), errors);
        DnsRules.hostAliases(spec.at("hostAliases"), errors);
        subdomain(spec.at("priorityClassName"), errors);
        if (!spec.at("runtimeClassName").absent()) {
            Place name = spec.at("runtimeClassName");
            errors.invalidText(name, Syntax.subdomain(name.text()));
        }
        if (!spec.at("preemptionPolicy").absent()) {
            oneOf(spec.at("preemptionPolicy"), PREEMPTION_POLICIES, errors);
        }
        ResourceRules.amounts(spec.at("overhead"), errors);
    }

    /** A text that must be one of some. */
    static void oneOf(Place place, List<String> supported, FieldErrors errors) {
        if (place.text().isEmpty()) {
            errors.required(place);
        } else if (!supported.contains(place.text())) {
            errors.notSupported(place, supported);
        }
    }

    private static void activeDeadline(Place seconds, FieldErrors errors) {
        if (!seconds.absent() && (seconds.number() < 1 || seconds.number() > Integer.MAX_VALUE)) {
            errors.invalid(seconds, Syntax.between(1, Integer.MAX_VALUE));
        }
    }

    private static void subdomain(Place name, FieldErrors errors) {
        if (!name.text().isEmpty()) {
            errors.invalidText(name, Syntax.subdomain(name.text()));
        }
    }

    private static void label(Place name, FieldErrors errors) {
        if (!name.text().isEmpty()) {
            errors.invalidText(name, Syntax.dnsLabel(name.text()));
        }
    }
}
