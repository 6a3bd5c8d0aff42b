package io.rollcall.kubeapi.managed;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.kubeapi.json.Json;
import io.rollcall.kubeapi.store.Part;

/**
 * Somebody who sets fields in one way.
 *
 * @param name its name, such as kubectl
 * @param operation Apply, or Update for every other way
 * @param apiVersion version of the object in which it wrote
 * @param subresource status, or nothing
 */
record Manager(String name, String operation, String apiVersion, String subresource) {

    static final String APPLY = "Apply";
    static final String UPDATE = "Update";

    static Manager of(String name, String operation, String apiVersion, Part part) {
        return new Manager(name, operation, apiVersion, part == Part.STATUS ? "status" : "");
    }

    static Manager of(JsonNode entry) {
        return new Manager(
                entry.path("manager").asText(""),
                entry.path("operation").asText(""),
                entry.path("apiVersion").asText(""),
                entry.path("subresource").asText(""));
    }

    /** As refusals name it. */
    String shown() {
        String who = Json.text(Json.array().add(name));
        return who.substring(1, who.length() - 1)
                + (subresource.isEmpty() ? "" : " with subresource \"" + subresource + "\"")
                + (operation.equals(UPDATE) ? " using " + apiVersion : "");
    }
}
