package io.rollcall.rules.admission.pod;

import io.rollcall.rules.admission.field.FieldErrors;
import io.rollcall.rules.admission.field.Place;
import java.util.List;

/** Paths of files and folders. */
final class PathRules {

    private PathRules() {}

    /** A path below a folder: relative, without steps back. */
    static void descending(Place path, FieldErrors errors) {
        if (path.text().startsWith("/")) {
            errors.invalid(path, "must be a relative path");
        }
        withoutSteps(path, errors);
    }

    /** As {@link #descending}, and not beginning as the kubelet's own files do. */
    static void ofFile(Place path, FieldErrors errors) {
        descending(path, errors);
        if (path.text().startsWith("..") && !path.text().startsWith("../")) {
            errors.invalid(path, "must not start with '..'");
        }
    }

    /** A path without steps back. */
    static void withoutSteps(Place path, FieldErrors errors) {
        if (List.of(path.text().split("/", -1)).contains("..")) {
            errors.invalid(path, "must not contain '..'");
        }
    }
}
