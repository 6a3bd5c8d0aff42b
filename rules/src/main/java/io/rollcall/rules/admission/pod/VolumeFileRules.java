package io.rollcall.rules.admission.pod;

import io.rollcall.rules.admission.field.FieldErrors;
import io.rollcall.rules.admission.field.Place;
import java.util.List;

/** Files in volumes that are made of secrets, config maps and fields of the pod. */
final class VolumeFileRules {

    private static final int MAX_MODE = 0777;
    private static final int LEAST_TOKEN_SECONDS = 600;
    private static final String MODE = "must be a number between 0 and 0777 (octal), both inclusive";

    private VolumeFileRules() {}

    /** A secret or config map. */
    static void check(Place source, FieldErrors errors) {
        mode(source.at("defaultMode"), errors);
        keys(source.at("items"), errors);
    }

    /** Fields of the pod. */
    static void ofPod(Place source, FieldErrors errors) {
        mode(source.at("defaultMode"), errors);
        source.at("items").entries().forEach(file -> file(file, errors));
    }

    static void projected(Place source, FieldErrors errors) {
        mode(source.at("defaultMode"), errors);
        for (Place projection : source.at("sources").entries()) {
            int found = 0;
            for (String type : List.of("secret", "configMap", "downwardAPI", "serviceAccountToken")) {
                Place part = projection.at(type);
                if (part.absent()) {
                    continue;
                }
                if (found++ > 0) {
                    errors.forbidden(part, "may not specify more than 1 volume type");
                    continue;
                }
                switch (type) {
                    case "downwardAPI" -> part.at("items").entries().forEach(file -> file(file, errors));
                    case "serviceAccountToken" -> token(part, errors);
                    default -> {
                        VolumeSourceRules.required(part.at("name"), errors);
                        keys(part.at("items"), errors);
                    }
                }
            }
        }
    }

    private static void keys(Place items, FieldErrors errors) {
        for (Place item : items.entries()) {
            VolumeSourceRules.required(item.at("key"), errors);
            VolumeSourceRules.required(item.at("path"), errors);
            PathRules.ofFile(item.at("path"), errors);
            mode(item.at("mode"), errors);
        }
    }

    private static void file(Place file, FieldErrors errors) {
        VolumeSourceRules.required(file.at("path"), errors);
        PathRules.ofFile(file.at("path"), errors);
        Place field = file.at("fieldRef");
        Place resource = file.at("resourceFieldRef");
        if (!field.absent()) {
            PodFieldRules.ofVolume(field, errors);
            if (!resource.absent()) {
                errors.invalid(
                        file.path(),
                        "\"resource\"",
                        "fieldRef and resourceFieldRef can not be specified simultaneously");
            }
        } else if (!resource.absent()) {
            PodFieldRules.resource(resource, true, errors);
        } else {
            errors.required(file, "one of fieldRef and resourceFieldRef is required");
        }
        mode(file.at("mode"), errors);
    }

    private static void token(Place token, FieldErrors errors) {
        Place seconds = token.at("expirationSeconds");
        if (seconds.number() < LEAST_TOKEN_SECONDS) {
            errors.invalid(seconds, "may not specify a duration less than 10 minutes");
        }
        if (seconds.number() > 1L << 32) {
            errors.invalid(seconds, "may not specify a duration larger than 2^32 seconds");
        }
        VolumeSourceRules.required(token.at("path"), errors);
        PathRules.ofFile(token.at("path"), errors);
    }

    private static void mode(Place mode, FieldErrors errors) {
        if (!mode.absent() && (mode.number() < 0 || mode.number() > MAX_MODE)) {
            errors.invalid(mode, MODE);
        }
    }
}
