package io.rollcall.rules.admission.pod;

import io.rollcall.rules.admission.field.FieldErrors;
import io.rollcall.rules.admission.field.Place;
import io.rollcall.rules.admission.field.Syntax;
import java.util.List;

/** The security context of a pod, its host network and what a container may ask for. */
final class PodSecurityRules {

    private static final List<String> GROUP_POLICIES = List.of("Always", "OnRootMismatch");
    private static final List<String> SECCOMP = List.of("Localhost", "RuntimeDefault", "Unconfined");

    private PodSecurityRules() {}

    static void check(Place spec, FieldErrors errors) {
        Place context = spec.at("securityContext");
        if (spec.at("hostNetwork").flag()) {
            hostPorts(spec.at("containers"), errors);
            hostPorts(spec.at("initContainers"), errors);
        }
        id(context.at("fsGroup"), errors);
        id(context.at("runAsUser"), errors);
        id(context.at("runAsGroup"), errors);
        context.at("supplementalGroups").entries().forEach(group -> id(group, errors));
        Place shared = spec.at("shareProcessNamespace");
        if (shared.flag() && spec.at("hostPID").flag()) {
            errors.invalid(
                    context.at("shareProcessNamespace").path(),
                    "true",
                    "ShareProcessNamespace and HostPID cannot both be enabled");
        }
        Place policy = context.at("fsGroupChangePolicy");
        if (!policy.absent() && !GROUP_POLICIES.contains(policy.text())) {
            errors.notSupported(policy, GROUP_POLICIES);
        }
        seccomp(context.at("seccompProfile"), errors);
    }

    static void container(Place context, FieldErrors errors) {
        id(context.at("runAsUser"), errors);
        id(context.at("runAsGroup"), errors);
        seccomp(context.at("seccompProfile"), errors);
        Place escalation = context.at("allowPrivilegeEscalation");
        if (escalation.absent() || escalation.flag()) {
            return;
        }
        if (context.at("privileged").flag()) {
            errors.invalid(
                    context.path(),
                    "core.SecurityContext",
                    "cannot set `allowPrivilegeEscalation` to false and `privileged` to true");
        }
        if (context.at("capabilities").at("add").texts().contains("CAP_SYS_ADMIN")) {
            errors.invalid(
                    context.path(),
                    "core.SecurityContext",
                    "cannot set `allowPrivilegeEscalation` to false and `capabilities.Add` CAP_SYS_ADMIN");
        }
    }

    private static void hostPorts(Place containers, FieldErrors errors) {
        for (Place container : containers.entries()) {
            for (Place port : container.at("ports").entries()) {
                if (port.at("hostPort").number() != port.at("containerPort").number()) {
                    errors.invalid(port.at("containerPort"), "must match `hostPort` when `hostNetwork` is true");
                }
            }
        }
    }

    private static void id(Place id, FieldErrors errors) {
        if (!id.absent() && (id.number() < 0 || id.number() > Integer.MAX_VALUE)) {
            errors.invalid(id, Syntax.between(0, Integer.MAX_VALUE));
        }
    }

    private static void seccomp(Place profile, FieldErrors errors) {
        if (profile.absent()) {
            return;
        }
        Place type = profile.at("type");
        Place local = profile.at("localhostProfile");
        if (type.text().equals("Localhost")) {
            if (local.absent()) {
                errors.required(local, "must be set when seccomp type is Localhost");
            } else {
                PathRules.descending(local, errors);
            }
        } else if (!local.absent()) {
            errors.invalid(local, "can only be set when seccomp type is Localhost");
        }
        if (type.text().isEmpty()) {
            errors.required(type, "type is required when seccompProfile is set");
        } else if (!SECCOMP.contains(type.text())) {
            errors.notSupported(type, SECCOMP);
        }
    }
}
