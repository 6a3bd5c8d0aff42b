package io.rollcall.cluster.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.objects.ObjectKind;
import io.rollcall.rules.admission.ApiStatus;
import io.rollcall.rules.admission.field.FieldError;
import java.util.List;
import java.util.Optional;

/** The store refuses a request, as an API server would. The message is one line for people. */
public final class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why, in the words of an API server. */
    public enum Reason {
        /** The object cannot be read. */
        BAD_REQUEST("BadRequest", 400),
        /** The request is understood and not allowed. */
        FORBIDDEN("Forbidden", 403),
        /** There is no such object. */
        NOT_FOUND("NotFound", 404),
        /** An object of that name is there. */
        ALREADY_EXISTS("AlreadyExists", 409),
        /** The object has another version or UID than the request expects. */
        CONFLICT("Conflict", 409),
        /** The object is larger than can be stored. */
        TOO_LARGE("RequestEntityTooLarge", 413),
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
    private final transient ApiStatus status;
    private final String terminating;

    private ApiException(Reason reason, ApiStatus status) {
        this(reason, status, "");
    }

    private ApiException(Reason reason, ApiStatus status, String terminating) {
        super(status.message());
        this.reason = reason;
        this.status = status;
        this.terminating = terminating;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }

    /** All that an API server says. */
    public ApiStatus status() {
        return status;
    }

    /** Whether the namespace of what was to be made is going. */
    public boolean namespaceTerminating() {
        return !terminating.isEmpty();
    }

    /** The Status object. */
    public ObjectNode body() {
        ObjectNode body = status.json();
        if (namespaceTerminating() && body.get("details") instanceof ObjectNode details) {
            details.putArray("causes")
                    .addObject()
                    .put("reason", "NamespaceTerminating")
                    .put("message", "namespace " + terminating + " is being terminated")
                    .put("field", "metadata.namespace");
        }
        return body;
    }

    static ApiException badRequest(String problem) {
        return new ApiException(Reason.BAD_REQUEST, ApiStatus.badRequest(problem));
    }

    static ApiException notFound(ObjectKey key) {
        ObjectKind kind = key.kind();
        return new ApiException(Reason.NOT_FOUND, ApiStatus.notFound(kind.group(), kind.resource(), key.name()));
    }

    /** The request is not allowed, whoever asks. */
    static ApiException forbidden(ObjectKey key, String problem) {
        return new ApiException(Reason.FORBIDDEN, forbiddenStatus(key, problem));
    }

    /** Nothing new is made in a namespace that is going. */
    static ApiException namespaceTerminating(ObjectKey key) {
        String namespace = key.namespace();
        String problem = "unable to create new content in namespace " + namespace + " because it is being terminated";
        return new ApiException(Reason.FORBIDDEN, forbiddenStatus(key, problem), namespace);
    }

    private static ApiStatus forbiddenStatus(ObjectKey key, String problem) {
        ObjectKind kind = key.kind();
        return ApiStatus.forbidden(kind.group(), kind.resource(), key.name(), problem);
    }

    static ApiException alreadyExists(ObjectKey key) {
        ObjectKind kind = key.kind();
        return new ApiException(
                Reason.ALREADY_EXISTS, ApiStatus.alreadyExists(kind.group(), kind.resource(), key.name()));
    }

    static ApiException conflict(ObjectKey key, String problem) {
        ObjectKind kind = key.kind();
        return new ApiException(
                Reason.CONFLICT, ApiStatus.conflict(kind.group(), kind.resource(), key.name(), problem));
    }

    /** Another object of that name is meant: a deletion speaks of the kind where an update speaks of the plural. */
    static ApiException otherUid(ObjectKey key, String wanted, String found) {
        ObjectKind kind = key.kind();
        String problem = "the UID in the precondition (" + wanted + ") does not match the UID in record (" + found
                + "). The object might have been deleted and then recreated";
        return new ApiException(Reason.CONFLICT, ApiStatus.conflict(kind.group(), kind.kind(), key.name(), problem));
    }

    /** The object, or its status, has more bytes than this. */
    static ApiException tooLarge(int limit) {
        return new ApiException(
                Reason.TOO_LARGE,
                new ApiStatus(
                        Reason.TOO_LARGE.code(),
                        Reason.TOO_LARGE.text(),
                        "Request entity too large: limit is " + limit,
                        Optional.empty()));
    }

    /** Fields of an object have values that are not allowed. */
    public static ApiException invalid(ObjectKind kind, String name, List<FieldError> errors) {
        return new ApiException(Reason.INVALID, ApiStatus.invalid(kind.group(), kind.kind(), name, errors));
    }
}
