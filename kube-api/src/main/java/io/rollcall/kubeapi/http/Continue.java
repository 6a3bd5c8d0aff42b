package io.rollcall.kubeapi.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.kubeapi.json.Json;
import io.rollcall.kubeapi.status.Failures;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Where a list that was given in parts goes on.
 *
 * @param version the version of the whole list
 * @param after path of the last object that was given
 */
record Continue(long version, String after) {

    private static final String FORMAT = "meta.k8s.io/v1";

    /** As clients give it back. */
    String token() {
        JsonNode content = Json.object().put("v", FORMAT).put("rv", version).put("start", after + "\0");
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Json.bytes(content));
    }

    /**
     * Reads it back.
     *
     * @throws io.rollcall.kubeapi.status.StatusException 400 when it is none
     */
    static Continue of(String token) {
        try {
            JsonNode content = Json.read(Base64.getUrlDecoder().decode(token.getBytes(StandardCharsets.UTF_8)));
            String start = content.path("start").asText("");
            if (content.path("v").asText("").equals(FORMAT) && start.endsWith("\0")) {
                return new Continue(content.path("rv").asLong(), start.substring(0, start.length() - 1));
            }
        } catch (IllegalArgumentException | JsonProcessingException notOurs) {
            // Answered below.
        }
        throw Failures.badRequest("continue key is not valid: it must come from the list before");
    }
}
