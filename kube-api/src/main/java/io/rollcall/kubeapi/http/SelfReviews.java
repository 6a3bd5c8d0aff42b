package io.rollcall.kubeapi.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.kubeapi.discovery.Review;
import io.rollcall.kubeapi.json.Json;
import io.rollcall.kubeapi.protobuf.ProtobufBodies;
import io.rollcall.kubeapi.status.Failures;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Answers {@code kubectl auth}: there are those who may read, and those who may do everything. */
final class SelfReviews {

    private static final List<String> READING = List.of("get", "list", "watch");
    private static final String ALL = "*";

    private SelfReviews() {}

    static Reply answer(Review review, Request request, Instant now) {
        ObjectNode body = body(review, request);
        ObjectNode answer = switch (review) {
            case SELF -> self(request.mayWrite(), now);
            case ACCESS -> access(body, request.mayWrite());
            case RULES -> rules(body, request.mayWrite());
        };
        return Reply.json(201, answer.put("kind", review.kind()).put("apiVersion", review.group() + "/v1"));
    }

    /** Who has a token is known by its role alone; without tokens everybody is a writer. */
    private static ObjectNode self(boolean writer, Instant now) {
        ObjectNode answer = Json.object();
        answer.putObject("metadata")
                .put("creationTimestamp", now.truncatedTo(ChronoUnit.SECONDS).toString());
        answer.putObject("status")
                .putObject("userInfo")
                .put("username", writer ? "rollcall:writer" : "rollcall:reader")
                .putArray("groups")
                .add("system:authenticated");
        return answer;
    }

    private static ObjectNode access(ObjectNode review, boolean writer) {
        JsonNode spec = review.path("spec");
        JsonNode attributes =
                spec.path(spec.has("resourceAttributes") ? "resourceAttributes" : "nonResourceAttributes");
        String verb = attributes.path("verb").asText("");
        boolean allowed = writer || READING.contains(verb) || verb.equals("create") && ofOneself(attributes);
        review.putObject("status")
                .put("allowed", allowed)
                .put("reason", allowed ? "the token is one for this" : "the token may only read");
        return review;
    }

    private static boolean ofOneself(JsonNode attributes) {
        return attributes.path("subresource").asText("").isEmpty()
                && Review.of(
                                attributes.path("group").asText(""),
                                attributes.path("resource").asText(""))
                        .isPresent();
    }

    /** The same in all namespaces; a real server wants to be told one all the same. */
    private static ObjectNode rules(ObjectNode review, boolean writer) {
        if (review.at("/spec/namespace").asText("").isEmpty()) {
            throw Failures.badRequest("no namespace on request");
        }
        ObjectNode answer = Json.object();
        answer.putObject("metadata").putNull("creationTimestamp");
        answer.putObject("spec");
        ObjectNode status = answer.putObject("status");
        ArrayNode resources = status.putArray("resourceRules");
        List<String> verbs = writer ? List.of(ALL) : READING;
        rule(resources, verbs, ALL, ALL);
        if (!writer) {
            for (Review one : Review.values()) {
                rule(resources, List.of("create"), one.group(), one.plural());
            }
        }
        ObjectNode paths = status.putArray("nonResourceRules").addObject();
        paths.putArray("verbs").add(writer ? ALL : "get");
        paths.putArray("nonResourceURLs").add(ALL);
        status.put("incomplete", false);
        return answer;
    }

    private static void rule(ArrayNode rules, List<String> verbs, String group, String resource) {
        ObjectNode rule = rules.addObject();
        ArrayNode said = rule.putArray("verbs");
        verbs.forEach(said::add);
        rule.putArray("apiGroups").add(group);
        rule.putArray("resources").add(resource);
    }

    private static ObjectNode body(Review review, Request request) {
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
        throw Failures.badRequest("the body must be a " + review.kind());
    }
}
