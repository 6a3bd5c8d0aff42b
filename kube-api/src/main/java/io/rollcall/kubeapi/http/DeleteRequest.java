package io.rollcall.kubeapi.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.kubeapi.json.Json;
import io.rollcall.kubeapi.protobuf.ProtobufBodies;
import io.rollcall.kubeapi.status.Failures;
import io.rollcall.kubeapi.store.DeleteOptions;
import io.rollcall.kubeapi.store.Propagation;
import io.rollcall.kubeapi.store.WriteMode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads how to delete: from the body, and what the body does not say from the query. */
final class DeleteRequest {

    private DeleteRequest() {}

    static DeleteOptions of(Request request) {
        return of(body(request), request.query());
    }

    /** What DeleteOptions say; where they say nothing, what the query says. */
    static DeleteOptions of(JsonNode body, Query query) {
        JsonNode grace = body.path("gracePeriodSeconds");
        Long seconds = grace.isIntegralNumber()
                ? Long.valueOf(grace.asLong())
                : query.text("gracePeriodSeconds").isEmpty()
                        ? null
                        : Long.valueOf(query.number("gracePeriodSeconds").getAsLong());
        boolean dryRun = query.dryRun();
        for (JsonNode value : body.path("dryRun")) {
            if (!value.asText().equals("All")) {
                throw Failures.unsupportedValue("meta.k8s.io", "DeleteOptions", "dryRun", value.asText(), "\"All\"");
            }
            dryRun = true;
        }
        return new DeleteOptions(
                text(body.path("preconditions").path("uid")),
                text(body.path("preconditions").path("resourceVersion")),
                seconds,
                propagation(body, query),
                dryRun ? WriteMode.DRY_RUN : WriteMode.COMMIT);
    }

    private static Propagation propagation(JsonNode body, Query query) {
        String policy = body.path("propagationPolicy").asText(query.text("propagationPolicy"));
        boolean orphan = body.path("orphanDependents").asBoolean(query.flag("orphanDependents"));
        return switch (policy) {
            case "" -> orphan ? Propagation.ORPHAN : Propagation.BACKGROUND;
            case "Background" -> Propagation.BACKGROUND;
            case "Foreground" -> Propagation.FOREGROUND;
            case "Orphan" -> Propagation.ORPHAN;
            default ->
                throw Failures.unsupportedValue(
                        "meta.k8s.io",
                        "DeleteOptions",
                        "propagationPolicy",
                        policy,
                        "\"Foreground\", \"Background\", \"Orphan\", \"nil\"");
        };
    }

    private static JsonNode body(Request request) {
        if (request.body().length == 0) {
            return Json.object();
        }
        if (request.contentType().equals(ProtobufBodies.MEDIA_TYPE)) {
            return ProtobufBodies.read(request.body()).orElseThrow(Failures::unsupportedBody);
        }
        try {
            JsonNode body =
                    request.contentType().contains("yaml") ? Yaml.read(request.body()) : Json.read(request.body());
            if (body.isObject() || body.isNull() || body.isMissingNode()) {
                return body;
            }
        } catch (JsonProcessingException e) {
            throw Failures.badRequest("couldn't get version/kind; json parse error: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw Failures.badRequest("couldn't get version/kind; json parse error: " + e.getMessage());
        }
        throw Failures.badRequest("DeleteOptions must be an object");
    }

    private static @Nullable String text(JsonNode value) {
        String text = value.asText("");
        return text.isEmpty() ? null : text;
    }
}
