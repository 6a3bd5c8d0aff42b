package io.rollcall.kubeapi.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.kubeapi.json.Json;
import io.rollcall.kubeapi.json.Meta;
import io.rollcall.kubeapi.resource.ResourceType;
import java.time.InstantSource;
import java.util.List;

/** Renders objects in the form that a client asked for. For any number of threads. */
final class Renderer {

    private final InstantSource clock;

    Renderer(InstantSource clock) {
        this.clock = clock;
    }

    /** One object. */
    JsonNode one(ResourceType type, ObjectNode object, Rendering rendering) {
        return switch (rendering.form()) {
            case OBJECT -> object;
            case METADATA -> metadata(object, rendering.version());
            case TABLE -> {
                ObjectNode table = table(type, List.of(object), rendering, true);
                Meta.of(table).put("resourceVersion", Meta.resourceVersion(object));
                yield table;
            }
        };
    }

    /** A list; the metadata of the list is put in by whoever asks. */
    ObjectNode list(ResourceType type, List<ObjectNode> items, Rendering rendering) {
        return switch (rendering.form()) {
            case TABLE -> table(type, items, rendering, true);
            case METADATA -> {
                ObjectNode list = Json.object()
                        .put("kind", "PartialObjectMetadataList")
                        .put("apiVersion", "meta.k8s.io/" + rendering.version());
                list.putObject("metadata");
                var array = list.putArray("items");
                items.forEach(item -> array.add(metadata(item, rendering.version())));
                yield list;
            }
            case OBJECT -> {
                ObjectNode list =
                        Json.object().put("kind", type.kind() + "List").put("apiVersion", type.apiVersion());
                list.putObject("metadata");
                var array = list.putArray("items");
                items.forEach(item -> array.add(withoutKind(item)));
                yield list;
            }
        };
    }

    /** An object of a watch; a Table tells its columns only once. */
    JsonNode watched(ResourceType type, ObjectNode object, Rendering rendering, boolean first) {
        if (rendering.form() != Rendering.Form.TABLE) {
            return one(type, object, rendering);
        }
        ObjectNode table = table(type, List.of(object), rendering, first);
        Meta.of(table).put("resourceVersion", Meta.resourceVersion(object));
        return table;
    }

    private ObjectNode table(ResourceType type, List<ObjectNode> items, Rendering rendering, boolean columns) {
        ObjectNode table = Json.object().put("kind", "Table").put("apiVersion", "meta.k8s.io/" + rendering.version());
        table.putObject("metadata");
        TableRows rows = TableRows.of(type);
        if (columns) {
            rows.columns(table.putArray("columnDefinitions"));
        } else {
            table.putNull("columnDefinitions");
        }
        var array = table.putArray("rows");
        for (ObjectNode item : items) {
            ObjectNode row = array.addObject();
            rows.cells(item, clock.instant(), row.putArray("cells"));
            switch (rendering.include()) {
                case "Object" -> row.set("object", item);
                case "Metadata" -> row.set("object", metadata(item, rendering.version()));
                default -> {}
            }
        }
        return table;
    }

    private static ObjectNode metadata(ObjectNode object, String version) {
        ObjectNode partial =
                Json.object().put("kind", "PartialObjectMetadata").put("apiVersion", "meta.k8s.io/" + version);
        partial.set("metadata", object.path("metadata"));
        return partial;
    }

    /** In a list the kind of the items stands in the kind of the list. */
    private static ObjectNode withoutKind(ObjectNode object) {
        ObjectNode item = Json.object();
        object.properties().stream()
                .filter(entry ->
                        !entry.getKey().equals("kind") && !entry.getKey().equals("apiVersion"))
                .forEach(entry -> item.set(entry.getKey(), entry.getValue()));
        return item;
    }
}
