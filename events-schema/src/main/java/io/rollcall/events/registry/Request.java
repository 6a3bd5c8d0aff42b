package io.rollcall.events.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * A request as far as the registry cares.
 *
 * @param method HTTP method
 * @param path segments of the path, decoded
 * @param query parameters of the query, decoded; the first of each name
 * @param body body as JSON; a missing node when there is none
 */
record Request(String method, List<String> path, Map<String, String> query, JsonNode body) {

    /** Whether a parameter is there and says true. */
    boolean flag(String name) {
        return "true".equalsIgnoreCase(query.getOrDefault(name, ""));
    }
}
