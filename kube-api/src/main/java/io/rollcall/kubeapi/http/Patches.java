package io.rollcall.kubeapi.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.kubeapi.json.Json;
import io.rollcall.kubeapi.json.Meta;
import io.rollcall.kubeapi.managed.Writer;
import io.rollcall.kubeapi.patch.JsonPatch;
import io.rollcall.kubeapi.patch.MergePatch;
import io.rollcall.kubeapi.patch.StrategicMergePatch;
import io.rollcall.kubeapi.resource.ResourceKey;
import io.rollcall.kubeapi.resource.ResourceType;
import io.rollcall.kubeapi.status.Failures;
import io.rollcall.kubeapi.status.StatusException;
import io.rollcall.kubeapi.store.Part;
import io.rollcall.kubeapi.store.ResourceStore;
import io.rollcall.kubeapi.store.WriteMode;
import io.rollcall.kubeapi.types.ApiTypes;
import java.io.IOException;
import java.time.InstantSource;
import java.util.function.UnaryOperator;

/** Patches, and server-side apply, which may create. */
final class Patches {

    private static final int NOT_FOUND = 404;
    private static final int ATTEMPTS = 8;

    private final ResourceStore store;
    private final Renderer renderer;
    private final InstantSource clock;

    Patches(ResourceStore store, Renderer renderer, InstantSource clock) {
        this.store = store;
        this.renderer = renderer;
        this.clock = clock;
    }

    Reply patch(ResourceType type, ResourcePath path, Part part, Request request) {
        Target target = new Target(
                type,
                path,
                part,
                Writes.mode(request),
                Rendering.of(request),
                FieldValidation.of(request),
                Writes.writer(type, part, request, clock));
        Reply reply = switch (request.contentType()) {
            case "application/json-patch+json" -> {
                JsonNode patch = json(request);
                yield updated(target, object -> JsonPatch.apply(object, patch));
            }
            case "application/merge-patch+json" -> {
                JsonNode patch = json(request);
                yield updated(target, object -> MergePatch.apply(object, patch));
            }
            case "application/strategic-merge-patch+json" -> {
                JsonNode patch = json(request);
                yield updated(target, object -> StrategicMergePatch.apply(ApiTypes.of(type), object, patch));
            }
            case "application/apply-patch+yaml" -> apply(target, request);
            default -> throw Failures.unsupportedPatch();
        };
        return target.validation().warned(reply);
    }

    /** What is patched, and how the answer is to look. */
    private record Target(
            ResourceType type,
            ResourcePath path,
            Part part,
            WriteMode mode,
            Rendering rendering,
            FieldValidation validation,
            Writer writer) {

        ResourceKey key() {
            return path.key(type);
        }
    }

    private Reply updated(Target target, UnaryOperator<ObjectNode> change) {
        return changed(target, object -> {
            ObjectNode before = object.deepCopy();
            ObjectNode wanted = change.apply(object);
            settle(target, wanted);
            target.writer().updates(before, wanted);
            return wanted;
        });
    }

    private Reply changed(Target target, UnaryOperator<ObjectNode> change) {
        ObjectNode stored = store.update(target.key(), target.part(), change, target.mode());
        return Reply.json(200, renderer.one(target.type(), stored, target.rendering()));
    }

    /** What is patched stays at its place, and has only fields of its type. */
    private static void settle(Target target, ObjectNode wanted) {
        Bodies.address(target.type(), target.path(), wanted);
        target.validation().check(target.type(), wanted);
    }

    private Reply apply(Target target, Request request) {
        ResourceType type = target.type();
        if (request.query().text("fieldManager").isEmpty()) {
            throw Failures.requiredValue("meta.k8s.io", "PatchOptions", "fieldManager", "is required for apply patch");
        }
        ObjectNode wanted = applied(request);
        Bodies.kind(type, wanted);
        Bodies.address(type, target.path(), wanted);
        if (!wanted.path("metadata").path("managedFields").isEmpty()) {
            throw Failures.badRequest("metadata.managedFields must be nil");
        }
        target.validation().check(type, wanted);
        for (int attempt = 1; ; attempt++) {
            try {
                return applied(target, wanted, request.query().flag("force"));
            } catch (StatusException e) {
                // Another one was quicker to make it: now there is one to merge with.
                if (attempt == ATTEMPTS || !e.reason().equals("AlreadyExists")) {
                    throw e;
                }
            }
        }
    }

    private Reply applied(Target target, ObjectNode wanted, boolean force) {
        ResourceType type = target.type();
        try {
            return changed(target, before -> {
                ObjectNode applied = target.writer().applies(before, wanted, force);
                settle(target, applied);
                return applied;
            });
        } catch (StatusException e) {
            if (e.code() != NOT_FOUND || target.part() == Part.STATUS) {
                throw e;
            }
        }
        if (!Meta.resourceVersion(wanted).isEmpty() || !Meta.uid(wanted).isEmpty()) {
            throw Failures.notFound(target.key());
        }
        if (type.namespaced()) {
            store.get(new ResourceKey(ResourceType.NAMESPACES, "", target.path().namespace()));
        }
        ObjectNode made = store.create(type, target.writer().appliesFirst(wanted), target.mode());
        return Reply.json(201, renderer.one(type, made, target.rendering()));
    }

    private static ObjectNode applied(Request request) {
        try {
            if (Yaml.read(request.body()) instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException e) {
            throw Failures.badRequest("error decoding YAML: " + firstLine(e));
        }
        throw Failures.badRequest("error decoding YAML: not an object");
    }

    private static JsonNode json(Request request) {
        try {
            JsonNode patch = Json.read(request.body());
            if (patch.isContainerNode()) {
                return patch;
            }
        } catch (JsonProcessingException e) {
            // Answered below.
        }
        throw Failures.badRequest("Invalid JSON Patch");
    }

    private static String firstLine(IOException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
