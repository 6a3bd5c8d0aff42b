package io.rollcall.kubeapi.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.kubeapi.json.Json;
import io.rollcall.kubeapi.json.Meta;
import io.rollcall.kubeapi.protobuf.ProtobufBodies;
import io.rollcall.kubeapi.resource.ResourceType;
import io.rollcall.kubeapi.status.Failures;
import io.rollcall.kubeapi.status.StatusException;
import io.rollcall.rules.admission.schema.DecodeException;
import io.rollcall.rules.admission.schema.ObjectReader;
import io.rollcall.rules.admission.schema.ObjectType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Reads the bodies of requests. */
final class Bodies {

    private static final List<String> YAML = List.of("application/yaml", "application/x-yaml", "text/yaml");

    private Bodies() {}

    /**
     * The object in a body, of that type and for that path, with all the fields that were sent.
     *
     * @throws io.rollcall.kubeapi.status.StatusException 415 for another media type, 400 when it is no such object
     */
    static ObjectNode object(ResourceType type, ResourcePath path, Request request) {
        ObjectNode object = document(type, request);
        kind(type, object);
        address(type, path, object);
        return object;
    }

    private static ObjectNode document(ResourceType type, Request request) {
        String contentType = request.contentType();
        if (contentType.equals(ProtobufBodies.MEDIA_TYPE)) {
            return ProtobufBodies.read(request.body()).orElseThrow(Failures::unsupportedBody);
        }
        boolean yaml = YAML.contains(contentType);
        if (!yaml && !contentType.isEmpty() && !contentType.equals(Reply.JSON)) {
            throw Failures.unsupportedBody();
        }
        try {
            if (!yaml && known(type).isPresent()) {
                ObjectReader.read(known(type).get(), new String(request.body(), StandardCharsets.UTF_8));
            }
            JsonNode tree = yaml ? Yaml.read(request.body()) : Json.read(request.body());
            if (tree instanceof ObjectNode object) {
                return object;
            }
            throw unrecognized(type, "not an object");
        } catch (DecodeException e) {
            throw Failures.badRequest(e.problem());
        } catch (JsonProcessingException e) {
            throw unrecognized(type, e.getOriginalMessage());
        } catch (IOException e) {
            throw unrecognized(type, String.valueOf(e.getMessage()));
        }
    }

    private static StatusException unrecognized(ResourceType type, String problem) {
        return Failures.badRequest("the object provided is unrecognized (must be of type " + type.kind()
                + "): couldn't get version/kind; json parse error: "
                + problem.lines().findFirst().orElse(""));
    }

    /**
     * Kind and version are those of the type, and fields have the right types; an object without kind and version gets them.
     *
     * @throws StatusException 400 when they are others
     */
    static void kind(ResourceType type, ObjectNode object) {
        try {
            if (known(type).isPresent()) {
                ObjectReader.read(known(type).get(), object);
            }
        } catch (DecodeException e) {
            throw Failures.badRequest(e.problem());
        }
        String kind = object.path("kind").asText(type.kind());
        String apiVersion = object.path("apiVersion").asText(type.apiVersion());
        if (!kind.equals(type.kind()) || !apiVersion.equals(type.apiVersion())) {
            throw Failures.badRequest(
                    apiVersion + " " + kind + " cannot be handled as a " + type.apiVersion() + " " + type.kind());
        }
        object.put("apiVersion", type.apiVersion()).put("kind", type.kind());
    }

    /** The types of which the decoder knows all fields. */
    private static Optional<ObjectType> known(ResourceType type) {
        return switch (type) {
            case NODES -> Optional.of(ObjectType.NODE);
            case DAEMON_SETS -> Optional.of(ObjectType.DAEMON_SET);
            case CONTROLLER_REVISIONS -> Optional.of(ObjectType.CONTROLLER_REVISION);
            case PODS, NAMESPACES, EVENTS -> Optional.empty();
        };
    }

    /** Namespace and, where the path has one, name are those of the path; where the object has none they are taken from it. */
    static void address(ResourceType type, ResourcePath path, ObjectNode object) {
        ObjectNode metadata = Meta.of(object);
        String name = Meta.name(object);
        if (!path.name().isEmpty() && !name.isEmpty() && !name.equals(path.name())) {
            throw Failures.badRequest(
                    "the name of the object (" + name + ") does not match the name on the URL (" + path.name() + ")");
        }
        if (!path.name().isEmpty()) {
            metadata.put("name", path.name());
        }
        if (type.namespaced()) {
            String namespace = Meta.namespace(object);
            if (!namespace.isEmpty() && !namespace.equals(path.namespace())) {
                throw Failures.badRequest(
                        "the namespace of the provided object does not match the namespace sent on the request");
            }
            metadata.put("namespace", path.namespace());
        } else {
            metadata.remove("namespace");
        }
    }
}
