package io.rollcall.kubeapi.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.kubeapi.json.Json;
import io.rollcall.kubeapi.protobuf.ProtobufBodies;
import io.rollcall.kubeapi.status.Failures;
import java.util.List;

/** Answers {@code kubectl auth can-i}: there are those who may read, and those who may do everything. */
final class AccessReviews {

    private static final List<String> READING = List.of("get", "list", "watch");

    private AccessReviews() {}

    static Reply answer(Request request) {
        ObjectNode review = review(request);
        review.put("kind", "SelfSubjectAccessReview").put("apiVersion", "authorization.k8s.io/v1");
        ObjectNode status = review.putObject("status");
        JsonNode spec = review.path("spec");
        String verb = spec.path(spec.has("resourceAttributes") ? "resourceAttributes" : "nonResourceAttributes")
                .path("verb")
                .asText("");
        boolean allowed = request.mayWrite() || READING.contains(verb);
        status.put("allowed", allowed).put("reason", allowed ? "the token is one for this" : "the token may only read");
        return Reply.json(201, review);
    }

    private static ObjectNode review(Request request) {
        if (request.contentType().equals(ProtobufBodies.MEDIA_TYPE)) {
            return ProtobufBodies.read(request.body()).orElseThrow(Failures::unsupportedBody);
        }
        try {
            JsonNode body = Json.read(request.body());
            if (body instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw Failures.badRequest("couldn't get version/kind; json parse error: " + e.getOriginalMessage());
        }
        throw Failures.badRequest("the body must be a SelfSubjectAccessReview");
    }
}
