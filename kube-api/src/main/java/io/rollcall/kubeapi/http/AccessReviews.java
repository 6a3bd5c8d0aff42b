package io.rollcall.kubeapi.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.kubeapi.json.Json;
import io.rollcall.kubeapi.protobuf.ProtobufBodies;
import io.rollcall.kubeapi.status.Failures;

/** Answers {@code kubectl auth can-i}: whoever reaches this server may do everything that it serves. */
final class AccessReviews {

    private AccessReviews() {}

    static Reply answer(Request request) {
        ObjectNode review = review(request);
        review.put("kind", "SelfSubjectAccessReview").put("apiVersion", "authorization.k8s.io/v1");
        ObjectNode status = review.putObject("status");
        status.put("allowed", true).put("reason", "this server makes no difference between its users");
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
