package io.rollcall.kubeapi.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.kubeapi.json.Json;
import io.rollcall.kubeapi.json.Meta;
import io.rollcall.kubeapi.protobuf.ProtobufBodies;
import io.rollcall.kubeapi.resource.ResourceType;
import io.rollcall.kubeapi.status.Failures;
import io.rollcall.kubeapi.store.ResourceStore;

/** Evictions, by which {@code kubectl drain} empties a node. There are no disruption budgets here, so a pod is always let go. */
final class Evictions {

    /** The subresource of pods. */
    static final String NAME = "eviction";

    private final ResourceStore store;

    Evictions(ResourceStore store) {
        this.store = store;
    }

    Reply evict(ResourcePath path, Request request) {
        JsonNode eviction = body(request);
        String name = Meta.name(eviction);
        if (!name.isEmpty() && !name.equals(path.name())) {
            throw Failures.badRequest("name in URL does not match name in Eviction object");
        }
        store.delete(path.key(ResourceType.PODS), DeleteRequest.of(eviction.path("deleteOptions"), request.query()));
        ObjectNode status = Json.object().put("kind", "Status").put("apiVersion", "v1");
        status.putObject("metadata");
        return Reply.json(201, status.put("status", "Success").put("code", 201));
    }

    private static JsonNode body(Request request) {
        if (request.contentType().equals(ProtobufBodies.MEDIA_TYPE)) {
            return ProtobufBodies.read(request.body()).orElseThrow(Failures::unsupportedBody);
        }
        try {
            return request.body().length == 0 ? Json.object() : Json.read(request.body());
        } catch (JsonProcessingException e) {
            throw Failures.badRequest("couldn't get version/kind; json parse error: " + e.getOriginalMessage());
        }
    }
}
