package io.rollcall.rules.admission.pod;

import io.rollcall.rules.admission.field.FieldErrors;
import io.rollcall.rules.admission.field.GoText;
import io.rollcall.rules.admission.field.Place;
import io.rollcall.rules.admission.field.Syntax;
import io.rollcall.rules.model.Quantity;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

/** What a container requests and what limits it. */
final class ResourceRules {

    private static final List<String> FOR_CONTAINERS = List.of("cpu", "memory", "ephemeral-storage");
    private static final List<String> STANDARD = List.of(
            "cpu",
            "memory",
            "ephemeral-storage",
            "storage",
            "requests.cpu",
            "requests.memory",
            "requests.ephemeral-storage",
            "requests.storage",
            "limits.cpu",
            "limits.memory",
            "limits.ephemeral-storage",
            "pods",
            "resourcequotas",
            "services",
            "replicationcontrollers",
            "secrets",
            "configmaps",
            "persistentvolumeclaims",
            "services.nodeports",
            "services.loadbalancers");
    private static final List<String> WHOLE =
            List.of("pods", "resourcequotas", "services", "replicationcontrollers", "secrets", "configmaps");
    private static final String HUGE_PAGES = "hugepages-";
    private static final String NOT_NEGATIVE = "must be greater than or equal to 0";

    private ResourceRules() {}

    static void check(Place resources, FieldErrors errors) {
        Place limits = resources.at("limits");
        Place requests = resources.at("requests");
        amounts(limits, errors);
        for (String name : requests.keys()) {
            amount(requests.key(name), name, errors);
            withinLimit(requests, limits, name, errors);
        }
        List<String> names =
                Stream.concat(limits.keys().stream(), requests.keys().stream()).toList();
        boolean huge = names.stream().anyMatch(name -> name.startsWith(HUGE_PAGES));
        if (huge && !names.contains("cpu") && !names.contains("memory")) {
            errors.forbidden(resources, "HugePages require cpu or memory");
        }
    }

    /** Names and amounts of resources. */
    static void amounts(Place resources, FieldErrors errors) {
        resources.keys().forEach(name -> amount(resources.key(name), name, errors));
    }

    private static void amount(Place place, String name, FieldErrors errors) {
        name(place.path(), name, errors);
        String text = place.node().asText();
        BigDecimal value = value(text);
        if (value.signum() < 0) {
            errors.invalid(place.path(), GoText.quote(text), NOT_NEGATIVE);
        }
        boolean whole = WHOLE.contains(name) || isExtended(name);
        if (whole && value.stripTrailingZeros().scale() > 0) {
            errors.invalid(place.path(), GoText.quote(text), "must be an integer");
        }
    }

    private static void name(String path, String name, FieldErrors errors) {
        List<String> spelling = Syntax.qualifiedName(name);
        errors.invalidText(path, name, spelling);
        boolean plain = !name.contains("/");
        boolean known = STANDARD.contains(name) || name.startsWith(HUGE_PAGES);
        if (spelling.isEmpty() && plain && !known) {
            errors.invalidText(path, name, List.of("must be a standard resource type or fully qualified"));
        }
        if (plain) {
            if (!FOR_CONTAINERS.contains(name) && !name.startsWith(HUGE_PAGES)) {
                errors.invalidText(path, name, List.of("must be a standard resource for containers"));
            }
        } else if (!isNative(name) && !isExtended(name)) {
            errors.invalidText(path, name, List.of("doesn't follow extended resource name standard"));
        }
    }

    private static void withinLimit(Place requests, Place limits, String name, FieldErrors errors) {
        boolean exact = !isNative(name) || name.startsWith(HUGE_PAGES);
        if (limits.key(name).absent()) {
            if (exact) {
                errors.required(limits, "Limit must be set for non overcommitable resources");
            }
            return;
        }
        String text = requests.key(name).node().asText();
        int order = value(text).compareTo(value(limits.key(name).node().asText()));
        if (exact && order != 0) {
            errors.invalid(requests.path(), GoText.quote(text), "must be equal to " + name + " limit");
        } else if (order > 0) {
            errors.invalid(requests.path(), GoText.quote(text), "must be less than or equal to " + name + " limit");
        }
    }

    private static boolean isNative(String name) {
        return !name.contains("/") || name.contains("kubernetes.io/");
    }

    private static boolean isExtended(String name) {
        return !isNative(name)
                && !name.startsWith("requests.")
                && Syntax.qualifiedName("requests." + name).isEmpty();
    }

    private static BigDecimal value(String text) {
        return Quantity.parse(text).orElse(BigDecimal.ZERO);
    }
}
