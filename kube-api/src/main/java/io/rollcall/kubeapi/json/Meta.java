package io.rollcall.kubeapi.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/** Metadata of an object: short names for the paths that everybody reads. Absent text is empty. */
public final class Meta {

    private Meta() {}

    /** metadata, made when absent. */
    public static ObjectNode of(ObjectNode object) {
        return child(object, "metadata");
    }

    /** The object in a field, made when absent. */
    public static ObjectNode child(ObjectNode parent, String field) {
        return parent.get(field) instanceof ObjectNode present ? present : parent.putObject(field);
    }

    /** metadata.name. */
    public static String name(JsonNode object) {
        return text(object, "name");
    }

    /** metadata.namespace. */
    public static String namespace(JsonNode object) {
        return text(object, "namespace");
    }

    /** metadata.uid. */
    public static String uid(JsonNode object) {
        return text(object, "uid");
    }

    /** metadata.resourceVersion. */
    public static String resourceVersion(JsonNode object) {
        return text(object, "resourceVersion");
    }

    /** metadata.resourceVersion as a number; 0 when there is none. */
    public static long version(JsonNode object) {
        return object.path("metadata").path("resourceVersion").asLong(0);
    }

    /** Whether the object is being deleted. */
    public static boolean terminating(JsonNode object) {
        return object.path("metadata").hasNonNull("deletionTimestamp");
    }

    /** metadata.labels, in order. */
    public static Map<String, String> labels(JsonNode object) {
        Map<String, String> labels = new TreeMap<>();
        object.path("metadata")
                .path("labels")
                .properties()
                .forEach(entry -> labels.put(entry.getKey(), entry.getValue().asText()));
        return labels;
    }

    private static String text(JsonNode object, String field) {
        return object.path("metadata").path(field).asText("");
    }
}
