package io.rollcall.kubeapi.status;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.kubeapi.json.Json;
import io.rollcall.kubeapi.resource.ResourceKey;
import io.rollcall.kubeapi.resource.ResourceType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Refusals, each worded as an API server words it, since programs and people compare them. */
public final class Failures {

    private Failures() {}

    /** There is no such object. */
    public static StatusException notFound(ResourceKey key) {
        return new StatusException(
                404,
                "NotFound",
                key.type().qualified() + " \"" + key.name() + "\" not found",
                details(key.type(), key.name()));
    }

    /** An object of that name is there. */
    public static StatusException alreadyExists(ResourceKey key) {
        return new StatusException(
                409,
                "AlreadyExists",
                key.type().qualified() + " \"" + key.name() + "\" already exists",
                details(key.type(), key.name()));
    }

    /** The object has another version or UID than the request expects. */
    public static StatusException conflict(ResourceKey key, String problem) {
        return new StatusException(
                409,
                "Conflict",
                "Operation cannot be fulfilled on " + key.type().qualified() + " \"" + key.name() + "\": " + problem,
                details(key.type(), key.name()));
    }

    /**
     * A field that somebody applies and another owns.
     *
     * @param manager the other, as messages name it
     * @param field the field, as messages name it
     */
    public record FieldConflict(String manager, String field) {}

    /** What is applied sets fields that others own, to other values; there is at least one, in the order of the managers. */
    public static StatusException applyConflict(List<FieldConflict> conflicts) {
        ObjectNode details = Json.object();
        ArrayNode causes = details.putArray("causes");
        StringBuilder message = new StringBuilder("Apply failed with " + conflicts.size() + " conflict");
        message.append(conflicts.size() == 1 ? ": " : "s: ");
        String last = "";
        for (FieldConflict conflict : conflicts) {
            causes.addObject()
                    .put("reason", "FieldManagerConflict")
                    .put("message", "conflict with " + conflict.manager())
                    .put("field", conflict.field());
            if (conflicts.size() == 1) {
                message.append("conflict with ")
                        .append(conflict.manager())
                        .append(": ")
                        .append(conflict.field());
            } else {
                if (!conflict.manager().equals(last)) {
                    message.append(last.isEmpty() ? "" : "\n")
                            .append("conflicts with ")
                            .append(conflict.manager())
                            .append(':');
                }
                message.append("\n- ").append(conflict.field());
                last = conflict.manager();
            }
        }
        return new StatusException(409, "Conflict", message.toString(), details);
    }

    /** The object was changed since the client read it. */
    public static StatusException modified(ResourceKey key) {
        return conflict(
                key, "the object has been modified; please apply your changes to the latest version and try again");
    }

    /** A deletion names another UID than the object has; the only conflict that names the kind. */
    public static StatusException otherUid(ResourceKey key, String wanted, String actual) {
        String kind = key.type().group().isEmpty()
                ? key.type().kind()
                : key.type().kind() + "." + key.type().group();
        return new StatusException(
                409,
                "Conflict",
                "Operation cannot be fulfilled on " + kind + " \"" + key.name() + "\": the UID in the precondition ("
                        + wanted + ") does not match the UID in record (" + actual
                        + "). The object might have been deleted and then recreated",
                details(key.type(), key.name()).put("kind", key.type().kind()));
    }

    /** The request makes no sense. */
    public static StatusException badRequest(String message) {
        return new StatusException(400, "BadRequest", message, null);
    }

    /** The path names nothing that is served. */
    public static StatusException noSuchResource() {
        return new StatusException(404, "NotFound", "the server could not find the requested resource", Json.object());
    }

    /** Nobody is known who asks so. */
    public static StatusException unauthorized() {
        return new StatusException(401, "Unauthorized", "Unauthorized", null);
    }

    /** Who asks may not; the message says what. */
    public static StatusException forbidden(String why) {
        return new StatusException(403, "Forbidden", "forbidden: " + why, Json.object());
    }

    /** Who asks may not do that with these objects. */
    public static StatusException forbidden(ResourceType type, String name, String why) {
        String what = type.qualified() + (name.isEmpty() ? "" : " \"" + name + "\"");
        return new StatusException(403, "Forbidden", what + " is forbidden: " + why, details(type, name));
    }

    /** The path is served, not with this method. */
    public static StatusException methodNotAllowed() {
        return new StatusException(
                405,
                "MethodNotAllowed",
                "the server does not allow this method on the requested resource",
                Json.object());
    }

    /** Objects of this type are not changed here; the message says why. */
    public static StatusException notAllowed(ResourceType type, String why) {
        return new StatusException(405, "MethodNotAllowed", type.qualified() + ": " + why, Json.object());
    }

    /** None of the media types that the client accepts can be given. */
    public static StatusException notAcceptable(String served) {
        return new StatusException(
                406, "NotAcceptable", "only the following media types are accepted: " + served, null);
    }

    /** The body has a media type that cannot be read. */
    public static StatusException unsupportedBody() {
        return new StatusException(
                415,
                "UnsupportedMediaType",
                "the body of the request was in an unknown format - accepted media types include: application/json,"
                        + " application/yaml, application/vnd.kubernetes.protobuf",
                null);
    }

    /** A patch has a media type that names no way to patch. */
    public static StatusException unsupportedPatch() {
        return new StatusException(415, "UnsupportedMediaType", "415: Unsupported Media Type", Json.object());
    }

    /** A patch that is well formed cannot be applied to the object. */
    public static StatusException patchRejected() {
        return new StatusException(
                422, "Invalid", "the server rejected our request due to an error in our request", Json.object());
    }

    /** A list is asked for at a version that is not remembered any more. */
    public static StatusException listExpired() {
        return new StatusException(410, "Expired", "The resourceVersion for the provided list is too old.", null);
    }

    /** A watch is to go on from a version that is not remembered any more. */
    public static StatusException watchExpired(long wanted, long oldest) {
        return new StatusException(410, "Expired", "too old resource version: " + wanted + " (" + oldest + ")", null);
    }

    /** A version is asked for that has not been reached in time. */
    public static StatusException versionAhead(long wanted, long current) {
        ObjectNode details = Json.object();
        details.putArray("causes")
                .addObject()
                .put("reason", "ResourceVersionTooLarge")
                .put("message", "Too large resource version");
        details.put("retryAfterSeconds", 1);
        return new StatusException(
                504, "Timeout", "Timeout: Too large resource version: " + wanted + ", current: " + current, details);
    }

    /** One field has a value that is not among those supported. */
    public static StatusException unsupportedValue(
            String group, String kind, String field, String value, String supported) {
        String problem = "Unsupported value: \"" + value + "\": supported values: " + supported;
        return options(group, kind, field, "FieldValueNotSupported", problem);
    }

    /** One field that must be there is not. */
    public static StatusException requiredValue(String group, String kind, String field, String why) {
        return options(group, kind, field, "FieldValueRequired", "Required value: " + why);
    }

    /** One field of an object has a value that it may not have. */
    public static StatusException invalidField(ResourceType type, String name, String field, String value, String why) {
        String problem = "Invalid value: \"" + value + "\": " + why;
        ObjectNode details = details(type, name).put("kind", type.kind());
        details.putArray("causes")
                .addObject()
                .put("reason", "FieldValueInvalid")
                .put("message", problem)
                .put("field", field);
        String kind = type.group().isEmpty() ? type.kind() : type.kind() + "." + type.group();
        return new StatusException(
                422, "Invalid", kind + " \"" + name + "\" is invalid: " + field + ": " + problem, details);
    }

    private static StatusException options(String group, String kind, String field, String reason, String problem) {
        ObjectNode details = Json.object().put("group", group).put("kind", kind);
        details.putArray("causes")
                .addObject()
                .put("reason", reason)
                .put("message", problem)
                .put("field", field);
        return new StatusException(
                422, "Invalid", kind + "." + group + " \"\" is invalid: " + field + ": " + problem, details);
    }

    /** The past is to be read only; the message says how to get back. */
    public static StatusException readOnly(String moment) {
        return new StatusException(
                405,
                "MethodNotAllowed",
                "this is the cluster as it was at " + moment
                        + ": the past can be read, not changed; leave /asof/" + moment
                        + " out of the server's address to change the cluster of now",
                null);
    }

    /** Nothing happens in the past any more. */
    public static StatusException nothingToWatch(String moment) {
        return new StatusException(
                405,
                "MethodNotAllowed",
                "this is the cluster as it was at " + moment
                        + ": nothing happens there any more that could be watched; leave /asof/" + moment
                        + " out of the server's address to watch the cluster of now",
                null);
    }

    /** The moment lies ahead. */
    public static StatusException notYet(String moment) {
        return noSuchMoment(moment + " has not come yet: leave /asof/" + moment
                + " out of the server's address for the cluster of now");
    }

    /** There is no such moment. */
    public static StatusException noSuchMoment(String problem) {
        return new StatusException(404, "NotFound", problem, null);
    }

    /** Something here is broken; the message says what. */
    public static StatusException internal(@Nullable String message) {
        return new StatusException(500, "InternalError", "Internal error occurred: " + message, null);
    }

    /** What holds the objects cannot be written now. */
    public static StatusException unavailable(String message) {
        return new StatusException(503, "ServiceUnavailable", message, null);
    }

    /** What holds the objects cannot be read or written now, and soon may be. */
    public static StatusException unavailableNow(String message) {
        return new StatusException(
                503, "ServiceUnavailable", message, Json.object().put("retryAfterSeconds", 1));
    }

    /** More than is taken at once; the message says how much is. */
    public static StatusException tooLarge(String message) {
        return new StatusException(413, "RequestEntityTooLarge", message, Json.object());
    }

    /** It was not confirmed in time whether the request did what it was to do; the message says what is known. */
    public static StatusException timeout(String message) {
        return new StatusException(504, "Timeout", "Timeout: " + message, Json.object());
    }

    /** More than the server bears. */
    public static StatusException tooManyRequests(String message) {
        return new StatusException(
                429, "TooManyRequests", message, Json.object().put("retryAfterSeconds", 1));
    }

    /** Name, group and resource of an object, as details give them. */
    public static ObjectNode details(ResourceType type, String name) {
        ObjectNode details = Json.object();
        if (!name.isEmpty()) {
            details.put("name", name);
        }
        if (!type.group().isEmpty()) {
            details.put("group", type.group());
        }
        return details.put("kind", type.plural());
    }
}
