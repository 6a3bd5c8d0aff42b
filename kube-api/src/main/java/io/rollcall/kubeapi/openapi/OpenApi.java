package io.rollcall.kubeapi.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.kubeapi.json.Json;
import io.rollcall.kubeapi.resource.ResourceType;
import io.rollcall.kubeapi.types.ApiTypes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The OpenAPI documents, made once. Immutable. */
public final class OpenApi {

    private static final List<String> PATCHES = List.of(
            "application/apply-patch+yaml",
            "application/json-patch+json",
            "application/merge-patch+json",
            "application/strategic-merge-patch+json");
    private static final List<String> PARAMETERS = List.of("dryRun", "fieldManager", "fieldValidation");

    private final String product;
    private final SortedMap<String, byte[]> documents = new TreeMap<>();
    private final ObjectNode root = Json.object();
    private final byte[] swagger;
    private final byte[] swaggerMessage;

    /** Documents that name this version of the product. */
    public OpenApi(String product) {
        this.product = product;
        ObjectNode paths = root.putObject("paths");
        List<ObjectNode> made = new ArrayList<>();
        for (String place : List.of("api/v1", "apis/apps/v1")) {
            made.add(document(place));
            byte[] document = Json.bytes(made.getLast());
            documents.put(place, document);
            String hash = Integer.toHexString(Arrays.hashCode(document));
            paths.putObject(place).put("serverRelativeURL", "/openapi/v3/" + place + "?hash=" + hash);
        }
        ObjectNode old = Swagger.of(made);
        swagger = Json.bytes(old);
        swaggerMessage = SwaggerMessage.of(old);
    }

    /** Which documents there are. */
    public ObjectNode root() {
        return root.deepCopy();
    }

    /** The document of a group, such as {@code apis/apps/v1}; none when there is no such. */
    public byte[] document(List<String> place) {
        return documents.getOrDefault(String.join("/", place), new byte[0]).clone();
    }

    /** All of it in version 2, as JSON. */
    public byte[] swagger() {
        return swagger.clone();
    }

    /** All of it in version 2, as the message {@code openapi.v2.Document} of Protocol Buffers. */
    public byte[] swaggerMessage() {
        return swaggerMessage.clone();
    }

    private ObjectNode document(String place) {
        String group = place.equals("api/v1") ? "" : "apps";
        ObjectNode document = Json.object().put("openapi", "3.0.0");
        document.putObject("info").put("title", "Kubernetes API of Rollcall").put("version", product);
        ObjectNode paths = document.putObject("paths");
        ObjectNode schemas = document.putObject("components").putObject("schemas");
        Schemas types = new Schemas(schemas);
        for (ResourceType type : ResourceType.values()) {
            if (type.group().equals(group)) {
                types.add(type);
                paths(place, type, paths);
            }
        }
        return document;
    }

    private static void paths(String place, ResourceType type, ObjectNode paths) {
        String all = "/" + place + (type.namespaced() ? "/namespaces/{namespace}/" : "/") + type.plural();
        ObjectNode collection = paths.putObject(all);
        operation(collection, "get", "list", type);
        ObjectNode object = paths.putObject(all + "/{name}");
        operation(object, "get", "get", type);
        body(parameters(operation(collection, "post", "post", type)), List.of("*/*"), type);
        body(parameters(operation(object, "put", "put", type)), List.of("*/*"), type);
        body(parameters(operation(object, "patch", "patch", type)), PATCHES, type);
        operation(object, "delete", "delete", type);
    }

    private static ObjectNode operation(ObjectNode path, String method, String action, ResourceType type) {
        ObjectNode operation = path.putObject(method).put("x-kubernetes-action", action);
        operation
                .putObject("x-kubernetes-group-version-kind")
                .put("group", type.group())
                .put("kind", type.kind())
                .put("version", type.version());
        operation.putObject("responses").putObject("200").put("description", "OK");
        return operation;
    }

    private static ObjectNode parameters(ObjectNode operation) {
        ArrayNode parameters = operation.putArray("parameters");
        for (String name : PARAMETERS) {
            ObjectNode parameter = parameters.addObject().put("name", name).put("in", "query");
            parameter.putObject("schema").put("type", "string").put("uniqueItems", true);
        }
        return operation;
    }

    private static void body(ObjectNode operation, List<String> mediaTypes, ResourceType type) {
        ObjectNode content = operation.putObject("requestBody").putObject("content");
        for (String mediaType : mediaTypes) {
            content.putObject(mediaType).set("schema", Schemas.reference(ApiTypes.of(type)));
        }
    }
}
