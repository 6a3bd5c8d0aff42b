package io.rollcall.rules.admission.pod;

import io.rollcall.rules.admission.field.FieldErrors;
import io.rollcall.rules.admission.field.Place;
import io.rollcall.rules.admission.field.Syntax;
import java.util.List;

/** Probes and lifecycle hooks: exactly one handler, and times that make sense. */
final class ProbeRules {

    private static final List<String> SCHEMES = List.of("HTTP", "HTTPS");
    private static final List<String> OF_PROBES = List.of("exec", "httpGet", "tcpSocket", "grpc");
    private static final List<String> OF_HOOKS = List.of("exec", "httpGet", "tcpSocket", "sleep");
    private static final List<String> TIMES =
            List.of("initialDelaySeconds", "timeoutSeconds", "periodSeconds", "successThreshold", "failureThreshold");

    private ProbeRules() {}

    static void check(Place probe, FieldErrors errors) {
        if (probe.absent()) {
            return;
        }
        handler(probe, OF_PROBES, errors);
        TIMES.forEach(time -> errors.notNegative(probe.at(time)));
        Place grace = probe.at("terminationGracePeriodSeconds");
        if (!grace.absent() && grace.number() <= 0) {
            errors.invalid(grace, "must be greater than 0");
        }
    }

    static void succeedsOnce(Place probe, FieldErrors errors) {
        Place threshold = probe.at("successThreshold");
        if (!probe.absent() && threshold.number() != 1) {
            errors.invalid(threshold, "must be 1");
        }
    }

    static void hook(Place hook, FieldErrors errors) {
        if (!hook.absent()) {
            handler(hook, OF_HOOKS, errors);
        }
    }

    private static void handler(Place owner, List<String> types, FieldErrors errors) {
        int found = 0;
        for (String type : types) {
            Place handler = owner.at(type);
            if (handler.absent()) {
                continue;
            }
            if (found++ > 0) {
                errors.forbidden(handler, "may not specify more than 1 handler type");
                continue;
            }
            switch (type) {
                case "exec" -> {
                    if (handler.at("command").entries().isEmpty()) {
                        errors.required(handler.at("command"));
                    }
                }
                case "httpGet" -> httpGet(handler, errors);
                case "tcpSocket" -> PortRules.numberOrName(handler.at("port"), errors);
                case "grpc" -> PortRules.numberOrName(handler.at("port"), errors);
                default -> errors.notNegative(handler.at("seconds"));
            }
        }
        if (found == 0) {
            errors.required(owner, "must specify a handler type");
        }
    }

    private static void httpGet(Place http, FieldErrors errors) {
        if (http.at("path").text().isEmpty()) {
            errors.required(http.at("path"));
        }
        PortRules.numberOrName(http.at("port"), errors);
        if (!SCHEMES.contains(http.at("scheme").text())) {
            errors.notSupported(http.at("scheme"), SCHEMES);
        }
        Place headers = http.at("httpHeaders");
        for (Place header : headers.entries()) {
            String name = header.at("name").text();
            errors.invalidText(headers.path(), name, Syntax.header(name));
        }
    }
}
