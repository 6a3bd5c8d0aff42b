package io.rollcall.rules.admission.pod;

import io.rollcall.rules.admission.field.FieldErrors;
import io.rollcall.rules.admission.field.GoText;
import io.rollcall.rules.admission.field.Place;
import io.rollcall.rules.admission.field.Syntax;
import io.rollcall.rules.model.Quantity;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** References to fields and resources of the pod itself: which there are, and in which units. */
final class PodFieldRules {

    private static final List<String> KNOWN = List.of(
            "metadata.annotations",
            "metadata.labels",
            "metadata.name",
            "metadata.namespace",
            "metadata.uid",
            "spec.nodeName",
            "spec.restartPolicy",
            "spec.schedulerName",
            "spec.serviceAccountName",
            "status.hostIP",
            "status.hostIPs",
            "status.phase",
            "status.podIP",
            "status.podIPs");
    private static final List<String> IN_VARIABLES = List.of(
            "metadata.name",
            "metadata.namespace",
            "metadata.uid",
            "spec.nodeName",
            "spec.serviceAccountName",
            "status.hostIP",
            "status.podIP",
            "status.podIPs");
    private static final List<String> IN_VOLUMES =
            List.of("metadata.annotations", "metadata.labels", "metadata.name", "metadata.namespace", "metadata.uid");
    private static final List<String> RESOURCES = List.of(
            "limits.cpu",
            "limits.ephemeral-storage",
            "limits.memory",
            "requests.cpu",
            "requests.ephemeral-storage",
            "requests.memory");
    private static final List<String> CPU_UNITS = List.of("1m", "1");
    private static final List<String> BYTE_UNITS =
            List.of("1", "1k", "1M", "1G", "1T", "1P", "1E", "1Ki", "1Mi", "1Gi", "1Ti", "1Pi", "1Ei");

    private PodFieldRules() {}

    static void ofVariable(Place reference, FieldErrors errors) {
        field(reference, IN_VARIABLES, errors);
    }

    static void ofVolume(Place reference, FieldErrors errors) {
        field(reference, IN_VOLUMES, errors);
    }

    private static void field(Place reference, List<String> allowed, FieldErrors errors) {
        for (String field : List.of("apiVersion", "fieldPath")) {
            if (reference.at(field).text().isEmpty()) {
                errors.required(reference.at(field));
                return;
            }
        }
        Place path = reference.at("fieldPath");
        String text = path.text();
        int bracket = text.indexOf("['");
        boolean subscripted = bracket > 0 && text.endsWith("']");
        String field = subscripted ? text.substring(0, bracket) : text;
        if (!reference.at("apiVersion").text().equals("v1")) {
            errors.invalid(
                    path,
                    "error converting fieldPath: unsupported pod version: "
                            + reference.at("apiVersion").text());
        } else if (!KNOWN.contains(field)) {
            errors.invalid(path, "error converting fieldPath: field label not supported: " + text);
        } else if (subscripted) {
            subscript(reference, field, text.substring(bracket + 2, text.length() - 2), errors);
        } else if (!allowed.contains(text) && !text.equals("status.hostIPs")) {
            errors.notSupported(path, allowed);
        }
    }

    private static void subscript(Place reference, String field, String subscript, FieldErrors errors) {
        switch (field) {
            case "metadata.annotations" ->
                errors.invalidText(
                        reference.path(), subscript, Syntax.qualifiedName(subscript.toLowerCase(Locale.ROOT)));
            case "metadata.labels" -> errors.invalidText(reference.path(), subscript, Syntax.qualifiedName(subscript));
            default -> errors.invalid(reference.path(), GoText.quote(field), "does not support subscript");
        }
    }

    static void resource(Place reference, boolean volume, FieldErrors errors) {
        Place resource = reference.at("resource");
        if (volume && reference.at("containerName").text().isEmpty()) {
            errors.required(reference.at("containerName"));
        } else if (resource.text().isEmpty()) {
            errors.required(resource);
        } else if (!RESOURCES.contains(resource.text()) && !resource.text().contains(".hugepages-")) {
            errors.notSupported(resource, RESOURCES);
        }
        divisor(resource.text(), reference.at("divisor"), errors);
    }

    private static void divisor(String resource, Place divisor, FieldErrors errors) {
        Optional<BigDecimal> value = Quantity.parse(divisor.text());
        if (value.isEmpty() || value.get().signum() == 0) {
            return;
        }
        boolean cpu = resource.endsWith(".cpu");
        List<String> units = cpu ? CPU_UNITS : BYTE_UNITS;
        boolean known = units.stream()
                .anyMatch(unit -> Quantity.parse(unit)
                        .map(number -> number.compareTo(value.get()) == 0)
                        .orElse(false));
        if (!known && RESOURCES.contains(resource)) {
            String kind = resource.substring(resource.indexOf('.') + 1);
            String name = cpu ? "cpu" : kind.equals("ephemeral-storage") ? "local ephemeral storage" : "memory";
            errors.invalid(
                    divisor.path(),
                    GoText.quote(resource),
                    "only divisor's values " + (cpu ? "1m and 1" : String.join(", ", units))
                            + " are supported with the " + name + " resource");
        }
    }
}
