package io.rollcall.kubeapi.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.kubeapi.json.Json;
import io.rollcall.kubeapi.json.Meta;
import io.rollcall.kubeapi.resource.ResourceKey;
import io.rollcall.kubeapi.resource.ResourceType;
import io.rollcall.kubeapi.status.Failures;
import io.rollcall.kubeapi.status.StatusException;
import io.rollcall.kubeapi.store.DeleteOptions;
import io.rollcall.kubeapi.store.Deleted;
import io.rollcall.kubeapi.store.ResourceStore;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** Deletes one object, or all that a query selects. */
final class Deletions {

    private static final int NOT_FOUND = 404;

    /** Later than this no further object is deleted: nobody waits for the answer any more. */
    private static final long LONGEST_NANOS = 30_000_000_000L;

    private final ResourceStore store;
    private final Renderer renderer;
    private final LongSupplier nanos;

    Deletions(ResourceStore store, Renderer renderer) {
        this(store, renderer, System::nanoTime);
    }

    Deletions(ResourceStore store, Renderer renderer, LongSupplier nanos) {
        this.store = store;
        this.renderer = renderer;
        this.nanos = nanos;
    }

    /** The object while it waits; once it is gone a note that it is, except for pods, which are shown as they were. */
    Reply one(ResourceType type, ResourcePath path, Request request) {
        Rendering rendering = Rendering.of(request);
        Deleted deleted = store.delete(path.key(type), DeleteRequest.of(request));
        if (deleted.gone() && type != ResourceType.PODS) {
            ObjectNode status = Json.object().put("kind", "Status").put("apiVersion", "v1");
            status.putObject("metadata");
            status.put("status", "Success");
            status.set("details", Failures.details(type, path.name()).put("uid", Meta.uid(deleted.object())));
            return Reply.json(200, status);
        }
        return Reply.json(200, renderer.one(type, deleted.object(), rendering));
    }

    /** One after the other; when it ends before the last, the answer says how many are done. */
    Reply all(ResourceType type, ResourcePath path, Request request) {
        Rendering rendering = Rendering.of(request);
        DeleteOptions options = DeleteRequest.of(request);
        Selection selection = Selection.of(type, path, request.query());
        long start = nanos.getAsLong();
        List<ObjectNode> chosen = store.list(type, path.namespace(), OptionalLong.empty()).items().stream()
                .filter(selection::matches)
                .toList();
        for (int done = 0; done < chosen.size(); done++) {
            try {
                if (nanos.getAsLong() - start > LONGEST_NANOS) {
                    throw Failures.timeout("the time for the request is over, ask again for the rest");
                }
                delete(ResourceKey.of(type, chosen.get(done)), options);
            } catch (StatusException e) {
                throw done == 0 ? e : e.after(done + " of " + chosen.size() + " " + type.plural() + " deleted, then: ");
            }
        }
        ObjectNode list = renderer.list(type, chosen, rendering);
        Meta.of(list).put("resourceVersion", Long.toString(store.version()));
        return Reply.json(200, list);
    }

    private void delete(ResourceKey key, DeleteOptions options) {
        try {
            store.delete(key, options);
        } catch (StatusException e) {
            // Somebody was quicker.
            if (e.code() != NOT_FOUND) {
                throw e;
            }
        }
    }
}
