package io.rollcall.kubeapi.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.kubeapi.json.Json;
import io.rollcall.kubeapi.status.StatusException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An answer.
 *
 * @param code HTTP status code
 * @param contentType media type of the body
 * @param body the body
 * @param headers more headers
 */
record Reply(int code, String contentType, byte[] body, SortedMap<String, String> headers) {

    static final String JSON = "application/json";

    /** A JSON document. */
    static Reply json(int code, JsonNode body) {
        return new Reply(code, JSON, Json.bytes(body), new TreeMap<>());
    }

    /** Plain text. */
    static Reply text(int code, String body) {
        return new Reply(code, "text/plain; charset=utf-8", body.getBytes(StandardCharsets.UTF_8), new TreeMap<>());
    }

    /** A refusal; when it says when to come again, so does a header, which clients look at. */
    static Reply of(StatusException refusal) {
        JsonNode body = refusal.body();
        Reply reply = json(refusal.code(), body);
        int seconds = body.path("details").path("retryAfterSeconds").asInt(0);
        return seconds > 0 ? reply.with("Retry-After", Integer.toString(seconds)) : reply;
    }

    /** The same with one more header. */
    Reply with(String name, String value) {
        SortedMap<String, String> more = new TreeMap<>(headers);
        more.putAll(Map.of(name, value));
        return new Reply(code, contentType, body, more);
    }

    /** The same with another media type. */
    Reply as(String otherType) {
        return new Reply(code, otherType, body, headers);
    }
}
