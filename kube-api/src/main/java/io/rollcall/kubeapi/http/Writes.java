package io.rollcall.kubeapi.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.kubeapi.json.Meta;
import io.rollcall.kubeapi.managed.Writer;
import io.rollcall.kubeapi.resource.ResourceKey;
import io.rollcall.kubeapi.resource.ResourceType;
import io.rollcall.kubeapi.status.StatusException;
import io.rollcall.kubeapi.store.Part;
import io.rollcall.kubeapi.store.ResourceStore;
import io.rollcall.kubeapi.store.WriteMode;
import java.time.InstantSource;
import java.util.function.Supplier;

/** Creates and replaces. */
final class Writes {

    private static final int ATTEMPTS = 8;

    private final ResourceStore store;
    private final Renderer renderer;
    private final Supplier<String> suffixes;
    private final InstantSource clock;

    /** New names for objects that want one end in what the suffixes give. */
    Writes(ResourceStore store, Renderer renderer, Supplier<String> suffixes, InstantSource clock) {
        this.store = store;
        this.renderer = renderer;
        this.suffixes = suffixes;
        this.clock = clock;
    }

    Reply create(ResourceType type, ResourcePath path, Request request) {
        Rendering rendering = Rendering.of(request);
        WriteMode mode = mode(request);
        FieldValidation validation = FieldValidation.of(request);
        ObjectNode wanted = Bodies.object(type, path, request);
        validation.check(type, wanted);
        if (type.namespaced()) {
            // An object in a namespace that is not there is refused with what a search for the namespace says.
            store.get(new ResourceKey(ResourceType.NAMESPACES, "", path.namespace()));
        }
        writer(type, Part.MAIN, request, clock).creates(wanted);
        ObjectNode made = Meta.name(wanted).isEmpty()
                        && !wanted.path("metadata")
                                .path("generateName")
                                .asText("")
                                .isEmpty()
                ? createNamed(type, wanted, mode)
                : store.create(type, wanted, mode);
        return validation.warned(Reply.json(201, renderer.one(type, made, rendering)));
    }

    private ObjectNode createNamed(ResourceType type, ObjectNode wanted, WriteMode mode) {
        String prefix = wanted.path("metadata").path("generateName").asText();
        for (int attempt = 1; ; attempt++) {
            Meta.of(wanted).put("name", prefix + suffixes.get());
            try {
                return store.create(type, wanted, mode);
            } catch (StatusException e) {
                if (attempt == ATTEMPTS || !e.reason().equals("AlreadyExists")) {
                    throw e;
                }
            }
        }
    }

    Reply replace(ResourceType type, ResourcePath path, Part part, Request request) {
        Rendering rendering = Rendering.of(request);
        WriteMode mode = mode(request);
        FieldValidation validation = FieldValidation.of(request);
        ObjectNode wanted = Bodies.object(type, path, request);
        validation.check(type, wanted);
        Writer writer = writer(type, part, request, clock);
        ObjectNode stored = store.update(
                path.key(type),
                part,
                before -> {
                    ObjectNode replacing = wanted.deepCopy();
                    writer.updates(before, replacing);
                    return replacing;
                },
                mode);
        return validation.warned(Reply.json(200, renderer.one(type, stored, rendering)));
    }

    /** Who writes: whom the client names, or the client's program. */
    static Writer writer(ResourceType type, Part part, Request request, InstantSource clock) {
        String named = request.query().text("fieldManager");
        String agent = request.headers().getOrDefault("user-agent", "unknown");
        return new Writer(named.isEmpty() ? agent.split("/", 2)[0] : named, type, part, clock.instant());
    }

    static WriteMode mode(Request request) {
        return request.query().dryRun() ? WriteMode.DRY_RUN : WriteMode.COMMIT;
    }
}
