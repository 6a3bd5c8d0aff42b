package io.rollcall.kubeapi.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.kubeapi.openapi.UnknownFields;
import io.rollcall.kubeapi.resource.ResourceType;
import io.rollcall.kubeapi.status.Failures;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a request wants to be done about fields that the type does not have: refuse, warn, or nothing. For one request. */
final class FieldValidation {

    private final boolean strict;
    private final boolean warn;
    private final Set<String> warnings = new TreeSet<>();

    private FieldValidation(boolean strict, boolean warn) {
        this.strict = strict;
        this.warn = warn;
    }

    static FieldValidation of(Request request) {
        String wanted = request.query().text("fieldValidation");
        return switch (wanted) {
            case "Strict" -> new FieldValidation(true, false);
            case "", "Warn" -> new FieldValidation(false, true);
            case "Ignore" -> new FieldValidation(false, false);
            default ->
                throw Failures.unsupportedValue(
                        "meta.k8s.io",
                        "CreateOptions",
                        "fieldValidation",
                        wanted,
                        "\"\", \"Ignore\", \"Strict\", \"Warn\"");
        };
    }

    /**
     * Drops the fields that the type does not have from an object that is to be written, before anybody owns them.
     *
     * @throws io.rollcall.kubeapi.status.StatusException 400 when it has such fields and they are to be refused
     */
    void check(ResourceType type, ObjectNode object) {
        List<String> problems = UnknownFields.drop(type, object).stream()
                .map(field -> "unknown field \"" + field + "\"")
                .toList();
        if (strict && !problems.isEmpty()) {
            throw Failures.badRequest(type.kind() + " in version \"" + type.version() + "\" cannot be handled as a "
                    + type.kind() + ": strict decoding error: " + String.join(", ", problems));
        }
        if (warn) {
            warnings.addAll(problems);
        }
    }

    /** The answer with what is to be warned of. */
    Reply warned(Reply reply) {
        if (warnings.isEmpty()) {
            return reply;
        }
        List<String> texts = warnings.stream()
                .map(text -> "299 - \"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
                .toList();
        return reply.with("Warning", String.join(", ", texts));
    }
}
