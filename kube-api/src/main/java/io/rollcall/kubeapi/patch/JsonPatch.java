package io.rollcall.kubeapi.patch;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.kubeapi.json.Json;
import io.rollcall.kubeapi.status.Failures;

/** JSON patch (RFC 6902): add, remove, replace, move, copy, test. */
public final class JsonPatch {

    private static final int MOST_OPERATIONS = 10_000;

    /** Bytes: a few copies of copies would be more than any memory. */
    private static final long MOST_COPIED = 4L * 1024 * 1024;

    /** As deep as a body may be: what is deeper cannot be written down. */
    private static final int DEEPEST = 1_000;

    private JsonPatch() {}

    /**
     * Applies all operations to a copy.
     *
     * @throws io.rollcall.kubeapi.status.StatusException 422 when one of them cannot be applied or a test fails, 400 when the patch
     *     is no list of operations, 413 when it copies too much
     */
    public static ObjectNode apply(ObjectNode target, JsonNode patch) {
        if (!patch.isArray()) {
            throw Failures.badRequest("Invalid JSON Patch");
        }
        if (patch.size() > MOST_OPERATIONS) {
            throw Failures.tooLarge(
                    "The allowed maximum operations in a JSON patch is " + MOST_OPERATIONS + ", got " + patch.size());
        }
        JsonNode result = target.deepCopy();
        long copied = 0;
        for (JsonNode operation : patch) {
            if (operation.path("op").asText("").equals("copy")) {
                JsonNode source = existing(result, pointer(operation.path("from")));
                if (deeper(source, DEEPEST)) {
                    throw Failures.patchRejected();
                }
                copied += Json.bytes(source).length;
                if (copied > MOST_COPIED) {
                    throw Failures.tooLarge("Unable to complete the copy, the accumulated size increase of copy is "
                            + copied + ", exceeding the limit " + MOST_COPIED);
                }
            }
            result = step(result, operation);
        }
        if (result instanceof ObjectNode object && !deeper(object, DEEPEST)) {
            return object;
        }
        throw Failures.patchRejected();
    }

    private static JsonNode step(JsonNode document, JsonNode operation) {
        JsonPointer path = pointer(operation.path("path"));
        return switch (operation.path("op").asText("")) {
            case "add" -> add(document, path, value(operation));
            case "remove" -> remove(document, path);
            case "replace" -> {
                existing(document, path);
                yield path.matches() ? value(operation) : add(remove(document, path), path, value(operation));
            }
            case "test" -> {
                if (!document.at(path).equals(value(operation))) {
                    throw Failures.patchRejected();
                }
                yield document;
            }
            case "copy" ->
                add(
                        document,
                        path,
                        existing(document, pointer(operation.path("from"))).deepCopy());
            case "move" -> {
                JsonPointer from = pointer(operation.path("from"));
                JsonNode moved = existing(document, from);
                yield add(remove(document, from), path, moved);
            }
            default -> throw Failures.badRequest("Invalid JSON Patch");
        };
    }

    private static int depth(JsonPointer path) {
        int depth = 0;
        for (JsonPointer rest = path; !rest.matches(); rest = rest.tail()) {
            depth++;
        }
        return depth;
    }

    private static boolean deeper(JsonNode value, int than) {
        if (!value.isContainerNode()) {
            return false;
        }
        if (than <= 0) {
            return true;
        }
        for (JsonNode entry : value) {
            if (deeper(entry, than - 1)) {
                return true;
            }
        }
        return false;
    }

    private static JsonNode add(JsonNode document, JsonPointer path, JsonNode value) {
        if (path.matches()) {
            return value;
        }
        if (deeper(value, DEEPEST - depth(path))) {
            throw Failures.patchRejected();
        }
        JsonNode parent = existing(document, path.head());
        String last = path.last().getMatchingProperty();
        switch (parent) {
            case ObjectNode object -> object.set(last, value);
            case ArrayNode array -> array.insert(last.equals("-") ? array.size() : index(path, array.size()), value);
            default -> throw Failures.patchRejected();
        }
        return document;
    }

    private static JsonNode remove(JsonNode document, JsonPointer path) {
        existing(document, path);
        if (path.matches()) {
            throw Failures.patchRejected();
        }
        switch (existing(document, path.head())) {
            case ObjectNode object -> object.remove(path.last().getMatchingProperty());
            case ArrayNode array -> array.remove(index(path, array.size() - 1));
            default -> throw Failures.patchRejected();
        }
        return document;
    }

    private static int index(JsonPointer path, int highest) {
        int index = path.last().getMatchingIndex();
        if (index < 0 || index > highest) {
            throw Failures.patchRejected();
        }
        return index;
    }

    private static JsonNode existing(JsonNode document, JsonPointer path) {
        JsonNode found = document.at(path);
        if (found.isMissingNode()) {
            throw Failures.patchRejected();
        }
        return found;
    }

    private static JsonNode value(JsonNode operation) {
        JsonNode value = operation.get("value");
        if (value == null) {
            throw Failures.badRequest("Invalid JSON Patch");
        }
        return value.deepCopy();
    }

    private static JsonPointer pointer(JsonNode text) {
        if (text.asText("").chars().filter(c -> c == '/').count() > DEEPEST) {
            throw Failures.patchRejected();
        }
        try {
            return JsonPointer.compile(text.asText(""));
        } catch (IllegalArgumentException e) {
            throw Failures.patchRejected();
        }
    }
}
