package io.rollcall.cluster.store;

import io.rollcall.cluster.objects.ObjectKind;

/** The store refuses a request, as an API server would. The message is one line for people. */
public final class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why, in the words of an API server. */
    public enum Reason {
        /** There is no such object. */
        NOT_FOUND("NotFound", 404),
        /** An object of that name is there. */
        ALREADY_EXISTS("AlreadyExists", 409),
        /** The object has another version or UID than the request expects. */
        CONFLICT("Conflict", 409),
        /** A field has a value that is not allowed. */
        INVALID("Invalid", 422);

        private final String text;
        private final int code;

        Reason(String text, int code) {
            this.text = text;
            this.code = code;
        }

        /** As in the field reason of a Status object. */
        public String text() {
            return text;
        }

        /** HTTP status code. */
        public int code() {
            return code;
        }
    }

    private final Reason reason;

    private ApiException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }

    static ApiException notFound(ObjectKey key) {
        return new ApiException(Reason.NOT_FOUND, resource(key.kind()) + " \"" + key.name() + "\" not found");
    }

    static ApiException alreadyExists(ObjectKey key) {
        return new ApiException(Reason.ALREADY_EXISTS, resource(key.kind()) + " \"" + key.name() + "\" already exists");
    }

    static ApiException conflict(ObjectKey key, String problem) {
        return new ApiException(
                Reason.CONFLICT,
                "Operation cannot be fulfilled on " + resource(key.kind()) + " \"" + key.name() + "\": " + problem);
    }

    /** A field of an object has a value that is not allowed; the problem begins with the field's path. */
    public static ApiException invalid(ObjectKind kind, String name, String problem) {
        String group = kind.apiVersion().contains("/") ? ".apps" : "";
        return new ApiException(Reason.INVALID, kind.kind() + group + " \"" + name + "\" is invalid: " + problem);
    }

    private static String resource(ObjectKind kind) {
        return kind.resource() + (kind.apiVersion().contains("/") ? ".apps" : "");
    }
}
