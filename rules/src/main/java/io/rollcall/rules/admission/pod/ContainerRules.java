package io.rollcall.rules.admission.pod;

import io.rollcall.rules.admission.field.FieldErrors;
import io.rollcall.rules.admission.field.GoText;
import io.rollcall.rules.admission.field.Place;
import io.rollcall.rules.admission.field.Syntax;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/** Containers of all three lists: names that are all different, an image, and all that a container has. */
final class ContainerRules {

    private static final List<String> PULL_POLICIES = List.of("Always", "IfNotPresent", "Never");
    private static final List<String> MESSAGE_POLICIES = List.of("File", "FallbackToLogsOnError");
    private static final String MESSAGE_POLICY = "must be 'File' or 'FallbackToLogsOnError'";

    private final SortedMap<String, Place> volumes;
    private final FieldErrors errors;

    private ContainerRules(SortedMap<String, Place> volumes, FieldErrors errors) {
        this.volumes = volumes;
        this.errors = errors;
    }

    static void check(Place spec, SortedMap<String, Place> volumes, FieldErrors errors) {
        ContainerRules rules = new ContainerRules(volumes, errors);
        Place containers = spec.at("containers");
        if (containers.entries().isEmpty()) {
            errors.required(containers);
        }
        SortedSet<String> names = new TreeSet<>();
        for (Place container : containers.entries()) {
            rules.name(container, names);
            rules.one(container);
        }
        PortRules.onePerHost(containers, errors);
        for (Place container : spec.at("initContainers").entries()) {
            rules.name(container, names);
            rules.init(container);
        }
        PortRules.onePerHost(spec.at("initContainers"), errors);
        for (Place container : spec.at("ephemeralContainers").entries()) {
            rules.name(container, names);
            rules.image(container);
        }
    }

    private void name(Place container, SortedSet<String> names) {
        Place name = container.at("name");
        if (name.text().isEmpty()) {
            errors.required(name);
        } else {
            errors.invalidText(name, Syntax.dnsLabel(name.text()));
        }
        if (!names.add(name.text())) {
            errors.duplicate(name.path(), GoText.quote(name.text()), "");
        }
    }

    private void one(Place container) {
        image(container);
        Place lifecycle = container.at("lifecycle");
        ProbeRules.hook(lifecycle.at("postStart"), errors);
        ProbeRules.hook(lifecycle.at("preStop"), errors);
        ProbeRules.check(container.at("livenessProbe"), errors);
        ProbeRules.succeedsOnce(container.at("livenessProbe"), errors);
        ProbeRules.check(container.at("startupProbe"), errors);
        ProbeRules.succeedsOnce(container.at("startupProbe"), errors);
        rest(container);
    }

    private void init(Place container) {
        image(container);
        rest(container);
        boolean restarts = container.at("restartPolicy").text().equals("Always");
        if (restarts) {
            return;
        }
        for (String field : List.of("lifecycle", "livenessProbe", "readinessProbe", "startupProbe")) {
            Place place = container.at(field);
            if (!place.absent()) {
                errors.invalid(place.path(), "core." + typeOf(field), "must not be set for init containers");
            }
        }
    }

    private static String typeOf(String field) {
        return field.equals("lifecycle") ? "Lifecycle" : "Probe";
    }

    private void rest(Place container) {
        Place policy = container.at("terminationMessagePolicy");
        if (policy.text().isEmpty()) {
            errors.required(policy, MESSAGE_POLICY);
        } else if (!MESSAGE_POLICIES.contains(policy.text())) {
            errors.invalid(policy, MESSAGE_POLICY);
        }
        Place readiness = container.at("readinessProbe");
        ProbeRules.check(readiness, errors);
        if (!readiness.at("terminationGracePeriodSeconds").absent()) {
            errors.invalid(readiness.at("terminationGracePeriodSeconds"), "must not be set for readinessProbes");
        }
        PortRules.check(container.at("ports"), errors);
        EnvironmentRules.check(container, errors);
        MountRules.check(container, volumes, errors);
        PodSpecRules.oneOf(container.at("imagePullPolicy"), PULL_POLICIES, errors);
        ResourceRules.check(container.at("resources"), errors);
        PodSecurityRules.container(container.at("securityContext"), errors);
    }

    private void image(Place container) {
        Place image = container.at("image");
        if (image.text().isEmpty()) {
            errors.required(image);
        }
    }
}
