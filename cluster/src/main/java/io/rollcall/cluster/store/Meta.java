package io.rollcall.cluster.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Metadata of an object that the store holds: short names for the paths everybody needs. */
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

    /** metadata.name; empty when absent. */
    public static String name(JsonNode object) {
        return object.path("metadata").path("name").asText("");
    }

    /** metadata.namespace; empty when absent. */
    public static String namespace(JsonNode object) {
        return object.path("metadata").path("namespace").asText("");
    }

    /** metadata.uid; empty when absent. */
    public static String uid(JsonNode object) {
        return object.path("metadata").path("uid").asText("");
    }

    /** metadata.resourceVersion; empty when absent. */
    public static String resourceVersion(JsonNode object) {
        return object.path("metadata").path("resourceVersion").asText("");
    }

    /** metadata.labels in order. */
    public static SortedMap<String, String> labels(JsonNode object) {
        SortedMap<String, String> labels = new TreeMap<>();
        object.path("metadata")
                .path("labels")
                .properties()
                .forEach(entry -> labels.put(entry.getKey(), entry.getValue().asText()));
        return labels;
    }

    /** An annotation; null when absent. */
    public static @Nullable String annotation(JsonNode object, String name) {
        return object.path("metadata").path("annotations").path(name).textValue();
    }

    /** Whether the object has a deletionTimestamp. */
    public static boolean terminating(JsonNode object) {
        return object.path("metadata").hasNonNull("deletionTimestamp");
    }

    /** metadata.finalizers. */
    public static List<String> finalizers(JsonNode object) {
        List<String> finalizers = new ArrayList<>();
        object.path("metadata").path("finalizers").forEach(finalizer -> finalizers.add(finalizer.asText()));
        return finalizers;
    }

    /** Takes a finalizer away; the field goes with the last one. */
    public static void removeFinalizer(ObjectNode object, String finalizer) {
        ObjectNode metadata = of(object);
        if (metadata.get("finalizers") instanceof ArrayNode finalizers) {
            removeIf(finalizers, entry -> entry.asText().equals(finalizer));
            if (finalizers.isEmpty()) {
                metadata.remove("finalizers");
            }
        }
    }

    /** UIDs of all owners. */
    public static List<String> ownerUids(JsonNode object) {
        List<String> uids = new ArrayList<>();
        object.path("metadata")
                .path("ownerReferences")
                .forEach(owner -> uids.add(owner.path("uid").asText("")));
        return uids;
    }

    /** The owner reference with controller = true; null when there is none. */
    public static @Nullable JsonNode controller(JsonNode object) {
        for (JsonNode owner : object.path("metadata").path("ownerReferences")) {
            if (owner.path("controller").asBoolean(false)) {
                return owner;
            }
        }
        return null;
    }

    /** Takes the owner with that UID away; the field goes with the last one. */
    public static void removeOwner(ObjectNode object, String uid) {
        ObjectNode metadata = of(object);
        if (metadata.get("ownerReferences") instanceof ArrayNode owners) {
            removeIf(owners, owner -> owner.path("uid").asText("").equals(uid));
            if (owners.isEmpty()) {
                metadata.remove("ownerReferences");
            }
        }
    }

    /** A time as Kubernetes writes it: to the second. */
    public static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static void removeIf(ArrayNode array, java.util.function.Predicate<JsonNode> unwanted) {
        for (int i = array.size() - 1; i >= 0; i--) {
            if (unwanted.test(array.get(i))) {
                array.remove(i);
            }
        }
    }
}
