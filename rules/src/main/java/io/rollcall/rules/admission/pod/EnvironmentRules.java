package io.rollcall.rules.admission.pod;

import io.rollcall.rules.admission.field.FieldErrors;
import io.rollcall.rules.admission.field.Place;
import io.rollcall.rules.admission.field.Syntax;
import java.util.List;

/** Environment variables and where their values come from. */
final class EnvironmentRules {

    private static final String ONE_AT_A_TIME = "may not have more than one field specified at a time";

    private EnvironmentRules() {}

    static void check(Place container, FieldErrors errors) {
        container.at("env").entries().forEach(variable -> variable(variable, errors));
        Place lists = container.at("envFrom");
        for (Place list : lists.entries()) {
            source(list, lists, errors);
        }
    }

    private static void variable(Place variable, FieldErrors errors) {
        Place name = variable.at("name");
        if (name.text().isEmpty()) {
            errors.required(name);
        } else {
            errors.invalidText(name, Syntax.variable(name.text()));
        }
        Place source = variable.at("valueFrom");
        if (!source.absent()) {
            valueFrom(source, !variable.at("value").text().isEmpty(), errors);
        }
    }

    private static void valueFrom(Place source, boolean value, FieldErrors errors) {
        int sources = 0;
        for (String type : List.of("fieldRef", "resourceFieldRef", "configMapKeyRef", "secretKeyRef", "fileKeyRef")) {
            Place reference = source.at(type);
            if (reference.absent()) {
                continue;
            }
            sources++;
            switch (type) {
                case "fieldRef" -> PodFieldRules.ofVariable(reference, errors);
                case "resourceFieldRef" -> PodFieldRules.resource(reference, false, errors);
                case "configMapKeyRef", "secretKeyRef" -> key(reference, errors);
                default -> {
                    // Newer than the rules here.
                }
            }
        }
        if (sources == 0) {
            errors.invalid(
                    source.path(),
                    "\"\"",
                    "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef` or `secretKeyRef`");
        }
        if (value && sources > 0) {
            errors.invalid(source.path(), "\"\"", "may not be specified when `value` is not empty");
        } else if (sources > 1) {
            errors.invalid(source.path(), "\"\"", ONE_AT_A_TIME);
        }
    }

    private static void key(Place reference, FieldErrors errors) {
        if (reference.at("name").text().isEmpty()) {
            errors.required(reference.at("name"));
        }
        Place key = reference.at("key");
        if (key.text().isEmpty()) {
            errors.required(key);
        } else {
            errors.invalidText(key, Syntax.configKey(key.text()));
        }
    }

    /** Errors of the sources name the list, not the entry: so does an API server. */
    private static void source(Place source, Place lists, FieldErrors errors) {
        Place prefix = source.at("prefix");
        if (!prefix.text().isEmpty()) {
            errors.invalidText(prefix, Syntax.variable(prefix.text()));
        }
        int sources = 0;
        for (String type : List.of("configMapRef", "secretRef")) {
            Place reference = source.at(type);
            if (!reference.absent()) {
                sources++;
                if (reference.at("name").text().isEmpty()) {
                    errors.required(reference.at("name"));
                }
            }
        }
        if (sources == 0) {
            errors.invalid(lists.path(), "\"\"", "must specify one of: `configMapRef` or `secretRef`");
        } else if (sources > 1) {
            errors.invalid(lists.path(), "\"\"", ONE_AT_A_TIME);
        }
    }
}
