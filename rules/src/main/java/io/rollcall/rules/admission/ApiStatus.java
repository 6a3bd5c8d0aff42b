package io.rollcall.rules.admission;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.rules.admission.field.FieldError;
import io.rollcall.rules.admission.field.GoText;
import java.util.List;
import java.util.Optional;

/**
 * Why an API server refuses a request: what its Status object says.
 *
 * @param code HTTP status code
 * @param reason in one word, such as {@code Invalid}
 * @param message for people, one line
 * @param details which object; empty when the request names none
 */
public record ApiStatus(int code, String reason, String message, Optional<Details> details) {

    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int UNPROCESSABLE = 422;

    /**
     * Which object, and which of its fields.
     *
     * @param name its name; may be empty
     * @param group its API group; empty for the core group
     * @param kind its kind or, for requests that found no object to speak of, the plural
     * @param causes one a field error
     */
    public record Details(String name, String group, String kind, List<FieldError> causes) {

        /** Copies the causes. */
        public Details {
            causes = List.copyOf(causes);
        }
    }

    /** The request cannot be read. */
    public static ApiStatus badRequest(String message) {
        return new ApiStatus(BAD_REQUEST, "BadRequest", message, Optional.empty());
    }

    /** The object has fields with values that are not allowed. An error that was found twice is said once. */
    public static ApiStatus invalid(String group, String kind, String name, List<FieldError> errors) {
        List<String> texts = errors.stream().map(FieldError::text).distinct().toList();
        String problems = texts.size() == 1 ? texts.getFirst() : "[" + String.join(", ", texts) + "]";
        return new ApiStatus(
                UNPROCESSABLE,
                "Invalid",
                qualified(kind, group) + " " + GoText.quote(name) + " is invalid: " + problems,
                Optional.of(new Details(name, group, kind, errors)));
    }

    /** The request is understood and not allowed. */
    public static ApiStatus forbidden(String group, String resource, String name, String problem) {
        String message = quoted(resource, group, name) + " is forbidden: " + problem;
        return of(FORBIDDEN, "Forbidden", group, resource, name, message);
    }

    /** There is no such object. */
    public static ApiStatus notFound(String group, String resource, String name) {
        return of(NOT_FOUND, "NotFound", group, resource, name, quoted(resource, group, name) + " not found");
    }

    /** An object of that name is there. */
    public static ApiStatus alreadyExists(String group, String resource, String name) {
        return of(CONFLICT, "AlreadyExists", group, resource, name, quoted(resource, group, name) + " already exists");
    }

    /** The object has another version or UID than the request expects. */
    public static ApiStatus conflict(String group, String resourceOrKind, String name, String problem) {
        String message = "Operation cannot be fulfilled on " + quoted(resourceOrKind, group, name) + ": " + problem;
        return of(CONFLICT, "Conflict", group, resourceOrKind, name, message);
    }

    /** What is wrong, a line each: the field errors, or the message. */
    public List<String> problems() {
        List<FieldError> causes = details.map(Details::causes).orElse(List.of());
        return causes.isEmpty()
                ? List.of(message)
                : causes.stream().map(FieldError::text).distinct().toList();
    }

    /** The Status object. */
    public ObjectNode json() {
        ObjectNode status = JsonNodeFactory.instance.objectNode();
        status.put("kind", "Status").put("apiVersion", "v1").putObject("metadata");
        status.put("status", "Failure").put("message", message).put("reason", reason);
        details.ifPresent(found -> {
            ObjectNode json = status.putObject("details");
            for (String[] field :
                    new String[][] {{"name", found.name()}, {"group", found.group()}, {"kind", found.kind()}}) {
                if (!field[1].isEmpty()) {
                    json.put(field[0], field[1]);
                }
            }
            if (!found.causes().isEmpty()) {
                ArrayNode causes = json.putArray("causes");
                for (FieldError error : found.causes()) {
                    causes.addObject()
                            .put("reason", error.type().reason())
                            .put("message", error.message())
                            .put("field", error.field());
                }
            }
        });
        return status.put("code", code);
    }

    private static ApiStatus of(int code, String reason, String group, String resource, String name, String message) {
        return new ApiStatus(code, reason, message, Optional.of(new Details(name, group, resource, List.of())));
    }

    private static String quoted(String resource, String group, String name) {
        return qualified(resource, group) + " " + GoText.quote(name);
    }

    private static String qualified(String resource, String group) {
        return group.isEmpty() ? resource : resource + "." + group;
    }
}
