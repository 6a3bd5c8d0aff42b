package io.rollcall.kubeapi.http;

import io.rollcall.kubeapi.status.Failures;
import io.rollcall.kubeapi.status.StatusException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The query of a request, with the meaning that an API server gives it.
 *
 * @param values values by name
 */
record Query(Map<String, List<String>> values) {

    /** The first value; empty when there is none. */
    String text(String name) {
        List<String> found = values.getOrDefault(name, List.of());
        return found.isEmpty() ? "" : found.getFirst();
    }

    /** Whether it is set and not {@code false} or {@code 0}. */
    boolean flag(String name) {
        String value = text(name);
        return values.containsKey(name) && !value.equals("false") && !value.equals("0");
    }

    /** A whole number; empty when it is not set. */
    OptionalLong number(String name) {
        String value = text(name);
        if (value.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(value));
        } catch (NumberFormatException e) {
            throw Failures.badRequest("strconv.ParseInt: parsing \"" + value + "\": invalid syntax");
        }
    }

    /** A resourceVersion; empty when it is not set. */
    OptionalLong version() {
        String value = text("resourceVersion");
        if (value.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseUnsignedLong(value));
        } catch (NumberFormatException e) {
            throw new StatusException(
                    500,
                    "",
                    "resourceVersion: Invalid value: \"" + value + "\": strconv.ParseUint: parsing \"" + value
                            + "\": invalid syntax",
                    null);
        }
    }

    /** Whether the write is only to be tried. */
    boolean dryRun() {
        List<String> wanted = values.getOrDefault("dryRun", List.of()).stream()
                .filter(value -> !value.isEmpty())
                .toList();
        for (String value : wanted) {
            if (!value.equals("All")) {
                throw Failures.unsupportedValue("meta.k8s.io", "CreateOptions", "dryRun", value, "\"All\"");
            }
        }
        return !wanted.isEmpty();
    }
}
