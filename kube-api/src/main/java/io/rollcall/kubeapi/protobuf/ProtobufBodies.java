package io.rollcall.kubeapi.protobuf;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.kubeapi.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Bodies of the kinds DeleteOptions, Eviction, Namespace and the reviews of oneself: kubectl's typed clients send these in Protocol Buffers without
 * asking, while they read answers in JSON.
 */
public final class ProtobufBodies {

    /** The media type. */
    public static final String MEDIA_TYPE = "application/vnd.kubernetes.protobuf";

    private static final byte[] MAGIC = {'k', '8', 's', 0};

    private ProtobufBodies() {}

    /** The object in a body; empty when it is of another kind, or cannot be read. */
    public static Optional<ObjectNode> read(byte[] body) {
        if (body.length < MAGIC.length || !Arrays.equals(body, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            return Optional.empty();
        }
        try {
            Message envelope = Message.read(Arrays.copyOfRange(body, MAGIC.length, body.length));
            Message type = envelope.message(1);
            Message content = envelope.message(2);
            ObjectNode object = Json.object().put("apiVersion", type.text(1)).put("kind", type.text(2));
            return switch (type.text(2)) {
                case "DeleteOptions" -> Optional.of(deleteOptions(object, content));
                case "SelfSubjectAccessReview" -> Optional.of(accessReview(object, content));
                case "SelfSubjectRulesReview" -> Optional.of(rulesReview(object, content));
                case "SelfSubjectReview" -> Optional.of(object);
                case "Eviction" -> Optional.of(eviction(object, content));
                case "Namespace" -> Optional.of(namespace(object, content));
                default -> Optional.empty();
            };
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static ObjectNode deleteOptions(ObjectNode object, Message content) {
        if (content.has(1)) {
            object.put("gracePeriodSeconds", content.number(1));
        }
        if (content.has(2)) {
            ObjectNode preconditions = object.putObject("preconditions");
            text(preconditions, "uid", content.message(2), 1);
            text(preconditions, "resourceVersion", content.message(2), 2);
        }
        if (content.has(3)) {
            object.put("orphanDependents", content.number(3) != 0);
        }
        text(object, "propagationPolicy", content, 4);
        if (content.has(5)) {
            ArrayNode dryRun = object.putArray("dryRun");
            content.texts(5).forEach(dryRun::add);
        }
        return object;
    }

    private static ObjectNode eviction(ObjectNode object, Message content) {
        metadata(object.putObject("metadata"), content.message(1));
        if (content.has(2)) {
            deleteOptions(object.putObject("deleteOptions"), content.message(2));
        }
        return object;
    }

    /** Its spec and status are the server's. */
    private static ObjectNode namespace(ObjectNode object, Message content) {
        metadata(object.putObject("metadata"), content.message(1));
        return object;
    }

    private static void metadata(ObjectNode metadata, Message content) {
        text(metadata, "name", content, 1);
        text(metadata, "generateName", content, 2);
        text(metadata, "namespace", content, 3);
        map(metadata, "labels", content, 11);
        map(metadata, "annotations", content, 12);
    }

    private static void map(ObjectNode object, String name, Message content, int field) {
        if (content.has(field)) {
            ObjectNode map = object.putObject(name);
            for (byte[] entry : content.bytes().getOrDefault(field, List.of())) {
                Message pair = Message.read(entry);
                map.put(pair.text(1), pair.text(2));
            }
        }
    }

    private static ObjectNode accessReview(ObjectNode object, Message content) {
        object.putObject("metadata");
        ObjectNode spec = object.putObject("spec");
        Message wanted = content.message(2);
        if (wanted.has(1)) {
            ObjectNode attributes = spec.putObject("resourceAttributes");
            String[] names = {"namespace", "verb", "group", "version", "resource", "subresource", "name"};
            for (int i = 0; i < names.length; i++) {
                text(attributes, names[i], wanted.message(1), i + 1);
            }
        }
        if (wanted.has(2)) {
            ObjectNode attributes = spec.putObject("nonResourceAttributes");
            text(attributes, "path", wanted.message(2), 1);
            text(attributes, "verb", wanted.message(2), 2);
        }
        return object;
    }

    private static ObjectNode rulesReview(ObjectNode object, Message content) {
        text(object.putObject("spec"), "namespace", content.message(2), 1);
        return object;
    }

    private static void text(ObjectNode object, String name, Message content, int field) {
        byte[] value = content.bytesOf(field);
        if (value.length > 0) {
            object.put(name, new String(value, StandardCharsets.UTF_8));
        }
    }
}
