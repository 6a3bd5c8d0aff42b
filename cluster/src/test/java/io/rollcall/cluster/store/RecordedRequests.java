package io.rollcall.cluster.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.objects.Json;
import io.rollcall.rules.model.CanonicalJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Requests for DaemonSets and nodes, most of them invalid, with the answers of a real API server. */
public final class RecordedRequests {

    private RecordedRequests() {}

    /** What of an object does not depend on when, where and by whom it was made. */
    public static String essence(JsonNode object) {
        ObjectNode essence = object.deepCopy();
        Meta.of(essence).remove(List.of("uid", "resourceVersion", "creationTimestamp", "managedFields"));
        return CanonicalJson.writeWithoutNulls(essence);
    }

    /** The object that the recorded updates speak of: one of them changes but its name. */
    public static ObjectNode stored() throws IOException {
        for (ObjectNode recorded : all()) {
            if (name(recorded).equals("PUT name mismatch")) {
                ObjectNode stored = recorded.path("request").deepCopy();
                Meta.of(stored).put("name", "nginx");
                return stored;
            }
        }
        throw new IllegalStateException("the recording has no such request");
    }

    /** What it is about. */
    public static String name(ObjectNode recorded) {
        return recorded.path("case").asText().strip();
    }

    /** All of them. */
    public static List<ObjectNode> all() throws IOException {
        try (InputStream stream = RecordedRequests.class.getResourceAsStream("/kubernetes/rejections.json")) {
            List<ObjectNode> all = new ArrayList<>();
            Json.read(new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8))
                    .forEach(recorded -> all.add((ObjectNode) recorded));
            return all;
        }
    }
}
