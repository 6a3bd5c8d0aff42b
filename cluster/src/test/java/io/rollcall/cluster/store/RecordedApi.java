package io.rollcall.cluster.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.objects.Json;
import io.rollcall.cluster.objects.ObjectKind;
import io.rollcall.events.ChangeType;
import io.rollcall.rules.admission.DeleteOptionsAdmission;
import io.rollcall.rules.admission.field.FieldError;
import io.rollcall.rules.admission.schema.DecodeException;
import io.rollcall.rules.admission.schema.ObjectReader;
import io.rollcall.rules.admission.schema.ObjectType;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Puts recorded requests to the store, as an API server in front of it would. */
final class RecordedApi {

    private final ObjectStore store = new ObjectStore(1);

    /** An API server with one DaemonSet. */
    RecordedApi(ObjectNode daemonSet) {
        store.moveTo(Instant.parse("2026-11-21T00:00:00Z"));
        store.takeOver(ObjectKind.DAEMON_SET, ChangeType.ADDED, daemonSet);
    }

    /** Code and body. */
    record Answer(int code, JsonNode body) {}

    Answer answer(ObjectNode recorded) {
        try {
            return handle(recorded);
        } catch (ApiException e) {
            return new Answer(e.status().code(), e.status().json());
        } catch (DecodeException e) {
            ApiException refused = ApiException.badRequest(e.problem());
            return new Answer(refused.status().code(), refused.status().json());
        }
    }

    private Answer handle(ObjectNode recorded) throws DecodeException {
        boolean node = recorded.path("path").asText().startsWith("/api/v1/nodes");
        ObjectKind kind = node ? ObjectKind.NODE : ObjectKind.DAEMON_SET;
        ObjectType type = node ? ObjectType.NODE : ObjectType.DAEMON_SET;
        ObjectKey key = key(kind, recorded.path("path").asText());
        JsonNode request = recorded.path("request");
        String body = request.isTextual() ? request.asText() : Json.write(request);
        return switch (recorded.path("method").asText()) {
            case "POST" -> new Answer(201, store.create(kind, inNamespace(kind, ObjectReader.read(type, body))));
            case "PUT" -> new Answer(200, store.update(kind, inNamespace(kind, ObjectReader.read(type, body))));
            case "PATCH" -> {
                ObjectNode patched = store.get(key).deepCopy();
                merge(patched, request);
                yield new Answer(200, store.update(kind, patched));
            }
            case "GET" -> new Answer(200, store.get(key));
            case "DELETE" -> delete(key, request);
            default -> throw new IllegalStateException("no such method in the recording");
        };
    }

    private Answer delete(ObjectKey key, JsonNode options) {
        if (options instanceof ObjectNode object) {
            List<FieldError> errors = DeleteOptionsAdmission.check(object);
            if (!errors.isEmpty()) {
                return new Answer(422, DeleteOptionsAdmission.refusal(errors).json());
            }
        }
        JsonNode uid = options.path("preconditions").path("uid");
        store.delete(key, uid.isTextual() ? DeleteOptions.DEFAULT.onlyUid(uid.asText()) : DeleteOptions.DEFAULT);
        return new Answer(200, Json.object());
    }

    private static ObjectNode inNamespace(ObjectKind kind, ObjectNode object) {
        if (kind.namespaced() && Meta.namespace(object).isEmpty()) {
            Meta.of(object).put("namespace", "default");
        }
        return object;
    }

    private static ObjectKey key(ObjectKind kind, String path) {
        return new ObjectKey(kind, "default", path.substring(path.lastIndexOf('/') + 1));
    }

    private static void merge(ObjectNode target, JsonNode patch) {
        for (Map.Entry<String, JsonNode> field : patch.properties()) {
            if (field.getValue().isObject() && target.get(field.getKey()) instanceof ObjectNode child) {
                merge(child, field.getValue());
            } else {
                target.set(field.getKey(), field.getValue());
            }
        }
    }
}
